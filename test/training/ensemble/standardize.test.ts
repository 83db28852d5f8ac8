import { describe, expect, it } from 'vitest';

import { featureScale, fold, headOutputs, standardized } from '../../../src/training/ensemble/standardize.ts';
import { rowsInMemory } from '../../../src/training/mining/rows.ts';
import { madeEmbeddings } from './made-embeddings.ts';
import { references } from './references.ts';

describe('the scale of features', () => {
  it.each(Object.entries(references))('is the one of StandardScaler: %s', (_, { problem, mean, scale }) => {
    const found = featureScale(rowsInMemory(madeEmbeddings(problem).features, problem.width));
    mean.forEach((value, j) => expect(found.mean[j]).toBeCloseTo(value, 8));
    scale.forEach((value, j) => expect(found.std[j]).toBeCloseTo(value, 8));
  });

  it('constant features, and such as hardly vary, are divided by 1', () => {
    const values = Array.from({ length: 3000 }, (_, i) => [
      i % 2,
      0.1,
      0,
      1e9 + 64 * (i % 2),
      1e-9 * (i % 2),
    ]);
    const { mean, std } = featureScale(rowsInMemory(Float32Array.from(values.flat()), 5));
    expect([...std]).toEqual([0.5, 1, 1, 1, 1]);
    expect(mean[1]).toBeCloseTo(0.1, 7);
  });

  it('refuses what is no number', () => {
    const values = Float32Array.of(1, 2, 3, NaN);
    expect(() => featureScale(rowsInMemory(values, 2))).toThrow(/number 1 of the embeddings is NaN/);
  });
});

describe('one layer over raw embeddings', () => {
  const { problem } = references.classes;
  const { width } = problem;
  const { features, held } = madeEmbeddings(problem);
  const rows = rowsInMemory(features, width);
  const raw = rowsInMemory(held, width);
  const scale = featureScale(rows);
  const model = (vectors: number) => ({
    width,
    vectors,
    coefficients: Float64Array.from({ length: vectors * width }, (_, i) => Math.sin(i + 1)),
    intercepts: Float64Array.from({ length: vectors }, (_, i) => i - 1.5),
    objective: 0,
  });
  const margin = (v: number, i: number, vectors: number) => {
    const { coefficients, intercepts } = model(vectors);
    let sum = intercepts[v]!;
    for (let j = 0; j < width; j++)
      sum += (coefficients[v * width + j]! * (held[i * width + j]! - scale.mean[j]!)) / scale.std[j]!;
    return sum;
  };

  it('gives what the vectors give over standardized ones', () => {
    const outputs = headOutputs(fold(model(8), scale), raw);
    for (let i = 0; i < raw.count; i++)
      for (let k = 0; k < 8; k++) expect(outputs[i * 8 + k]).toBeCloseTo(margin(k, i, 8), 3);
  });

  it('standardized rows have mean 0 and deviation 1', () => {
    const scaled = featureScale(rowsInMemory(standardized(rows, scale), width));
    scaled.mean.forEach((value) => expect(value).toBeCloseTo(0, 5));
    scaled.std.forEach((value) => expect(value).toBeCloseTo(1, 5));
  });

  it('two classes: two outputs, whose difference is the margin', () => {
    const { outputs, kernel, bias } = fold(model(1), scale, 2);
    expect([outputs, kernel.length, bias.length]).toEqual([2, 2 * width, 2]);
    const found = headOutputs({ outputs, kernel, bias }, raw);
    for (let i = 0; i < raw.count; i++) {
      expect(found[2 * i + 1]! - found[2 * i]!).toBeCloseTo(margin(0, i, 1), 3);
      expect(found[2 * i + 1]! + found[2 * i]!).toBe(0);
    }
  });
});
