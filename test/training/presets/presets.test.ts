import { describe, expect, it } from 'vitest';

import { TASKS, VISIBLE } from '../../../src/artifact/labels.ts';
import { findPreset, NETS, PRESETS, withSettings } from '../../../src/training/presets/index.ts';
import type { Preset, StagePreset } from '../../../src/training/presets/index.ts';
import { presetSchema } from '../../../src/training/presets/schema.ts';

const byKind = ({ stages }: Preset, kind: StagePreset['kind']) => stages.find((stage) => stage.kind === kind);

describe.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s', (id, preset) => {
  it('is named after what it is', () => {
    const match = /^(compact|vgg-f|vgg-face|resnet-50|smoke)-(expression|affectnet|gender|age)-(\w+)$/.exec(
      id,
    )!;
    const [, net, task, visible] = match;
    expect(preset.net).toBe(net === 'smoke' ? 'compact' : net);
    expect(preset.task).toBe(task === 'affectnet' ? 'expression' : task);
    expect(preset.layout).toBe({ expression: 'ferplus', affectnet: 'affectnet' }[task!] ?? 'utkface');
    expect(preset.visible).toBe(visible);
  });

  it('is a teacher on full faces, then a student on what is visible', () => {
    const seen = preset.stages.map(({ kind, occlusion }) => [kind, occlusion.visible, occlusion.style]);
    const teacher = ['teacher', 'full', 'half'];
    expect(seen).toEqual(
      preset.visible === 'full' ? [teacher] : [teacher, ['student', preset.visible, 'half']],
    );
    expect(byKind(preset, 'teacher')!.start).toBe('scratch');
  });

  it('fits the schema and is frozen to the last leaf', () => {
    expect(presetSchema.parse(preset)).toEqual(preset);
    expectFrozen(preset);
  });

  it('has votes only where FER+ does', () => {
    if (preset.layout !== 'ferplus')
      expect(preset.stages.map(({ targets }) => targets)).not.toContain('votes');
  });
});

function expectFrozen(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  expect(Object.isFrozen(value)).toBe(true);
  Object.values(value).forEach(expectFrozen);
}

describe('the list', () => {
  it('names each preset once, and holds every combination', () => {
    const ids = PRESETS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const expected = VISIBLE.flatMap((visible) => [
      ...NETS.flatMap((net) => [...TASKS, 'affectnet'].map((task) => `${net}-${task}-${visible}`)),
      ...TASKS.map((task) => `smoke-${task}-${visible}`),
    ]);
    expect([...ids].sort()).toEqual(expected.sort());
    expect(Object.isFrozen(PRESETS)).toBe(true);
  });

  it('finds by name, and proposes the nearest three', () => {
    expect(findPreset('vgg-f-age-upper').net).toBe('vgg-f');
    expect(() => findPreset('compact-expresion-lower')).toThrow(
      expect.objectContaining({
        code: 'usage',
        message:
          "there is no preset 'compact-expresion-lower'; the nearest are compact-expression-lower, compact-expression-upper, compact-expression-full",
      }),
    );
  });
});

/** METHOD.md's table, Sec. 4.2.4 and 4.3.4: net, task, teacher and student epochs, rate where one is published, batch. */
const ROWS = [
  ['vgg-f', 'expression', 800, 80, null, 512],
  ['vgg-face', 'expression', 50, 40, null, 64],
  ['resnet-50', 'expression', 75, 75, 1e-4, 16],
  ['vgg-f', 'affectnet', 800, 80, null, 512],
  ['vgg-face', 'affectnet', 50, 40, null, 64],
  ['resnet-50', 'affectnet', 75, 75, 1e-4, 16],
  ['vgg-f', 'gender', 200, 200, 1e-4, 512],
  ['vgg-face', 'gender', 250, 250, 1e-4, 64],
  ['resnet-50', 'gender', 100, 100, 1e-4, 16],
  ['vgg-f', 'age', 200, 200, 1e-4, 512],
  ['vgg-face', 'age', 250, 250, 1e-4, 64],
  ['resnet-50', 'age', 100, 100, 1e-4, 16],
] as const;

describe.each(ROWS)("the paper's %s on %s", (net, task, teacherEpochs, studentEpochs, rate, batch) => {
  const preset = findPreset(`${net}-${task}-lower`);

  it('trains as published', () => {
    expect(preset.inputSize).toBe(224);
    expect(preset.batchSize).toBe(batch);
    expect(preset.stages.map(({ epochs }) => epochs)).toEqual([teacherEpochs, studentEpochs]);
    for (const { optimizer, schedule } of preset.stages) {
      if (net === 'resnet-50') expect(optimizer.kind).toBe('adam');
      else expect(optimizer).toMatchObject({ kind: 'sgd', momentum: 0.9, nesterov: false });
      if (rate !== null) expect(schedule).toEqual({ kind: 'constant', rate });
    }
  });

  it('starts where the paper does', () => {
    const scratch = net === 'resnet-50' && preset.layout === 'utkface';
    const teacher = byKind(preset, 'teacher');
    const from = teacher?.kind === 'teacher' ? teacher.startFrom : 'no teacher';
    expect(from).toBe(scratch ? undefined : net === 'vgg-face' ? 'vgg-face' : 'imagenet');
    expect(byKind(preset, 'student')!.start).toBe(scratch ? 'scratch' : 'parent');
  });
});

describe('ours', () => {
  it('trains the compact net on FER+ in an hour of 40 and 24 epochs', () => {
    const preset = findPreset('compact-expression-lower');
    expect([preset.inputSize, preset.color, preset.batchSize]).toEqual([48, 'gray', 64]);
    expect(
      preset.stages.map(({ epochs, schedule, targets, start }) => [
        epochs,
        schedule.kind === 'one-cycle' && schedule.peak,
        targets,
        start,
      ]),
    ).toEqual([
      [40, 0.1, 'votes', 'scratch'],
      [24, 0.03, 'votes', 'parent'],
    ]);
  });

  it('smokes in 2 and 1 epochs of at most a few hundred pictures', () => {
    for (const preset of PRESETS.filter(({ id }) => id.startsWith('smoke-'))) {
      expect(preset.limitPictures).toBeLessThanOrEqual(300);
      expect(preset.stages.map(({ epochs }) => epochs)).toEqual(preset.visible === 'full' ? [2] : [2, 1]);
    }
  });

  it('says what is ours and what the paper says', () => {
    for (const { id, source } of PRESETS)
      expect(source).toMatch(/^(compact|smoke)/.test(id) ? /^ours$/ : /^paper, Sec\. 4\.[23]\.4$/);
  });
});

describe('settings', () => {
  const preset = findPreset('compact-expression-lower');
  const [teacher, student] = preset.stages as [StagePreset, StagePreset];

  it('replace one value, of the preset, of all stages or of one', () => {
    expect(withSettings(preset, ['seed=7', 'batchSize=16', 'limitPictures=50'])).toEqual({
      ...preset,
      seed: 7,
      batchSize: 16,
      limitPictures: 50,
    });
    expect(withSettings(preset, ['epochs=3']).stages).toEqual([
      { ...teacher, epochs: 3 },
      { ...student, epochs: 3 },
    ]);
    expect(withSettings(preset, ['student.schedule.peak=1e-2', 'teacher.epochs=1']).stages).toEqual([
      { ...teacher, epochs: 1 },
      { ...student, schedule: { ...student.schedule, peak: 0.01 } },
    ]);
  });

  it('take truth values, words, lists, what was not there before', () => {
    const set = withSettings(preset, [
      'optimizer.nesterov=false',
      'choose=best',
      'scaling.mean=[1, 2, 3]',
      'labelSmoothing=.1',
      'student.occlusion.style=mixed',
      'student.occlusion.drawnShare=0.25',
    ]);
    expect(set.scaling.mean).toEqual([1, 2, 3]);
    expect(set.stages[0]).toMatchObject({
      optimizer: { nesterov: false },
      choose: 'best',
      labelSmoothing: 0.1,
      occlusion: { visible: 'full', style: 'half' },
    });
    expect(set.stages[1]!.occlusion).toEqual({ visible: 'lower', style: 'mixed', drawnShare: 0.25 });
  });

  it('change the kind of a schedule, in any order of the keys', () => {
    const set = withSettings(preset, ['schedule.rate=0.01', 'schedule.kind=constant']);
    expect(set.stages.map(({ schedule }) => schedule)).toEqual([
      { kind: 'constant', rate: 0.01 },
      { kind: 'constant', rate: 0.01 },
    ]);
    expect(() => withSettings(preset, ['schedule.kind=constant'])).toThrow('teacher.schedule.rate: ');
  });

  it('give a new frozen preset, and leave the old one alone', () => {
    const before = JSON.stringify(preset);
    const set = withSettings(preset, ['seed=2', 'epochs=1']);
    expect(JSON.stringify(preset)).toBe(before);
    expectFrozen(set);
    expect(withSettings(preset, [])).toEqual(preset);
    expect(withSettings(preset, [])).not.toBe(preset);
  });

  it.each([
    ['epoch=3', 'there is no setting teacher.epoch;'],
    ['student.shedule.peak=3', 'there is no setting student.shedule.peak;'],
    ['schedule.rate=0.1', 'there is no setting teacher.schedule.rate;'],
    ['teacher=3', 'there is no setting teacher;'],
    ['id=mine', 'there is no setting teacher.id;'],
    ['visible=upper', 'there is no setting teacher.visible;'],
    ['student.occlusion.visible=upper', 'there is no setting student.occlusion.visible;'],
    ['student.kind=teacher', 'there is no setting student.kind;'],
    ['student.startFrom=imagenet', 'there is no setting student.startFrom;'],
    ['__proto__.x=1', 'there is no setting __proto__.x;'],
    ['epochs', "'epochs' is no setting, expected key=value;"],
    ['=3', "'=3' is no setting, expected key=value;"],
    ['epochs=many', 'teacher.epochs: expected number, received string;'],
    ['epochs=', 'teacher.epochs: expected number, received string;'],
    ['epochs=1.5', 'teacher.epochs: '],
    ['epochs=0', 'teacher.epochs: '],
    ['seed=-1', 'seed: '],
    ['dropout=1', 'teacher.dropout: '],
    ['targets=guesses', 'teacher.targets: '],
    ['scaling.mean=[1,2]', 'scaling.mean: '],
    ['schedule.kind=cosine', 'teacher.schedule'],
    ['teacher.start=parent', 'the teacher has no stage before it'],
  ])('refuse %s', (setting, message) => {
    const refused = expect.objectContaining({
      code: 'usage',
      message: expect.stringMatching(/can set seed, batchSize, .*: .*epochs, .*schedule\.peak/) as string,
    }) as Error;
    expect(() => withSettings(preset, [setting])).toThrow(refused);
    expect(() => withSettings(preset, [setting])).toThrow(message);
  });

  it('refuse a stage that is not there, and votes where there are none', () => {
    expect(() => withSettings(findPreset('compact-age-full'), ['student.epochs=1'])).toThrow(
      'there is no setting student.epochs; compact-age-full can set',
    );
    expect(() => withSettings(findPreset('compact-gender-lower'), ['targets=votes'])).toThrow('only FER+');
  });
});
