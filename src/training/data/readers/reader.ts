import type { Task } from '../../../artifact/labels.ts';
import type { Files } from '../files.ts';
import type { DataSet, LabelledPicture, Split } from '../types.ts';

export interface ReadOptions {
  /** Decides splits that the data set does not give, and which pictures of an over-full class are kept. */
  seed: number;
  signal?: AbortSignal | undefined;
}

/** What one layout makes of the files below a root. */
export interface Found {
  tasks: readonly Task[];
  pictures: LabelledPicture[];
  rowsWithoutFile: string[];
  filesWithoutRow: string[];
  repeatedRows: string[];
  malformed: string[];
  secondList?: NonNullable<DataSet['secondList']>;
  /** The split of a picture file that carries no usable label, where it is known. */
  splitOf?: (file: string) => Split | undefined;
}

/** Where every reader starts. */
export function nothingFound(tasks: readonly Task[]): Found {
  return {
    tasks,
    pictures: [],
    rowsWithoutFile: [],
    filesWithoutRow: [],
    repeatedRows: [],
    malformed: [],
  };
}

export type Reader = (files: Files, options: ReadOptions) => Promise<Found>;
