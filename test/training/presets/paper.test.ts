import { describe, expect, it } from 'vitest';

import { findPreset, isLearning } from '../../../src/training/presets/index.ts';
import type { Preset, SchedulePreset, StageKind, StagePreset } from '../../../src/training/presets/index.ts';

/** The settings of the paper (Sec. 4.2.4 and 4.3.4), written down a second time: the presets must equal them. */

const constant = (rate: number): SchedulePreset => ({ kind: 'constant', rate });
/** "decreasing it when the validation error does not improve for 10 consecutive epochs" */
const falling = (rate: number) => ({ kind: 'plateau', rate, patience: 10 });
const fallingTo = (rate: number, floor: number) => ({ ...falling(rate), floor });

const NETS = ['vgg-f', 'vgg-face', 'resnet-50'] as const;
type PaperNet = (typeof NETS)[number];

const BATCH: Record<PaperNet, number> = { 'vgg-f': 512, 'vgg-face': 64, 'resnet-50': 16 };

/** Task, net, epochs of teacher and student, their rate where one is published. */
const FIRST_STAGES = [
  ['expression', 'vgg-f', 800, 80, null],
  ['expression', 'vgg-face', 50, 40, null],
  ['expression', 'resnet-50', 75, 75, 1e-4],
  ['gender', 'vgg-f', 200, 200, 1e-4],
  ['gender', 'vgg-face', 250, 250, 1e-4],
  ['gender', 'resnet-50', 100, 100, 1e-4],
  ['age', 'vgg-f', 200, 200, 1e-4],
  ['age', 'vgg-face', 250, 250, 1e-4],
  ['age', 'resnet-50', 100, 100, 1e-4],
] as const;

/** Task, net, epochs, schedule, λ of Eq. 1 (expression) or Eq. 3. */
const STANDARD_STAGES = [
  ['expression', 'vgg-f', 200, fallingTo(1e-3, 1e-4), 0.7],
  ['expression', 'vgg-face', 50, fallingTo(1e-4, 1e-5), 0.7],
  ['expression', 'resnet-50', 10, constant(1e-5), 0.9],
  ['gender', 'vgg-f', 20, constant(1e-6), 0.3],
  ['gender', 'vgg-face', 40, constant(1e-6), 0.3],
  ['gender', 'resnet-50', 40, falling(1e-5), 0.1],
  ['age', 'vgg-f', 20, constant(1e-6), 0.5],
  ['age', 'vgg-face', 40, constant(1e-5), 0.3],
  ['age', 'resnet-50', 40, falling(1e-5), 0.1],
] as const;

/** Task, net, epochs, rate, λ of Eq. 5. */
const TRIPLET_STAGES = [
  ['expression', 'vgg-f', 10, 1e-5, 0.5],
  ['expression', 'vgg-face', 10, 1e-6, 0.5],
  ['expression', 'resnet-50', 10, 1e-5, 0.1],
  ['gender', 'vgg-f', 30, 1e-5, 0.7],
  ['gender', 'vgg-face', 40, 1e-6, 0.7],
  ['gender', 'resnet-50', 40, 1e-5, 0.4],
  ['age', 'vgg-f', 40, 1e-6, 0.7],
  ['age', 'vgg-face', 40, 1e-6, 0.7],
  ['age', 'resnet-50', 40, 1e-5, 0.7],
] as const;

/** The table's presets, for either half; AffectNet's take the settings found on FER+ (Sec. 4.2.4). */
function presetsOf(net: string, task: string): Preset[] {
  const names = task === 'expression' ? ['expression', 'affectnet'] : [task];
  return names.flatMap((name) => ['lower', 'upper'].map((half) => findPreset(`${net}-${name}-${half}`)));
}

function stageOf<K extends StageKind>({ stages }: Preset, kind: K): Extract<StagePreset, { kind: K }> {
  return stages.find((stage) => stage.kind === kind) as Extract<StagePreset, { kind: K }>;
}

describe.each(FIRST_STAGES)(
  'teacher and student of %s with %s',
  (task, net, teacherEpochs, studentEpochs, rate) => {
    it.each(presetsOf(net, task).map((preset) => [preset.id, preset] as const))('%s', (_, preset) => {
      const [teacher, student] = [stageOf(preset, 'teacher'), stageOf(preset, 'student')];
      expect([teacher.epochs, student.epochs]).toEqual([teacherEpochs, studentEpochs]);
      if (rate !== null)
        for (const { schedule } of [teacher, student]) expect(schedule).toEqual(constant(rate));
      // "The teacher and student ResNet-50 models are trained from scratch"
      const scratch = net === 'resnet-50' && task !== 'expression';
      expect(teacher.startFrom).toBe(scratch ? undefined : net === 'vgg-face' ? 'vgg-face' : 'imagenet');
      expect(student.start).toBe(scratch ? 'scratch' : 'parent');
    });
  },
);

describe.each(STANDARD_STAGES)('standard teacher-student of %s with %s', (task, net, epochs, ...rest) => {
  const [schedule, lambda] = rest;

  it.each(presetsOf(net, task).map((preset) => [preset.id, preset] as const))('%s', (_, preset) => {
    const stage = stageOf(preset, 'standard');
    expect(stage.epochs).toBe(epochs);
    expect(stage.schedule).toMatchObject(schedule);
    expect(stage.distillation.lambda).toBe(lambda);
    if (stage.distillation.kind === 'soft-targets') expect(stage.distillation.temperature).toBeGreaterThan(1);
    expect(stage.distillation.kind).toBe(task === 'expression' ? 'soft-targets' : 'hint');
  });
});

describe.each(TRIPLET_STAGES)('triplet loss of %s with %s', (task, net, epochs, rate, lambda) => {
  it.each(presetsOf(net, task).map((preset) => [preset.id, preset] as const))('%s', (_, preset) => {
    expect(stageOf(preset, 'triplet')).toMatchObject({
      epochs,
      schedule: constant(rate),
      lambda,
      margin: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
      share: task === 'expression' ? 0.1 : 0.2,
    });
  });
});

describe.each(NETS)('every stage of %s', (net) => {
  const presets = ['expression', 'gender', 'age'].flatMap((task) => presetsOf(net, task));

  it('takes pictures of 224 pixels in mini-batches of the published size', () => {
    for (const preset of presets)
      expect([preset.inputSize, preset.batchSize, preset.color]).toEqual([224, BATCH[net], 'rgb']);
  });

  it('goes down by momentum 0.9, or Adam for ResNet-50', () => {
    for (const { optimizer } of presets.flatMap(({ stages }) => stages.filter(isLearning))) {
      if (net === 'resnet-50') expect(optimizer.kind).toBe('adam');
      else expect(optimizer).toMatchObject({ kind: 'sgd', momentum: 0.9, nesterov: false });
    }
  });
});
