import { beforeAll, describe, expect, it } from 'vitest';

import type { LinearModel, LinearSolver } from '../../../src/training/ensemble/linear-model.ts';
import { createLinearSvc } from '../../../src/training/ensemble/linear-svc.ts';
import { createLinearSvr } from '../../../src/training/ensemble/linear-svr.ts';
import { featureScale, fold, headOutputs, standardized } from '../../../src/training/ensemble/standardize.ts';
import { topLabels } from '../../../src/common/math/probabilities.ts';
import { rowsInMemory } from '../../../src/training/mining/rows.ts';
import { tf } from '../../../src/training/engine/tf.ts';
import { engineForTests } from '../../support/engine.ts';
import type { MadeEmbeddings, MadeProblem } from './made-embeddings.ts';
import { madeEmbeddings } from './made-embeddings.ts';
import { references } from './references.ts';

beforeAll(async () => {
  await engineForTests();
});

function solverFor({ width, classes }: MadeProblem, { features, targets }: MadeEmbeddings): LinearSolver {
  const rows = rowsInMemory(features, width);
  const scaled = { features: standardized(rows, featureScale(rows)), width };
  return classes === null
    ? createLinearSvr({ ...scaled, targets })
    : createLinearSvc({ ...scaled, labels: targets, classes });
}

/** The objective as its definition has it, one row after the other. */
function objectiveOf(model: LinearModel, C: number, problem: MadeProblem, made: MadeEmbeddings): number {
  const { width, vectors, coefficients, intercepts } = model;
  const rows = rowsInMemory(made.features, width);
  const x = standardized(rows, featureScale(rows));
  let total = 0;
  for (let v = 0; v < vectors; v++) {
    let squares = intercepts[v]! ** 2;
    for (let j = 0; j < width; j++) squares += coefficients[v * width + j]! ** 2;
    total += squares / 2;
    made.targets.forEach((target, i) => {
      let value = intercepts[v]!;
      for (let j = 0; j < width; j++) value += coefficients[v * width + j]! * x[i * width + j]!;
      if (problem.classes === null) total += C * Math.abs(value - target);
      else total += C * Math.max(0, 1 - (target === (vectors === 1 ? 1 : v) ? value : -value)) ** 2;
    });
  }
  return total;
}

describe.each(Object.entries(references))('beside scikit-learn: %s', (_, { problem, sum, solutions }) => {
  const made = madeEmbeddings(problem);
  const rows = rowsInMemory(made.features, problem.width);
  const held = rowsInMemory(made.held, problem.width);

  it('the embeddings are those of the script', () => {
    expect(made.features.reduce((a, b) => a + b, 0)).toBe(sum);
  });

  it('objectives, weights and predictions', async () => {
    const scale = featureScale(rows);
    const solver = solverFor(problem, made);
    for (const { C, objective, weights, predictions } of solutions) {
      const model = await solver.solve(C);
      expect(model.vectors).toBe(weights.length);
      expect(Math.abs(objectiveOf(model, C, problem, made) / objective - 1)).toBeLessThan(1e-5);
      // What it says itself is what its weights give.
      expect(model.objective / objectiveOf(model, C, problem, made)).toBeCloseTo(1, 8);
      const outputs = headOutputs(fold(model, scale, problem.classes ?? 1), held);
      const equal =
        problem.classes === null
          ? [...outputs].filter((value, i) => Math.abs(value - (predictions[i] as number)) < 1e-3)
          : [...topLabels(outputs, problem.classes)].filter((label, i) => String(label) === predictions[i]);
      expect(equal.length).toBeGreaterThanOrEqual(0.995 * problem.held);
      weights.forEach((vector, v) => {
        const own = [...model.coefficients.subarray(v * problem.width, (v + 1) * problem.width)];
        const distance = Math.hypot(...[...own, model.intercepts[v]!].map((w, j) => w - vector[j]!));
        expect(distance).toBeLessThan(1e-3 * Math.hypot(...vector));
      });
    }
  });

  it('any order of C leads to the same', async () => {
    const forth = solverFor(problem, made);
    await forth.solve(0.1);
    const up = await forth.solve(100);
    const alone = await solverFor(problem, made).solve(100);
    expect(up.objective / alone.objective).toBeCloseTo(1, 6);
    const down = await forth.solve(0.1);
    const first = await solverFor(problem, made).solve(0.1);
    expect(down.objective / first.objective).toBeCloseTo(1, 6);
  });
});

describe('what the data may be like', () => {
  const { problem } = references.few;
  const { features, targets } = madeEmbeddings(problem);
  const svc = (classes: number, labels: readonly number[]) =>
    createLinearSvc({ features, width: problem.width, labels, classes });

  it('a class with one row is learned', async () => {
    const model = await svc(4, targets).solve(10);
    const head = fold(model, { mean: new Float64Array(60), std: new Float64Array(60).fill(1) });
    const found = topLabels(headOutputs(head, rowsInMemory(features, 60)), 4);
    expect(targets.filter((label) => label === 0)).toHaveLength(1);
    expect(found[targets.indexOf(0)]).toBe(0);
  });

  it('a class without rows never wins and does not change the others', async () => {
    // Classes 0 … 3 become 0, 1, 3, 4 of six.
    const six = targets.map((label) => (label < 2 ? label : label + 1));
    const [with4, with6] = [await svc(4, targets).solve(1), await svc(6, six).solve(1)];
    expect(with6.vectors).toBe(6);
    expect(with6.objective).toBe(with4.objective);
    [0, 1, 3, 4].forEach((k, i) =>
      expect(with6.coefficients.subarray(k * 60, (k + 1) * 60)).toEqual(
        with4.coefficients.subarray(i * 60, (i + 1) * 60),
      ),
    );
    const head = fold(with6, { mean: new Float64Array(60), std: new Float64Array(60).fill(1) });
    const anywhere = Float32Array.from({ length: 500 * 60 }, (_, i) => 20 * Math.sin(i * i));
    const found = topLabels(headOutputs(head, rowsInMemory(anywhere, 60)), 6);
    expect(new Set(found)).toEqual(new Set([0, 1, 3, 4]));
  });

  it('fewer than two classes, or a label that is none, is refused', () => {
    expect(() =>
      svc(
        4,
        targets.map(() => 2),
      ),
    ).toThrow(/show 1 of 4 classes/);
    expect(() => svc(2, targets.with(0, 7))).toThrow(/class 7 at row 0, expected 0 … 1/);
  });

  it('a value that never changes is learned', async () => {
    const model = await createLinearSvr({ features, width: 60, targets: new Float64Array(40).fill(3) }).solve(
      100,
    );
    const head = fold(model, { mean: new Float64Array(60), std: new Float64Array(60).fill(1) });
    for (const value of headOutputs(head, rowsInMemory(features, 60))) expect(value).toBeCloseTo(3, 3);
    const zero = await createLinearSvr({ features, width: 60, targets: new Float64Array(40) }).solve(1);
    expect(zero.objective).toBe(0);
  });

  it('two features that are the same share the weight', async () => {
    const doubled = Float32Array.from({ length: 40 * 60 }, (_, i) => features[i - (i % 2)]!);
    const { coefficients } = await createLinearSvc({
      features: doubled,
      width: 60,
      labels: targets,
      classes: 4,
    }).solve(1000);
    for (let i = 0; i < coefficients.length; i += 2)
      expect(coefficients[i]).toBeCloseTo(coefficients[i + 1]!, 6);
  });
});

it('the same bits each time, and no tensor left behind', async () => {
  for (const { problem } of [references.classes, references.value]) {
    const made = madeEmbeddings(problem);
    const before = tf.memory().numTensors;
    const [first, second] = [
      await solverFor(problem, made).solve(10),
      await solverFor(problem, made).solve(10),
    ];
    expect(second).toEqual(first);
    expect(tf.memory().numTensors).toBe(before);
  }
});

it('stops when it is aborted', async () => {
  for (const { problem } of [references.classes, references.value]) {
    const solver = solverFor(problem, madeEmbeddings(problem));
    const stop = new AbortController();
    const solved = solver.solve(1000, stop.signal);
    setImmediate(() => stop.abort());
    await expect(solved).rejects.toMatchObject({ code: 'interrupted' });
  }
});
