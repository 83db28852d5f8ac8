/** Jobs beside the training queue, and what comes of them. */
import type { CodedMessage, StoredMessage } from '../../../messages/message.ts';
import type { Comparison, EvaluationReport } from './figures.ts';
import type { StageKind } from './lab.ts';

export type JobKind = JobSubject['kind'];

/** What a job is about: by it the page finds again what it requested before it was loaded anew. */
export type JobSubject =
  | { kind: 'check' | 'prepare'; id: number }
  | { kind: 'compare' | 'explain'; runs: number[]; stage: StageKind }
  /** A run, as a folder that another machine runs again. */
  | { kind: 'bundle'; run: number }
  | { kind: 'export'; model: string; format: 'onnx' | 'tfjs' }
  | { kind: 'open' | 'import' }
  /** What a retraining is at. */
  | { kind: 'retrain'; id: number; step: 'check' | 'estimate' | 'train' }
  /** The library of Lab Streaming Layer. */
  | { kind: 'lsl' };

/** How far a job is. */
export interface JobStep {
  job: number;
  subject: JobSubject;
  done: number;
  total: number;
  /** What it is at; null where the subject is enough. */
  at: CodedMessage | null;
}

/** A job that runs, or whose result can still be fetched. */
export interface KnownJob extends JobStep {
  isRunning: boolean;
}

export type JobResult =
  | { kind: 'check'; id: number }
  | { kind: 'prepare'; id: number }
  | { kind: 'compare'; compared: ComparedRuns }
  | { kind: 'explain'; gallery: GalleryModel[] }
  /** Runs of a folder; `skipped`: records that cannot be read, or whose models are damaged. */
  | { kind: 'open'; added: number; updated: number; skipped: number }
  /** Where it lies. */
  | { kind: 'bundle' | 'export'; path: string }
  | { kind: 'lsl'; path: string }
  /** The retraining has what came of it. */
  | { kind: 'retrain'; id: number }
  /** What was imported, in words. */
  | { kind: 'import'; text: StoredMessage[] };

export interface ComparedRuns {
  split: string;
  pictures: number;
  /** The runs learned from several data sets, or versions of one: measured are the test pictures that these share. */
  isAcrossSets: boolean;
  models: { run: number; name: string; report: EvaluationReport }[];
  /** Every pair, `a` before `b`; p-values corrected by Holm where there are several. */
  pairs: { a: number; b: number; comparison: Comparison; pHolm: number }[];
  /** Settings in which the runs differ; `dataSet`: what they learned from. */
  differences: { key: string; values: string[] }[];
}

/** A class, or an age in years. */
export type GalleryLabel = string | number;

export interface GalleryModel {
  run: number;
  name: string;
  /** PNG of each picture, whole, with the heat over what the model was shown. */
  pictures: { png: Uint8Array; truth: GalleryLabel; read: GalleryLabel; isRight: boolean }[];
}
