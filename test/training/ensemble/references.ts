import { readFileSync } from 'node:fs';

import type { MadeProblem } from './made-embeddings.ts';

export interface Reference {
  problem: MadeProblem;
  /** Of all training embeddings. */
  sum: number;
  /** What `StandardScaler` found. */
  mean: number[];
  scale: number[];
  solutions: {
    C: number;
    objective: number;
    /** Coefficients, then the intercept, one list a vector. */
    weights: number[][];
    /** Of the held embeddings: a digit each, or values. */
    predictions: string | number[];
  }[];
}

/** What scikit-learn finds, written by scripts/references/linear-machines.py. */
export const references = JSON.parse(
  readFileSync(new URL('fixtures/linear-machines.json', import.meta.url), 'utf8'),
) as Record<'classes' | 'few' | 'two' | 'value', Reference>;
