/** Jobs beside the training queue, and what comes of them. */
import type { Comparison } from '../../../training/evaluation/compare.ts';
import type { EvaluationReport } from '../../../training/evaluation/report.ts';

export type JobKind = JobResult['kind'];

export type JobResult =
  | { kind: 'check'; id: number }
  | { kind: 'prepare'; id: number }
  | { kind: 'compare'; compared: ComparedRuns }
  | { kind: 'explain'; gallery: GalleryModel[] }
  /** Runs of a folder; `skipped`: records that cannot be read, or whose models are damaged. */
  | { kind: 'open'; added: number; updated: number; skipped: number }
  /** Where it lies. */
  | { kind: 'export'; path: string }
  /** What was imported, in words. */
  | { kind: 'import'; text: string };

export interface ComparedRuns {
  split: string;
  pictures: number;
  models: { run: number; name: string; report: EvaluationReport }[];
  /** Every pair, `a` before `b`; p-values corrected by Holm where there are several. */
  pairs: { a: number; b: number; comparison: Comparison; pHolm: number; sentence: string }[];
  /** Settings in which the runs differ. */
  differences: { key: string; values: string[] }[];
}

export interface GalleryModel {
  run: number;
  name: string;
  /** PNG of each picture, whole, with the heat over what the model was shown. */
  pictures: { png: Uint8Array; truth: string; read: string; isRight: boolean }[];
}
