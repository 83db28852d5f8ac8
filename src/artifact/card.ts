import { z } from 'zod';

import { headWidth, LABELS, MODEL_TASKS, VISIBLE } from './labels.ts';

const triple = z.tuple([z.number(), z.number(), z.number()]);
const interval = z.tuple([z.number(), z.number()]);

/** What is known of a model: how to feed it, how to read it, what it was made from, how well it does. */
export const cardSchema = z.object({
  format: z.literal(1),
  /** `architecture.task.visible`, such as `compact.expression.lower`; `hidden` for what hides the face. */
  name: z.string().min(1),
  net: z.string().min(1),
  /** Names of the networks side by side that an ensemble joins; none for a single network. */
  branches: z.array(z.string()).readonly(),
  task: z.enum(MODEL_TASKS as ['expression', 'gender', 'age', 'hidden']),
  /** In the order of the outputs; null for age. */
  labels: z.array(z.string()).nullable(),
  /** Which half of the face the model was made for. */
  visible: z.enum(VISIBLE as ['full', 'lower', 'upper']),
  preprocessing: z.object({
    /** Pictures are size × size pixels. */
    size: z.int().positive(),
    /** `gray`: the picture's luma stands in all three channels. */
    color: z.enum(['gray', 'rgb']),
    /** (x − mean) / std per channel, x from 0 to 255, after the hidden half was set to zero. */
    scaling: z.object({ mean: triple, std: triple }),
  }),
  /** Years = output · std + mean; null for classes. */
  ageScale: z.object({ mean: z.number(), std: z.number().positive() }).nullable(),
  /** The true age lies between value + low and value + high for 80 % of the choosing pictures; null for classes. */
  ageInterval: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** Logits are divided by it before softmax. */
  temperature: z.number().positive(),
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
    licence: z.string(),
    /** Pictures that chose: where the metrics below were watched while training. */
    choosing: z.string(),
    /** Splits of the data set that taught or chose. */
    splits: z.array(z.string()),
  }),
  use: z.string(),
  /** On the choosing pictures. */
  metrics: z.record(z.string(), z.number()),
  intervals: z.record(z.string(), interval),
  groups: z.record(z.string(), z.unknown()),
});

export type Card = z.infer<typeof cardSchema>;

/** @returns what is wrong with a card beyond its form; undefined if nothing is */
export function cardProblem({ task, labels, ageScale }: Card): string | undefined {
  const expected = LABELS[task];
  if (expected === undefined) {
    if (labels !== null) return `an ${task} model must have no labels, found ${labels.length}`;
    return ageScale === null ? 'an age model must say its scale' : undefined;
  }
  if (labels?.length !== headWidth(task))
    return `found ${labels?.length ?? 'no'} labels, expected ${headWidth(task)} for ${task}`;
  const wrong = expected.findIndex((label, i) => label !== labels[i]);
  return wrong < 0 ? undefined : `label ${wrong} is ${labels[wrong]}, expected ${expected[wrong]}`;
}
