import { z } from 'zod';

import { MAX_INPUT_SIZE } from '../../artifact/card.ts';
import { MODEL_TASKS, VISIBLE } from '../../artifact/labels.ts';
import { LAYOUTS } from '../sources/types.ts';
import { HALF_NETS, MAX_TITLE, NETS } from './preset.ts';
import type { Preset, StagePreset, TrainingPreset } from './preset.ts';

/** The types of `preset.ts` again, with their ranges, for settings that come from outside. No key but these. */

const positive = z.number().positive();
const wholeFrom1 = z.number().int().min(1);
const share = z.number().min(0).max(1);
const below1 = z.number().min(0).lt(1);
/** At least one, none twice. */
const several = <T extends z.ZodType>(value: T) =>
  z
    .array(value)
    .min(1)
    .refine((values) => new Set(values).size === values.length, 'expected each value once');
/** One value, or several that are tried. */
const oneOf = (value: z.ZodNumber, range: string) =>
  z.union([value, several(value)], { error: `expected a number ${range}, or a list of such` });
const triple = (value: z.ZodNumber) => z.tuple([value, value, value]);
/** Of less nothing of a face is left. */
const side = z.number().int().min(8).max(MAX_INPUT_SIZE);

const optimizer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sgd'),
    momentum: below1,
    nesterov: z.boolean(),
    weightDecay: z.number().min(0),
  }),
  z.strictObject({
    kind: z.literal('adam'),
    beta1: below1,
    beta2: below1,
    epsilon: positive,
    weightDecay: z.number().min(0),
  }),
]);

const schedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant'), rate: positive }),
  z.strictObject({
    kind: z.literal('plateau'),
    rate: positive,
    factor: positive.lt(1),
    patience: wholeFrom1,
    floor: z.number().min(0),
  }),
  z.strictObject({
    kind: z.literal('one-cycle'),
    peak: positive,
    warmupShare: below1,
    startFactor: positive.max(1),
    endFactor: positive.max(1),
  }),
]);

const training = {
  epochs: wholeFrom1,
  optimizer,
  schedule,
  targets: z.enum(['labels', 'votes', 'distribution']),
  augmentation: z.strictObject({
    rotationDeg: z.number().min(0).max(180),
    scale: z.number().min(0).max(0.99),
    shift: share,
    flip: share,
    brightness: share,
    contrast: share,
  }),
  occlusion: z.strictObject({
    visible: z.enum(VISIBLE),
    style: z.enum(['half', 'drawn', 'mixed']),
    drawnShare: share.exactOptional(),
  }),
  dropout: below1,
  labelSmoothing: below1.exactOptional(),
  start: z.enum(['scratch', 'parent']),
  choose: z.enum(['last', 'best']),
} satisfies Record<keyof TrainingPreset, z.ZodType>;

const stage: z.ZodType<StagePreset> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('teacher'),
    ...training,
    startFrom: z.enum(['imagenet', 'vgg-face']).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('student'), ...training }),
  z.strictObject({
    kind: z.literal('standard'),
    ...training,
    distillation: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('soft-targets'),
        lambda: oneOf(share, '0 … 1'),
        temperature: oneOf(z.number().gt(1), 'above 1'),
      }),
      z.strictObject({ kind: z.literal('hint'), lambda: oneOf(share, '0 … 1') }),
    ]),
  }),
  z.strictObject({
    kind: z.literal('triplet'),
    ...training,
    lambda: oneOf(share, '0 … 1'),
    margin: oneOf(z.number().min(0), 'from 0'),
    share: positive.max(1),
  }),
  z.strictObject({
    kind: z.literal('ensemble'),
    members: several(z.enum(['standard', 'triplet'])),
    penalty: several(positive),
  }),
]);

export const presetSchema: z.ZodType<Preset> = z.strictObject({
  id: z.string(),
  layout: z.enum([...LAYOUTS, 'occlusion']),
  task: z.enum(MODEL_TASKS),
  labels: several(z.string().min(1)).min(2).exactOptional(),
  title: z.string().min(1).max(MAX_TITLE).exactOptional(),
  visible: z.enum(VISIBLE),
  net: z.enum(NETS),
  inputSize: side,
  half: z.strictObject({ net: z.enum(HALF_NETS), inputSize: side }).exactOptional(),
  color: z.enum(['gray', 'rgb']),
  scaling: z.strictObject({ mean: triple(z.number()), std: triple(positive) }),
  batchSize: wholeFrom1,
  choosing: z.enum(['validation', 'tenth']),
  stages: z.array(stage),
  precision: z.literal('mixed').exactOptional(),
  ageLoss: z.literal('years').exactOptional(),
  limitPictures: wholeFrom1.exactOptional(),
  seed: z
    .number()
    .int()
    .min(0)
    .lt(2 ** 32),
  source: z.string(),
});
