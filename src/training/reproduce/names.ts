import type { CellPlace, Dataset, Metric, ModelRow, Table } from './cell.ts';

/** As the paper writes them. */

export const DATASET_NAMES: Readonly<Record<Dataset, string>> = {
  affectnet: 'AffectNet',
  ferplus: 'FER+',
  utkface: 'UTKFace',
};

export const METRIC_NAMES: Readonly<Record<Metric, string>> = {
  accuracy: 'accuracy',
  weightedAccuracy: 'weighted accuracy',
  maeYears: 'mean absolute error',
};

export const UNITS: Readonly<Record<Metric, string>> = {
  accuracy: '%',
  weightedAccuracy: '%, mean of the classes',
  maeYears: 'years',
};

export const TABLE_TITLES: Readonly<Record<Table, string>> = {
  table1: 'Table 1: expression',
  table2: 'Table 2: gender',
  table3: 'Table 3: age',
  table4: 'Table 4: what the concatenation adds, and what the SVM',
};

const NET_NAMES: Readonly<Record<string, string>> = {
  'vgg-f': 'VGG-f',
  'vgg-face': 'VGG-face',
  'resnet-50': 'ResNet-50',
};

/** Ours, and other people's methods, are called what they are called. */
export function netName(net: string): string {
  return NET_NAMES[net] ?? net;
}

const CURRICULUM_NAMES: Readonly<Record<ModelRow, string>> = {
  teacher: 'teacher',
  student: 'student',
  standard: 'standard T-S',
  triplet: 'triplet T-S',
  'standard-svm': 'standard T-S + SVM',
  'triplet-svm': 'triplet T-S + SVM',
  ensemble: 'both + SVM',
};

const ABLATION_NAMES: Readonly<Partial<Record<ModelRow, string>>> = {
  standard: 'TS',
  triplet: 'TL',
  'standard-svm': 'TS + SVM',
  'triplet-svm': 'TL + SVM',
  ensemble: 'TS + TL + SVM',
};

export function rowName({
  table,
  task,
  model,
}: Pick<CellPlace, 'table' | 'task'> & { model: ModelRow }): string {
  if (table === 'table4') return ABLATION_NAMES[model] ?? CURRICULUM_NAMES[model];
  return model === 'ensemble' && task === 'age' ? 'both + SVR' : CURRICULUM_NAMES[model];
}
