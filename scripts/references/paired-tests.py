"""Writes test/training/evaluation/fixtures/paired-tests.json: figures of statsmodels and SciPy for paired tests.

    python3 -m venv /tmp/references
    /tmp/references/bin/pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0
    /tmp/references/bin/python scripts/references/paired-tests.py && npm run format
"""

import json
from pathlib import Path

import numpy as np
from scipy.stats import bootstrap
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests

OUT = Path(__file__).parents[2] / "test/training/evaluation/fixtures/paired-tests.json"

DISCORDANT = [(0, 0), (1, 0), (0, 7), (3, 5), (12, 12), (4, 20), (24, 0), (0, 25), (12, 13), (13, 12), (20, 20)]
DISCORDANT += [(9, 31), (80, 120), (251, 250), (60, 400), (900, 1100), (0, 1500), (3000, 2600)]
P_VALUES = [[0.04], [0.01, 0.04, 0.03, 0.005], [0.5, 0.9, 0.7], [0.02, 0.02, 0.001, 1, 0.2, 0.02, 0]]


def below(state):
    """The numbers of linear-machines.py, as fractions of 1."""
    while True:
        state = (1664525 * state + 1013904223) % 2**32
        yield state / 2**32


def paired(test, b, c):
    exact = b + c < 25
    found = test([[500, b], [c, 100]], exact=exact, correction=True)
    return {"b": b, "c": c, "exact": exact, "statistic": float(found.statistic), "pValue": float(found.pvalue)}


def intervals():
    """Percentile intervals of two paired differences; 100,000 resamples, so that chance plays no part."""
    draw = below(11)
    n = 400
    age_errors = np.array([[abs(30 * (next(draw) - 0.5)), abs(26 * (next(draw) - 0.45))] for _ in range(n)])
    right = np.array([[next(draw) < 0.8, next(draw) < 0.72] for _ in range(n)])
    found = {}
    for name, values in {"mae": age_errors, "accuracy": right.astype(float)}.items():
        difference = values[:, 1] - values[:, 0]
        interval = bootstrap(
            (difference,), np.mean, n_resamples=100_000, batch=2000, method="percentile", rng=np.random.default_rng(1)
        ).confidence_interval
        found[name] = {"difference": float(difference.mean()), "ci95": [float(interval.low), float(interval.high)]}
    return found


if __name__ == "__main__":
    results = {
        "mcnemar": [paired(mcnemar, b, c) for b, c in DISCORDANT],
        "holm": [{"p": p, "adjusted": [float(q) for q in multipletests(p, method="holm")[1]]} for p in P_VALUES],
        "bootstrap": intervals(),
    }
    OUT.write_text(json.dumps(results) + "\n")
