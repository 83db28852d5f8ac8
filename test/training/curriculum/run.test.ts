import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { runCurriculum } from '../../../src/training/curriculum/run.ts';
import { startEngine, tf } from '../../../src/training/tf.ts';
import { mayMount, smallDisk } from '../../artifact/small-disk.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { madePrepared, tinyPreset } from '../stages/made-stage.ts';

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
