import type { StoredMessage } from '../../../messages/message.ts';
import type { Task, Visible } from '../../../artifact/labels.ts';
import type { Layout } from './data.ts';

/** Bounds of a 95 % interval. */
export type Interval = readonly [low: number, high: number];

/** Figures of one model on one labeled set: fractions 0 … 1, or years. */
export type EvaluationReport = ClassificationReport | RegressionReport;

export interface ClassificationReport {
  accuracy: number;
  weightedAccuracy: number;
  ci95: { accuracy: Interval };
  maeYears: null;
  labels: readonly string[];
  /** Counts by true class, then by predicted class. */
  confusion: readonly (readonly number[])[];
  perClass: readonly { label: string; support: number; recall: number | null }[];
  majorityBaseline: { label: string; accuracy: number };
  /** Expected calibration error. */
  ece: number;
}

export interface RegressionReport {
  accuracy: null;
  maeYears: number;
  /** Mean of predicted less true age. */
  biasYears: number;
  ci95: { maeYears: Interval };
  confusion: null;
  medianBaseline: { ageYears: number; maeYears: number };
}

/** A paired test of two models on the same pictures. */
export type Comparison = {
  /** Pictures. */
  n: number;
  /** The second model's figure less the first one's. */
  difference: number;
  /** Of this test alone. */
  pValue: number;
} & (
  | {
      metric: 'accuracy';
      /** Pictures that the first model alone predicts right, and that the second alone does. */
      b: number;
      c: number;
    }
  | { metric: 'maeYears'; b: null; c: null }
);

/** The paper's tables beside what was measured. */
export interface Reproduction {
  scale: 'paper' | 'compact' | 'smoke';
  seeds: readonly number[];
  cells: readonly ReproducedCell[];
  claims: readonly {
    statement: StoredMessage;
    verdict: Verdict;
    parts: readonly {
      statement: StoredMessage;
      verdict: Verdict;
      /** How many of the checks hold, of those that count. */
      held: number;
      of: number;
      /** The same of the paper's own figures. */
      inPaper: { held: number; of: number };
    }[];
  }[];
}

export type Verdict = 'supported' | 'not supported' | 'undecided';

/** A figure of the tables, in per cent or in years. */
export interface ReproducedCell {
  readonly table: 'table1' | 'table2' | 'table3' | 'table4';
  readonly dataset: Extract<Layout, 'ferplus' | 'affectnet' | 'utkface'>;
  readonly task: Task;
  readonly metric: 'accuracy' | 'weightedAccuracy' | 'maeYears';
  readonly net: string;
  /** `reference`: a published figure of someone else's. */
  readonly model:
    | 'teacher'
    | 'student'
    | 'standard'
    | 'triplet'
    | 'standard-svm'
    | 'triplet-svm'
    | 'ensemble'
    | 'reference';
  /** The faces of training and of the test. */
  readonly train: Visible | 'full+lower' | 'full+upper';
  readonly test: Visible;
  measured: number | null;
  ci95: Interval | null;
  published: number | null;
  /** The paper's †. */
  publishedSignificant: boolean;
  /** Against the student of the same half; null where nothing was tested. */
  pValue: number | null;
  /** The same after Holm's correction over the table. */
  pValueHolm: number | null;
  /** Better than the student of the same half, after Holm's correction; null where nothing was tested. */
  significant: boolean | null;
  /** Pictures. */
  n: number | null;
  /** Why there is no figure; null where there is one. */
  reason: StoredMessage | null;
}
