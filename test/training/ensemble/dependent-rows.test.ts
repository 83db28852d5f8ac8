import { beforeAll, describe, expect, it } from 'vitest';

import { randomFor } from '../../../src/common/math/random.ts';
import { createLinearSvr } from '../../../src/training/ensemble/linear-svr.ts';
import { engineForTests } from '../../support/engine.ts';

beforeAll(async () => {
  await engineForTests();
});

const ROWS = 36;
const WIDTH = 512;

/** Embeddings of a net that tells little apart: a few factors and a little noise; standardized. */
function collapsedEmbeddings(rank: number, noise: number): Float32Array {
  const random = randomFor(6, rank);
  const factors = Float64Array.from({ length: rank * WIDTH }, () => random.normal());
  const scores = Float64Array.from({ length: ROWS * rank }, () => random.normal());
  const features = Float32Array.from({ length: ROWS * WIDTH }, (_, at) => {
    const [row, column] = [Math.floor(at / WIDTH), at % WIDTH];
    let value = noise * random.normal();
    for (let k = 0; k < rank; k++) value += scores[row * rank + k]! * factors[k * WIDTH + column]!;
    return value;
  });
  for (let column = 0; column < WIDTH; column++) {
    const values = Array.from({ length: ROWS }, (_, row) => features[row * WIDTH + column]!);
    const mean = values.reduce((a, b) => a + b) / ROWS;
    const std = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / ROWS);
    values.forEach((value, row) => (features[row * WIDTH + column] = (value - mean) / std));
  }
  return features;
}

describe('a linear SVR on embeddings that hardly differ', () => {
  it.each([
    [1, 0.01],
    [4, 0.001],
  ])('of rank %i and noise %f ends, at a least objective', { timeout: 30_000 }, async (rank, noise) => {
    const features = collapsedEmbeddings(rank, noise);
    const random = randomFor(7, rank);
    const targets = Float64Array.from({ length: ROWS }, () => random.normal());
    const objectiveOf = (w: Float64Array, C: number) => {
      let objective = w.reduce((sum, value) => sum + (value * value) / 2, 0);
      for (let row = 0; row < ROWS; row++) {
        let z = w[WIDTH]!;
        for (let j = 0; j < WIDTH; j++) z += w[j]! * features[row * WIDTH + j]!;
        objective += C * Math.abs(z - targets[row]!);
      }
      return objective;
    };
    const solver = createLinearSvr({ features, width: WIDTH, targets });
    for (const C of [0.1, 1, 10, 100, 1000]) {
      const { coefficients, intercepts, objective } = await solver.solve(C);
      const w = Float64Array.from([...coefficients, intercepts[0]!]);
      expect(objectiveOf(w, C)).toBeCloseTo(objective, 6);
      // Convex: were a lower point anywhere, every way towards it would lead down.
      for (let way = 0; way < 60; way++) {
        const row = way % ROWS;
        const step = way < ROWS ? features.subarray(row * WIDTH, (row + 1) * WIDTH) : undefined;
        for (const length of [1e-3, -1e-3, 1e-5, -1e-5]) {
          const moved = w.map((value, j) => value + length * (step ? (step[j] ?? 1) : random.normal()));
          expect(objectiveOf(moved, C)).toBeGreaterThanOrEqual(objective * (1 - 1e-6));
        }
      }
    }
  });
});
