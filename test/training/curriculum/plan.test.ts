import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readCard } from '../../../src/artifact/model-folder.ts';
import { shippedModels } from '../../../src/artifact/places.ts';
import { neededFor, planCurriculum } from '../../../src/training/curriculum/plan.ts';
import { findPreset, PRESETS, settingKeys, withSettings } from '../../../src/training/presets/index.ts';

const keys = (...plan: Parameters<typeof planCurriculum>) => planCurriculum(...plan).map(({ key }) => key);

describe("a stage's key", () => {
  const preset = findPreset('compact-expression-lower');
  const before = keys(preset, 'pictures');

  /** Another value for every setting that there is. */
  const CHANGES: Readonly<Record<string, string>> = {
    ...{ seed: '2', batchSize: '65', limitPictures: '100', inputSize: '64', color: 'rgb' },
    'half.inputSize': '64',
    ...{
      'scaling.mean': '[0,0,0]',
      'scaling.std': '[1,1,1]',
      epochs: '3',
      targets: 'labels',
      dropout: '0.1',
    },
    ...{ choose: 'best', labelSmoothing: '0.1', 'occlusion.style': 'drawn', 'occlusion.drawnShare': '0.4' },
    choosing: 'validation',
    ...{ 'schedule.peak': '0.2', 'schedule.warmupShare': '0.5', 'schedule.startFactor': '0.5' },
    ...{ 'schedule.endFactor': '0.5', 'optimizer.momentum': '0.5', 'optimizer.nesterov': 'false' },
    ...{ 'optimizer.weightDecay': '0.1', 'augmentation.rotationDeg': '1', 'augmentation.scale': '0.2' },
    ...{ 'augmentation.shift': '0.2', 'augmentation.flip': '0.2', 'augmentation.brightness': '0.2' },
    ...{ 'augmentation.contrast': '0.2', 'distillation.lambda': '0.2', 'distillation.temperature': '4' },
    ...{ lambda: '0.3', margin: '0.3', share: '0.3', members: '["triplet"]', penalty: '[2]' },
  };
  /** Settings of students, distillations and the ensemble: they decide those and what hangs on them. */
  const LATER = [
    'half.inputSize',
    'distillation.lambda',
    'distillation.temperature',
    'lambda',
    'margin',
    'share',
    'members',
    'penalty',
  ];
  const NOT_CHANGED_ALONE = ['start', 'schedule.kind', 'optimizer.kind'];

  it('follows from every setting', () => {
    const all = [...settingKeys(preset).preset, ...settingKeys(preset).stage];
    expect(all.filter((key) => !(key in CHANGES)).sort()).toEqual(NOT_CHANGED_ALONE.toSorted());
    const found = new Set(before);
    for (const [key, value] of Object.entries(CHANGES)) {
      const changed = keys(withSettings(preset, [`${key}=${value}`]), 'pictures');
      const others = changed.filter((other) => !found.has(other));
      if (LATER.includes(key)) expect(others.length, `${key} changes a key`).toBeGreaterThan(0);
      // The ensemble learns nothing by steps: it follows from its members.
      else expect(others, `${key} changes all keys`).toEqual(changed);
      expect(others, 'the last stage hangs on all').toContain(changed.at(-1));
      for (const other of others) found.add(other);
    }
    const kinds = ['schedule.kind=constant', 'schedule.rate=0.1'];
    expect(keys(withSettings(preset, kinds), 'pictures')).not.toContainEqual(before[0]);
  });

  it('follows from the pictures, the net and the task', () => {
    expect(keys(preset, 'others').some((key) => before.includes(key))).toBe(false);
    expect(keys({ ...preset, net: 'vgg-f' }, 'pictures')[0]).not.toBe(before[0]);
    expect(keys({ ...preset, task: 'gender' }, 'pictures')[0]).not.toBe(before[0]);
  });

  it('follows from nothing else: not from names, sources, or the order of settings', () => {
    expect(keys({ ...preset, id: 'another-name', source: 'elsewhere' }, 'pictures')).toEqual(before);
    const turned = Object.fromEntries(Object.entries(preset).reverse()) as unknown as typeof preset;
    expect(keys(turned, 'pictures')).toEqual(before);
  });

  it("hangs on its parents'", () => {
    const [, student] = planCurriculum(preset, 'pictures');
    expect(student!.parents.map(({ key }) => key)).toEqual([before[0]]);
    const [other, child] = planCurriculum(withSettings(preset, ['teacher.epochs=3']), 'pictures');
    expect(other!.key).not.toBe(before[0]);
    expect(child!.key).not.toBe(before[1]);
    const alone = keys(withSettings(preset, ['student.epochs=3']), 'pictures');
    expect(alone[0]).toBe(before[0]);
    expect(alone[1]).not.toBe(before[1]);
  });

  it.each(PRESETS.filter(({ visible }) => visible === 'lower'))(
    "$id has the teacher of the other half's",
    ({ id }) => {
      const teachers = ['lower', 'upper', 'full'].map(
        (visible) => keys(findPreset(id.replace(/lower$/, visible)), 'pictures')[0],
      );
      expect(new Set(teachers).size).toBe(1);
      expect(keys(findPreset(id), 'pictures')[1]).not.toBe(
        keys(findPreset(id.replace(/lower$/, 'upper')), 'pictures')[1],
      );
    },
  );
});

describe('the graph', () => {
  const plan = planCurriculum(findPreset('compact-gender-upper'), 'pictures');
  const kinds = (nodes: readonly { kind: string }[]) => nodes.map(({ kind }) => kind);

  it('is the curriculum of the paper (Sec. 3)', () => {
    expect(Object.fromEntries(plan.map(({ kind, parents }) => [kind, kinds(parents)]))).toEqual({
      teacher: [],
      student: ['teacher'],
      standard: ['teacher', 'student'],
      triplet: ['teacher', 'student'],
      ensemble: ['standard', 'triplet'],
    });
  });

  it('holds what is wanted and what that needs', () => {
    expect(kinds(neededFor(plan, ['student']))).toEqual(['teacher', 'student']);
    expect(kinds(neededFor(plan, ['triplet']))).toEqual(['teacher', 'student', 'triplet']);
    expect(kinds(neededFor(plan, ['ensemble', 'teacher']))).toEqual(kinds(plan));
  });

  it('tries every combination of the values that a setting lists, and one alone as if it stood there', () => {
    const of = (...settings: string[]) =>
      planCurriculum(withSettings(findPreset('compact-expression-lower'), settings), 'pictures');
    const [, , standard, triplet] = of(
      'distillation.temperature=[2,4]',
      'triplet.margin=[0,0.5]',
      'triplet.lambda=[0.1,0.2]',
    );
    const tried = triplet!.candidates.map(({ settings }) => settings as { lambda: number; margin: number });
    expect(tried.map(({ lambda, margin }) => [lambda, margin])).toEqual([
      [0.1, 0],
      [0.1, 0.5],
      [0.2, 0],
      [0.2, 0.5],
    ]);
    expect(standard!.candidates).toHaveLength(2);
    const all = [standard!, triplet!, ...standard!.candidates, ...triplet!.candidates];
    expect(new Set(all.map(({ key }) => key)).size).toBe(8);
    expect(of('triplet.margin=[0.4]')).toEqual(of('triplet.margin=0.4'));
    // A candidate is the stage that its value alone would make.
    expect(of('triplet.margin=0.4')[3]!.key).toBe(of('triplet.margin=[0.1,0.4]')[3]!.candidates[1]!.key);
  });

  it('a teacher that starts from published weights is another one, and all that hangs on it', () => {
    const preset = findPreset('vgg-f-gender-upper');
    const scratch = keys(preset, 'pictures');
    const started = keys(preset, 'pictures', 'a checksum');
    expect(started.filter((key) => scratch.includes(key))).toEqual([]);
  });
});

it('errors in years make other stages; those of our presets keep the keys that they shipped with', () => {
  const card = readCard(join(shippedModels(), 'age.upper'));
  const { stage, data } = card;
  const shipped = { ...findPreset(stage.preset), seed: stage.seed };
  expect(keys(shipped, data.fingerprint)).toContain(stage.key);
  const paper = findPreset('vgg-f-age-upper');
  const { ageLoss, ...scaled } = paper;
  expect(ageLoss).toBe('years');
  const before = keys(scaled, 'pictures');
  expect(keys(paper, 'pictures').filter((key) => before.includes(key))).toEqual([]);
});
