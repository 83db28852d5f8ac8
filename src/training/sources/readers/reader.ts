import type { CodedMessage } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import type { FaceTask } from '../../../artifact/labels.ts';
import type { Files } from '../files.ts';
import type { DataSet, Interpretation, LabeledPicture, Split } from '../types.ts';

export interface ReadOptions extends Interpretation {
  /** Decides splits that the data set does not give, and which pictures of an over-full class are kept. */
  seed: number;
  signal?: AbortSignal | undefined;
}

/** What one layout makes of the files below a root. */
export interface ReadResult {
  tasks: readonly FaceTask[];
  pictures: LabeledPicture[];
  lists: string[];
  notes: CodedMessage[];
  conflictingRows: CodedMessage[];
  /** Why a picture file carries no usable label, where more is known than that no row names it. */
  unused: Map<string, CodedMessage>;
  rowsWithoutFile: string[];
  filesWithoutRow: string[];
  repeatedRows: string[];
  malformed: CodedMessage[];
  secondList?: NonNullable<DataSet['secondList']>;
  /** Whether a seed drew the split of every picture; else the data set states it. */
  isDrawn?: boolean;
  /** The split of a picture file that carries no usable label, where it is known. */
  splitOf?: (file: string) => Split | undefined;
}

/** Why a picture is not used whose row is listed as malformed. */
export const ROW_UNUSABLE = message('data.rowUnusable');

/** Why a picture is not used that a row may mean, or not. */
export const ROW_AMBIGUOUS = message('data.unclearRow');

/** Where every reader starts. */
export function emptyReadResult(tasks: readonly FaceTask[]): ReadResult {
  return {
    tasks,
    pictures: [],
    lists: [],
    notes: [],
    unused: new Map(),
    conflictingRows: [],
    rowsWithoutFile: [],
    filesWithoutRow: [],
    repeatedRows: [],
    malformed: [],
  };
}

export type DataSetReader = (files: Files, options: ReadOptions) => Promise<ReadResult>;
