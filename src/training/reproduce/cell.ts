import type { Task, Visible } from '../../artifact/labels.ts';
import type { Layout } from '../sources/types.ts';
import type { Preset } from '../presets/index.ts';

export type Table = 'table1' | 'table2' | 'table3' | 'table4';
export const TABLES: readonly Table[] = ['table1', 'table2', 'table3', 'table4'];

const DATASETS = ['ferplus', 'affectnet', 'utkface'] as const satisfies Layout[];
export type Dataset = (typeof DATASETS)[number];

/** @throws Error if the preset learns from pictures that the paper has not */
export function datasetOf({ id, layout }: Preset): Dataset {
  const dataset = DATASETS.find((known) => known === layout);
  if (!dataset) throw new Error(`${id} stands in no table of the paper`);
  return dataset;
}

/** `accuracy` and `weightedAccuracy` (mean recall of the classes) in per cent, `maeYears` in years. */
export type Metric = 'accuracy' | 'weightedAccuracy' | 'maeYears';

/** A row of the tables. `ensemble` joins both distilled students; `standard-svm` and `triplet-svm` have one of them. */
export type ModelRow =
  'teacher' | 'student' | 'standard' | 'triplet' | 'standard-svm' | 'triplet-svm' | 'ensemble';

/** What a model learned from: `full+lower` is a student of the lower half with a teacher that sees the whole face. */
export type TrainFaces = Visible | 'full+lower' | 'full+upper';

/** Which figure of which table. */
export interface CellPlace {
  readonly table: Table;
  readonly dataset: Dataset;
  readonly task: Task;
  readonly metric: Metric;
  /** One of ours, or the name of a method that the paper cites. */
  readonly net: string;
  /** `reference`: a published figure of someone else's. */
  readonly model: ModelRow | 'reference';
  readonly train: TrainFaces;
  readonly test: Visible;
}

export interface PublishedCell extends CellPlace {
  /** In the metric's unit. */
  readonly published: number;
  /** The paper's †: better than the student of the same half, paired McNemar test at 0.05. */
  readonly publishedSignificant: boolean;
}

/** The half that the paper distils for: expression under a headset, gender and age under a mask. */
export const HALF_OF_INTEREST: Readonly<Record<Task, 'lower' | 'upper'>> = {
  expression: 'lower',
  gender: 'upper',
  age: 'upper',
};

export const lowerIsBetter = (metric: Metric): boolean => metric === 'maeYears';
