import type { Rows } from '../mining/rows.ts';
import type { DenseHead } from './standardize.ts';

/** The paper's choice (Sec. 4.2.4). */
export const C_VALUES: readonly number[] = [0.1, 1, 10, 100, 1000];

export interface Labelled {
  /** Raw embeddings. */
  rows: Rows;
  /** Indices of classes, or values (scaled years), one a row. */
  targets: ArrayLike<number>;
}

export interface CFigure {
  C: number;
  /** On the choosing rows; null for values. */
  accuracy: number | null;
  /** On the choosing rows, in the unit of the targets; null for classes. */
  mae: number | null;
  /** What was minimized on the training rows, all vectors together. */
  objective: number;
  seconds: number;
}

export interface EnsembleQuestion {
  /** Null: a value is learned (SVR). */
  classes: number | null;
  train: Labelled;
  choosing: Labelled;
  onC?: (figure: CFigure) => void;
  signal?: AbortSignal | undefined;
}

export interface EnsembleChoice {
  C: number;
  /** Of every C, in their order. */
  figures: readonly CFigure[];
  /** For raw embeddings: `classes` outputs, 1 for a value. */
  head: DenseHead;
}

/**
 * A linear SVC or SVR over embeddings with the C that does best on the choosing rows; of equals the smallest.
 * @throws DemifaceError `mismatch` before any work if fewer than two classes have rows or shapes differ,
 * `interrupted` when the signal aborts
 */
export function chooseC(_question: EnsembleQuestion): Promise<EnsembleChoice> {
  throw new Error('under way');
}
