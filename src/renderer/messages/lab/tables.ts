import { percent } from '../../../common/percent.ts';
import type { Reproduction } from '../../../main/ipc/contract.ts';
import { count, plural } from '../numbers.ts';
import { names } from './names.ts';

type Cell = Reproduction['cells'][number];

const TITLES: Readonly<Record<Cell['table'], string>> = {
  table1: 'Table 1: expression',
  table2: 'Table 2: gender',
  table3: 'Table 3: age',
  table4: 'Table 4: what joining adds',
};
const ROWS: Readonly<Record<Cell['model'], string>> = {
  teacher: 'teacher',
  student: 'student',
  standard: 'standard T-S',
  triplet: 'triplet T-S',
  'standard-svm': 'standard T-S + SVM',
  'triplet-svm': 'triplet T-S + SVM',
  ensemble: 'both + SVM',
  reference: 'reference',
};
const SCALES: Readonly<Record<Reproduction['scale'], string>> = {
  paper: 'the paper’s three networks, with its settings',
  compact: 'our small network; no figure of the paper is its own',
  smoke: 'a few hundred pictures; shows only that everything runs',
};

export const tablesMessages = {
  title: 'The paper’s tables, measured here',
  none: 'Nothing measured yet',
  noneMeans:
    'The tables need FER+, AffectNet or UTKFace: add one in Data. Cells then fill in as stages finish, beside the published figures.',
  toData: 'Go to Data',
  failed: 'The tables could not be read',
  source: 'Georgescu, Duta, Ionescu 2021',
  measured: (n: number, of: number) => `${n} of ${of} figures measured`,
  scale: (scale: Reproduction['scale']) => SCALES[scale],
  seeds: (seeds: readonly number[]) =>
    seeds.length === 1
      ? `seed ${seeds[0]}`
      : `means over the seeds ${seeds.join(', ')}; tests of seed ${seeds[0]}`,
  table: (table: Cell['table']) => TITLES[table],
  panel: (dataset: string, metric: Cell['metric']) =>
    `${names.dataSet(dataset)}, ${names.metric(metric).toLowerCase()}`,
  /** @param pictures counts of pictures that figures here were measured on */
  unit: (metric: Cell['metric'], pictures: readonly number[]) =>
    [
      { accuracy: '%', weightedAccuracy: '%, mean of the classes', maeYears: 'years' }[metric],
      ...(pictures.length === 0 ? [] : [`here n = ${pictures.map(count).join(' or ')}`]),
    ].join('; '),
  model: 'Model',
  learnedFrom: 'Learned from',
  reads: 'Reads',
  paper: 'paper',
  here: 'here',
  row: ({ model, task }: Pick<Cell, 'model' | 'task'>) =>
    model === 'ensemble' && task === 'age' ? 'both + SVR' : ROWS[model],
  faces: (train: string) =>
    ({
      full: 'whole',
      lower: 'lower half',
      upper: 'upper half',
      'full+lower': 'whole + lower',
      'full+upper': 'whole + upper',
    })[train] ?? train,
  reasons: 'Why cells are empty',
  reasonMark: (n: number) => `not measured, reason ${n}`,
  noFigure: 'not in the paper',
  others: 'Others on whole faces, as the paper prints them',
  claims: 'The paper’s claims, judged by these figures',
  verdict: (verdict: 'supported' | 'not supported' | 'cannot be told') =>
    ({ supported: 'Supported', 'not supported': 'Not supported', 'cannot be told': 'Cannot be told yet' })[
      verdict
    ],
  checks: (held: number, of: number, inPaper: { held: number; of: number }) =>
    of === 0
      ? `not checked; in the paper ${inPaper.held} of ${inPaper.of}`
      : `${held} of ${of}; in the paper ${inPaper.held} of ${inPaper.of}`,
  legend: [
    '† better than the student of the same half on the same pictures: p < 0.05, McNemar’s test; paired bootstrap for means',
    `± half of the ${percent(95)} interval, over pictures`,
  ],
  cell: (measured: number, low: number | null, high: number | null, p: number | null, n: number | null) =>
    [
      measured.toFixed(2),
      low === null || high === null ? '' : `${percent(95)} interval ${low.toFixed(2)} … ${high.toFixed(2)}`,
      n === null ? '' : plural(n, 'picture'),
      p === null ? '' : `p = ${p.toFixed(3)} against the student`,
    ]
      .filter(Boolean)
      .join('; '),
} as const;
