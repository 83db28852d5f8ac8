import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { runCurriculum, planCurriculum } from '../../src/training/curriculum.ts';
import { findPreset, PRESETS, settingKeys, withSettings } from '../../src/training/presets/index.ts';
import { startEngine, tf } from '../../src/training/tf.ts';
import { mayMount, smallDisk } from '../artifact/small-disk.ts';
import { scratchFolder } from '../support/made-data.ts';
import { madePrepared, tinyPreset } from './stages/made-stage.ts';

const keys = (...plan: Parameters<typeof planCurriculum>) => planCurriculum(...plan).map(({ key }) => key);

describe("a stage's key", () => {
  const preset = findPreset('compact-expression-lower');
  const before = keys(preset, 'pictures');

  /** Another value for every setting that there is. */
  const CHANGES: Readonly<Record<string, string>> = {
    ...{ seed: '2', batchSize: '65', limitPictures: '100', inputSize: '64', color: 'rgb' },
    ...{
      'scaling.mean': '[0,0,0]',
      'scaling.std': '[1,1,1]',
      epochs: '3',
      targets: 'labels',
      dropout: '0.1',
    },
    ...{ choose: 'best', labelSmoothing: '0.1', 'occlusion.style': 'mixed', 'occlusion.drawnShare': '0.3' },
    ...{ 'schedule.peak': '0.2', 'schedule.warmupShare': '0.5', 'schedule.startFactor': '0.5' },
    ...{ 'schedule.endFactor': '0.5', 'optimizer.momentum': '0.5', 'optimizer.nesterov': 'false' },
    ...{ 'optimizer.weightDecay': '0.1', 'augmentation.rotationDeg': '1', 'augmentation.scale': '0.2' },
    ...{ 'augmentation.shift': '0.2', 'augmentation.flip': '0.2', 'augmentation.brightness': '0.2' },
    ...{ 'augmentation.contrast': '0.2' },
  };
  const NOT_CHANGED_ALONE = ['start', 'schedule.kind', 'optimizer.kind'];

  it('follows from every setting', () => {
    const all = [...settingKeys(preset).preset, ...settingKeys(preset).stage];
    expect(all.filter((key) => !(key in CHANGES)).sort()).toEqual(NOT_CHANGED_ALONE.toSorted());
    const found = new Set(before);
    for (const [key, value] of Object.entries(CHANGES))
      for (const changed of keys(withSettings(preset, [`${key}=${value}`]), 'pictures')) {
        expect(found.has(changed), `${key} changes the key`).toBe(false);
        found.add(changed);
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
    expect(student!.parents).toEqual([before[0]]);
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

describe('a curriculum', () => {
  beforeAll(async () => {
    await startEngine();
  });

  const preset = tinyPreset(['epochs=1']);

  it('lands every stage once, and says what to do about a damaged one', async () => {
    const { numTensors } = tf.memory();
    const prepared = madePrepared({ train: 40, val: 8 });
    const runs = join(scratchFolder(), 'runs');
    const first: [string, boolean][] = [];
    const done = await runCurriculum(preset, prepared, runs, {
      onStage: ({ kind }, isDone) => void first.push([kind, isDone]),
    });
    expect(first).toEqual([
      ['teacher', false],
      ['student', false],
    ]);
    const [teacher, student] = done.map(({ model }) => model);
    expect(teacher!.card).toMatchObject({
      ...{ name: 'compact.expression.full', visible: 'full', net: 'compact', flip: true },
      ...{ data: { layout: 'ferplus', fingerprint: 'made', pictures: 36 } },
    });
    expect(student!.card).toMatchObject({
      ...{ name: 'compact.expression.lower', visible: 'lower' },
      stage: { kind: 'student', preset: preset.id, seed: preset.seed, parents: [done[0]!.node.key] },
    });
    expect(readdirSync(runs).sort()).toEqual([`${preset.id}.seed1.${done[1]!.node.key}.json`, 'stages']);
    expect(readdirSync(join(runs, 'stages')).sort()).toEqual(done.map(({ node }) => node.key).sort());
    expect(tf.memory().numTensors).toBe(numTensors);

    // The other half: the same teacher, another student.
    const upper: [string, boolean][] = [];
    const others = await runCurriculum(tinyPreset(['epochs=1'], 'smoke-expression-upper'), prepared, runs, {
      onStage: ({ kind }, isDone) => void upper.push([kind, isDone]),
    });
    expect(upper).toEqual([
      ['teacher', true],
      ['student', false],
    ]);
    expect(others[0]!.model.sha256).toBe(teacher!.sha256);
    expect(others[1]!.model.sha256).not.toBe(student!.sha256);

    const weights = join(student!.path, 'weights.bin');
    const bytes = readFileSync(weights);
    bytes[1000]! ^= 1;
    writeFileSync(weights, bytes);
    const damaged = runCurriculum(preset, prepared, runs);
    await expect(damaged).rejects.toMatchObject({
      code: 'corrupt',
      message: `the finished student is damaged: ${weights} is damaged: its checksum differs from the manifest's; delete the folder ${student!.path} and start again to train it anew`,
    });
    rmSync(student!.path, { recursive: true });
    const again = await runCurriculum(preset, prepared, runs);
    expect(again.map(({ model }) => model.sha256)).toEqual(done.map(({ model }) => model.sha256));
  });

  it('needs pictures of both roles with labels for its task', async () => {
    const runs = join(scratchFolder(), 'runs');
    await expect(runCurriculum(preset, madePrepared({ val: 20 }), runs)).rejects.toMatchObject({
      code: 'mismatch',
      message: 'found 0 pictures to train on and 0 to choose with; expected more',
    });
    const prepared = madePrepared({ train: 40 });
    const unlabelled = prepared.pictures.map(({ expression: _, ...picture }) => picture);
    await expect(runCurriculum(preset, { ...prepared, pictures: unlabelled }, runs)).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(/ carries no expression; expected a data set with/) as string,
    });
    expect(existsSync(join(runs, 'stages'))).toBe(false);
  });

  it('cannot run into a file', async () => {
    const runs = join(scratchFolder(), 'runs');
    writeFileSync(runs, '');
    await expect(runCurriculum(preset, madePrepared({ train: 40 }), runs)).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringMatching(/a part of the path is a file; name a folder$/) as string,
    });
  });

  // Root writes wherever it likes, so a disk of its own says no; without the right to mount there is none to ask.
  it.skipIf(!mayMount())(
    'says that the disk is full or read-only, and leaves nothing half-written',
    async () => {
      const prepared = madePrepared({ train: 40 });
      // A checkpoint is 10 MB, the model 5.
      const { folder, makeReadOnly } = smallDisk('6m');
      const runs = join(folder, 'runs');
      await expect(runCurriculum(preset, prepared, runs)).rejects.toMatchObject({
        code: 'disk',
        message: expect.stringMatching(/: the disk is full; free some space and start again, /) as string,
      });
      const left = readdirSync(runs, { recursive: true, encoding: 'utf8' });
      expect(left.filter((name) => /partial|checkpoint|stages|owner/.test(name))).toEqual([]);
      makeReadOnly();
      for (const place of [runs, join(folder, 'new', 'runs')])
        await expect(runCurriculum(preset, prepared, place)).rejects.toMatchObject({
          code: 'disk',
          message: expect.stringMatching(
            /: the disk is read-only; name a folder that can be written$/,
          ) as string,
        });
    },
  );
});
