import { z } from 'zod';

import type { LabeledTask, ModelTask } from './labels.ts';
import { LABELS, MODEL_TASKS, VISIBLE } from './labels.ts';
import { currentCard } from './old-names.ts';
import type { CodedMessage } from '../messages/message.ts';
import { message } from '../messages/message.ts';

/** The least confidence threshold: of two classes, one with half the probability is a coin toss. */
export const MIN_CONFIDENCE_THRESHOLD = 0.6;

/** Of classes: of one alone there is nothing to predict. */
const LEAST_LABELS = 2;

/** Side of the pictures that a network takes, in pixels. */
export const MAX_INPUT_SIZE = 2048;
/** Between these a temperature is fitted. */
export const TEMPERATURE_RANGE = [0.05, 20] as const;
/** Far wider than any data set frames its faces: outside of these a crop shows no face. */
const CROP_SCALES = [0.5, 4] as const;
const CROP_UPS = [-1, 1] as const;
const AGES = [0, 120] as const;
const AGES_APART = [-100, 100] as const;

const triple = z.tuple([z.number(), z.number(), z.number()]);
const interval = z.tuple([z.number(), z.number()]).readonly();

/** Of some of the pictures. */
const figures = z.object({
  n: z.int(),
  accuracy: z.number().exactOptional(),
  weightedAccuracy: z.number().exactOptional(),
  maeYears: z.number().exactOptional(),
  biasYears: z.number().exactOptional(),
  ci95: z.record(z.string(), interval),
  /** Too few pictures to say much. */
  few: z.boolean().exactOptional(),
});

const confusion = z.array(z.array(z.int()));

/**
 * What a model does on the reported split, without the pictures of which a byte-identical copy stands in training. The
 * split had no part in training, but every release is measured on it, so it is not untouched.
 */
const measuredSchema = z.object({
  split: z.string(),
  /** Pictures without a copy in training. */
  n: z.int(),
  /** Fractions 0 … 1, `maeYears` in years. */
  metrics: z.record(z.string(), z.number()),
  /** 95 %, by bootstrap over pictures. */
  intervals: z.record(z.string(), interval),
  /** Of the whole split, copies among them; null where there is no copy. */
  withCopies: figures.nullable().default(null),
  /** Without the pictures that nearly equal one in training either; null where none is left out or left. */
  withoutNearCopies: figures.nullable().default(null),
  /** By kind of group (age band, gender, the data set's own labels), then by group. */
  groups: z.record(z.string(), z.record(z.string(), figures)),
  /** Of classes. */
  perClass: z.array(
    z.object({
      label: z.string(),
      /** Pictures that are it. */
      support: z.int(),
      recall: z.number().nullable(),
      precision: z.number().nullable(),
      precisionCi95: interval,
      /** Of the pictures read as it: the share that is kept from a probability on, and how many of those are wrong. */
      riskCoverage: z.array(
        z.object({ from: z.number(), coverage: z.number(), risk: z.number().nullable() }),
      ),
    }),
  ),
  confusion,
  /** In cards from before `selection` was there; see it. */
  audienceConfusion: confusion.exactOptional(),
  calibration: z.array(
    z.object({ n: z.int(), confidence: z.number().nullable(), accuracy: z.number().nullable() }),
  ),
});
export type Measured = z.infer<typeof measuredSchema>;

/** Figures of the model-selection set: all that is chosen with it. */
const selectionSchema = z.object({
  n: z.int(),
  /** How `confidenceThreshold` was chosen, in words, and what it comes to here; null for age. */
  threshold: z
    .object({ rule: z.string(), coverage: z.number(), precision: z.number().nullable() })
    .nullable(),
  /** Of classes: what marks a label as weak. */
  perClass: z.array(
    z.object({
      label: z.string(),
      support: z.int(),
      precision: z.number().nullable(),
      precisionCi95: interval,
    }),
  ),
  /** How what an audience is counted by is misread: ages by `AGE_BANDS`, genders of adults where the model is confident. */
  audienceConfusion: confusion.exactOptional(),
  /** Of expression models: the mean log odds of neutral over the pictures that are neutral, calibrated. */
  neutralLogOdds: z.number().exactOptional(),
});
export type Selection = z.infer<typeof selectionSchema>;

const storedCard = z.object({
  format: z.literal(1),
  /** `architecture.task.visible`, such as `compact.expression.lower`; `occlusion` for the occlusion classifier. */
  name: z.string().min(1),
  net: z.string().min(1),
  /** Names of the networks side by side that an ensemble joins; none for a single network. */
  branches: z.array(z.string()).readonly(),
  task: z.enum(MODEL_TASKS as [ModelTask]),
  /** Name of a task of the user's own; absent of others. */
  title: z.string().min(1).exactOptional(),
  /** In the order of the outputs; null for age. */
  labels: z.array(z.string()).nullable(),
  /** Which half of the face the model was made for. */
  visible: z.enum(VISIBLE as ['full', 'lower', 'upper']),
  preprocessing: z.object({
    /** Pictures are size × size pixels. */
    size: z.int().positive().max(MAX_INPUT_SIZE),
    /** `gray`: the picture's luma stands in all three channels. */
    color: z.enum(['gray', 'rgb']),
    /** (x − mean) / std per channel, x from 0 to 255, after the occluded half was set to zero. */
    scaling: z.object({ mean: triple, std: triple }),
  }),
  /**
   * How a face is cut out of a picture so that it looks like those that the model learned from: side of the crop as a
   * share of the detected box's width; how far its center lies above the box's, as a share of the width.
   */
  crop: z.object({ scale: z.number().positive(), up: z.number() }).default({ scale: 1, up: 0 }),
  /** Years = output · std + mean; null for classes. */
  ageScale: z.object({ mean: z.number(), std: z.number().positive() }).nullable(),
  /** The true age lies between value + low and value + high for 80 % of the model-selection pictures; null for classes. */
  ageInterval: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** Logits are divided by it before softmax. */
  temperature: z.number().positive(),
  /** A prediction is confident from this calibrated probability on: see `selection.threshold`. */
  confidenceThreshold: z.number().min(0).max(1).default(MIN_CONFIDENCE_THRESHOLD),
  /** Labels whose precision could not be shown to be over 60 %: to be shown as part of a group. */
  weakLabels: z.array(z.string()).default([]),
  /** Outputs of the picture and of its mirror image are averaged. */
  flip: z.boolean(),
  taps: z.object({ embedding: z.string(), lastConv: z.array(z.string()).readonly(), output: z.string() }),
  stage: z.object({
    key: z.string(),
    kind: z.string(),
    preset: z.string(),
    seed: z.int(),
    parents: z.array(z.string()),
  }),
  data: z.object({
    layout: z.string(),
    /** Hash of the pictures and labels that it was made from. */
    fingerprint: z.string(),
    pictures: z.int(),
    license: z.string(),
    /** Pictures that chose: where the metrics below were watched while training. */
    choosing: z.string(),
    /** How many chose; earlier cards lack it. */
    choosingPictures: z.int().exactOptional(),
    /** Splits of the data set that taught or chose. */
    splits: z.array(z.string()),
  }),
  use: z.string(),
  /** On the model-selection pictures. */
  metrics: z.record(z.string(), z.number()),
  /** What was chosen on the model-selection pictures; absent in models that have not been released. */
  selection: selectionSchema.exactOptional(),
  /** Null for a model that has not been released. */
  measured: measuredSchema.nullable().default(null),
  /** In words: where it is known to fail. */
  failures: z.array(z.string()).default([]),
});

export type Card = z.infer<typeof storedCard>;

/** What is known of a model: how to feed it, how to read it, what it was made from, how well it does. */
export const cardSchema = z.preprocess(currentCard, storedCard.transform(withMinThreshold));

/** Cards of earlier versions state half the probability as the threshold of two classes; the least threshold is used instead. */
function withMinThreshold(card: Card): Card {
  if (card.labels?.length !== 2 || card.confidenceThreshold >= MIN_CONFIDENCE_THRESHOLD) return card;
  const percent = (value: number) => `${Number((100 * value).toFixed(1))} %`;
  const note = `the confidence threshold: its card states ${percent(card.confidenceThreshold)}; with two classes it is ${percent(MIN_CONFIDENCE_THRESHOLD)} at least, so that is used`;
  return { ...card, confidenceThreshold: MIN_CONFIDENCE_THRESHOLD, failures: [...card.failures, note] };
}

/** @returns what is wrong with a card beyond its form; undefined if nothing is */
export function cardProblem(card: Card): CodedMessage | undefined {
  return labelProblem(card) ?? rangeProblem(card);
}

type Facts = Record<'value' | 'least' | 'most', number>;
type Range = [
  value: number,
  range: readonly [least: number, most: number],
  problem: (facts: Facts) => CodedMessage,
];

function rangeProblem({ temperature, crop, ageScale, ageInterval }: Card): CodedMessage | undefined {
  const ranges: Range[] = [
    [temperature, TEMPERATURE_RANGE, (facts) => message('model.temperature', facts)],
    [crop.scale, CROP_SCALES, (facts) => message('model.cropScale', facts)],
    [crop.up, CROP_UPS, (facts) => message('model.cropUp', facts)],
  ];
  if (ageScale)
    ranges.push(
      [ageScale.mean, AGES, (facts) => message('model.meanAge', facts)],
      [ageScale.std, AGES, (facts) => message('model.ageSpread', facts)],
    );
  if (ageInterval) {
    const { low, high } = ageInterval;
    ranges.push(
      [high, AGES_APART, (facts) => message('model.intervalEnd', facts)],
      [low, [AGES_APART[0], high], (facts) => message('model.intervalBegin', facts)],
    );
  }
  const wrong = ranges.find(([value, [least, most]]) => value < least || value > most);
  if (!wrong) return undefined;
  const [value, [least, most], problem] = wrong;
  return problem({ value, least, most });
}

function labelProblem({ task, labels, ageScale }: Card): CodedMessage | undefined {
  if (task === 'age') {
    if (labels !== null) return message('model.ageLabels', { n: labels.length });
    return ageScale === null ? message('model.noAgeScale') : undefined;
  }
  if (task !== 'custom') return orderProblem(task, labels);
  if (labels === null) return message('model.noOwnLabels', { least: LEAST_LABELS });
  return labels.length < LEAST_LABELS || new Set(labels).size < labels.length
    ? message('model.ownLabels', { labels, least: LEAST_LABELS })
    : undefined;
}

/** A head may have a part of a task's classes, in the order of the task; the occlusion classifier has all. */
function orderProblem(task: LabeledTask, labels: readonly string[] | null): CodedMessage | undefined {
  const expected = LABELS[task]!;
  if (labels === null) return message('model.noLabels', { expected: expected.length, task });
  const n = labels.length;
  const isPart = task !== 'occlusion' && n >= LEAST_LABELS && n < expected.length;
  if (!isPart && n !== expected.length)
    return message('model.labelCount', { n, expected: expected.length, task });
  const wanted = isPart ? expected.filter((label) => labels.includes(label)) : expected;
  const wrong = labels.findIndex((label, i) => label !== wanted[i]);
  if (wrong < 0) return undefined;
  const found = { i: wrong, label: labels[wrong]! };
  const at = wanted[wrong];
  return at === undefined
    ? message('model.foreignLabel', { ...found, task })
    : message('model.labelOrder', { ...found, expected: at });
}
