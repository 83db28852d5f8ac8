import type { Expression, Gender, Task } from './labels.ts';

export const LABEL_ORDER_IDS = [
  'fer2013',
  'ferplus',
  'affectnet',
  'raf-db',
  'utkface',
  'imdb-wiki',
  'ages',
  'age-bands',
] as const;
export type LabelOrderId = (typeof LABEL_ORDER_IDS)[number];

/** What the class numbers of a public data set stand for. A code without a label is known, but carries none. */
export interface LabelOrder {
  readonly id: LabelOrderId;
  readonly title: string;
  readonly task: Task;
  /** By code. Undefined: numbers stand for no classes, as `meaning` states. */
  readonly codes?: ReadonlyMap<number, Expression | Gender | null>;
  readonly meaning?: string;
}

const numbered = <T>(first: number, labels: readonly T[]): ReadonlyMap<number, T> =>
  new Map(labels.map((label, i) => [first + i, label]));

/** The published orders. Data sets number the same classes differently, so a bare number is never interpreted without one. */
export const LABEL_ORDERS: readonly LabelOrder[] = [
  {
    // Goodfellow et al. 2013, "Challenges in Representation Learning", Sec. 3; README of the Kaggle challenge.
    id: 'fer2013',
    title: 'FER2013',
    task: 'expression',
    codes: numbered(0, ['anger', 'disgust', 'fear', 'happiness', 'sadness', 'surprise', 'neutral']),
  },
  {
    // Barsoum et al. 2016, "Training Deep Networks … with Crowd-Sourced Label Distribution"; columns of fer2013new.csv.
    id: 'ferplus',
    title: 'FER+',
    task: 'expression',
    codes: numbered(0, [
      'neutral',
      'happiness',
      'surprise',
      'sadness',
      'anger',
      'disgust',
      'fear',
      'contempt',
      null, // unknown
      null, // NF: not a face
    ]),
  },
  {
    // Mollahosseini et al. 2017, "AffectNet", Table 2 and the readme of its lists.
    id: 'affectnet',
    title: 'AffectNet',
    task: 'expression',
    codes: numbered(0, [
      'neutral',
      'happiness',
      'sadness',
      'surprise',
      'fear',
      'disgust',
      'anger',
      'contempt',
      null, // none
      null, // uncertain
      null, // no face
    ]),
  },
  {
    // Li, Deng and Du 2017, "Reliable Crowdsourcing and Deep Locality-Preserving Learning"; readme of the basic set.
    id: 'raf-db',
    title: 'RAF-DB',
    task: 'expression',
    codes: numbered(1, ['surprise', 'fear', 'disgust', 'happiness', 'sadness', 'anger', 'neutral']),
  },
  {
    // Zhang, Song and Qi 2017, UTKFace: the second field of its file names.
    id: 'utkface',
    title: 'UTKFace',
    task: 'gender',
    codes: numbered(0, ['male', 'female']),
  },
  {
    // Rothe, Timofte and Van Gool 2018, IMDB-WIKI: the field gender of its metadata.
    id: 'imdb-wiki',
    title: 'IMDB-WIKI',
    task: 'gender',
    codes: numbered(0, ['female', 'male']),
  },
  { id: 'ages', title: 'Ages', task: 'age', meaning: 'the numbers are years' },
  {
    id: 'age-bands',
    title: 'Age bands',
    task: 'age',
    meaning: 'the numbers are bands of years, such as 20 to 29: no age is read',
  },
];

/** @returns the order for a task among those chosen */
export function orderFor(task: Task, chosen: readonly LabelOrderId[] | undefined): LabelOrder | undefined {
  return LABEL_ORDERS.find((order) => order.task === task && chosen?.includes(order.id));
}

/** The orders of a task in which each of these numbers is a code. */
export function ordersWith(task: Task, codes: Iterable<number>): readonly LabelOrder[] {
  const all = [...codes];
  return LABEL_ORDERS.filter(
    (order) => order.task === task && all.every((code) => !order.codes || order.codes.has(code)),
  );
}

/** `fer2013 (0 anger, 1 disgust, …)`, for errors and choices. */
export function orderText({ id, codes, meaning }: LabelOrder): string {
  if (!codes) return `${id} (${meaning})`;
  const labels = [...codes].flatMap(([code, label]) => (label === null ? [] : [`${code} ${label}`]));
  return `${id} (${labels.join(', ')})`;
}
