"""Writes test/training/ensemble/fixtures/linear-machines.json: what scikit-learn finds on made embeddings.

    python3 -m venv /tmp/references
    /tmp/references/bin/pip install numpy==2.4.6 scikit-learn==1.9.1
    /tmp/references/bin/python scripts/references/linear-machines.py && npm run format

The embeddings are whole numbers from the generator below, so that test/training/ensemble/made-embeddings.ts makes the
same ones to the last bit. Each problem is solved for each C to a tight tolerance; a warning that it did not converge
is an error.
"""

import json
import warnings
from pathlib import Path

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC, LinearSVR

OUT = Path(__file__).parents[2] / "test/training/ensemble/fixtures/linear-machines.json"
C_VALUES = [0.1, 1, 10, 100, 1000]

# The smaller problems carry what is special: fewer rows than features; a class with one row.
PROBLEMS = {
    "classes": dict(seed=1, rows=900, held=1000, width=28, classes=8, single=False),
    "few": dict(seed=2, rows=40, held=200, width=60, classes=4, single=True),
    "two": dict(seed=3, rows=500, held=1000, width=20, classes=2, single=False),
    "value": dict(seed=4, rows=500, held=500, width=20, classes=None, single=False),
}


def generator(seed):
    """Knuth's linear congruential numbers modulo 2^32 (Numerical Recipes); a draw below n takes the upper bits."""
    state = seed

    def below(n):
        nonlocal state
        state = (1664525 * state + 1013904223) % 2**32
        return state * n // 2**32

    return below


def bell(below):
    """Nearly normal: mean 0, deviation about 37."""
    return sum(below(64) for _ in range(4)) - 126


def made(seed, rows, held, width, classes, single):
    """Embeddings of units that fire or not, several of them much alike, and labels or values that overlap."""
    below = generator(seed)
    factors = 6
    mixing = [[below(9) - 4 for _ in range(factors)] for _ in range(width)]
    features, targets = [], []
    for row in range(rows + held):
        label = below(classes or 8)
        if single and row > 0:
            label = below(classes - 1) + 1
        elif single:
            label = 0
        factor = [30 * ((label * (3 + 2 * m) + m * m) % 7 - 3) // 2 + bell(below) for m in range(factors)]
        units = [max(0, sum(w * f for w, f in zip(weights, factor)) // 4 + bell(below)) for weights in mixing]
        units[width - 1] = 0 if row < rows else 3  # constant in training
        features.append(units)
        targets.append(label if classes else factor[0] + max(0, factor[1]) + bell(below) // 2)
    features = np.array(features, dtype=np.float32) / 64
    targets = np.array(targets)
    if not classes:
        targets = targets / 64
    return features[:rows], targets[:rows], features[rows:], targets[rows:]


def solve(name, problem):
    features, targets, held, _ = made(**problem)
    scaler = StandardScaler().fit(features.astype(np.float64))
    train, test = scaler.transform(features.astype(np.float64)), scaler.transform(held.astype(np.float64))
    solutions = []
    for C in C_VALUES:
        if problem["classes"]:
            machine = LinearSVC(C=C, tol=1e-10, max_iter=10**7).fit(train, targets)
            signs = np.where(targets[:, None] == machine.classes_[-len(machine.coef_) :], 1, -1)
            margins = train @ machine.coef_.T + machine.intercept_
            loss = (np.maximum(0, 1 - signs * margins) ** 2).sum()
            predictions = "".join(str(label) for label in machine.predict(test))
        else:
            machine = LinearSVR(C=C, tol=1e-9, max_iter=10**8).fit(train, targets)
            loss = np.abs(train @ machine.coef_ + machine.intercept_ - targets).sum()
            predictions = [round(float(value), 6) for value in machine.predict(test)]
        weights = np.column_stack([np.atleast_2d(machine.coef_), machine.intercept_])
        solutions.append(
            {
                "C": C,
                "objective": 0.5 * (weights**2).sum() + C * loss,
                "weights": [[round(float(weight), 8) for weight in row] for row in weights],
                "predictions": predictions,
            }
        )
        print(name, C, solutions[-1]["objective"], flush=True)
    return {
        "problem": problem,
        "sum": float(features.sum(dtype=np.float64)),
        "mean": [round(float(v), 10) for v in scaler.mean_],
        "scale": [round(float(v), 10) for v in scaler.scale_],
        "solutions": solutions,
    }


if __name__ == "__main__":
    warnings.simplefilter("error", ConvergenceWarning)
    results = {name: solve(name, problem) for name, problem in PROBLEMS.items()}
    OUT.write_text(json.dumps(results, separators=(",", ":")) + "\n")
    print(OUT, OUT.stat().st_size, "bytes")
