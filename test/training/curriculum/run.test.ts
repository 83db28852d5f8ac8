import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import type { ModelFolder } from '../../../src/artifact/model-folder.ts';
import { readModelFolder } from '../../../src/artifact/model-folder.ts';
import { runCurriculum } from '../../../src/training/curriculum/run.ts';
import type { PreparedSet } from '../../../src/training/datasets/prepared.ts';
import { evaluateModel } from '../../../src/training/evaluation/evaluate.ts';
import { weightsOf, withModel } from '../../../src/training/library/load-model.ts';
import { STAGE_KINDS } from '../../../src/training/presets/index.ts';
import { evaluationBatch, outputsOf } from '../../../src/training/models/outputs.ts';
import { startEngine, tf } from '../../../src/training/engine/tf.ts';
import { needsMount, smallDisk } from '../../common/files/small-disk.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { madePrepared, tinyPreset } from '../stages/made-stage.ts';

const SETTINGS = ['epochs=1', 'triplet.schedule.peak=1e-4'];

describe('a curriculum', { timeout: 240_000 }, () => {
  beforeAll(async () => {
    await startEngine();
  });

  const preset = tinyPreset(SETTINGS);

  it('lands every stage once, and reports what to do about a damaged one', async () => {
    const { numTensors } = tf.memory();
    const prepared = madePrepared({ train: 40, val: 8 });
    const runs = join(scratchFolder(), 'runs');
    const first: [string, boolean][] = [];
    const done = await runCurriculum(preset, prepared, runs, {
      onStage: ({ kind }, isDone) => void first.push([kind, isDone]),
    });
    expect(first).toEqual(STAGE_KINDS.map((kind) => [kind, false]));
    const [teacher, student, standard, triplet, ensemble] = done.map(({ model }) => model);
    expect(teacher!.card).toMatchObject({
      ...{ name: 'compact.expression.full', visible: 'full', net: 'compact', flip: true },
      ...{ data: { layout: 'ferplus', fingerprint: 'made', pictures: 36 } },
    });
    const keyOf = ({ card }: ModelFolder) => card.stage.key;
    const named = { name: 'compact.expression.lower', visible: 'lower' };
    const hangsOn = (...parents: ModelFolder[]) => ({
      parents: parents.map(keyOf),
      preset: preset.id,
      seed: 1,
    });
    expect(student!.card).toMatchObject({ ...named, branches: [], stage: hangsOn(teacher!) });
    for (const model of [standard!, triplet!])
      expect(model.card).toMatchObject({ ...named, branches: [], stage: hangsOn(teacher!, student!) });
    expect(ensemble!.card).toMatchObject({
      ...{ ...named, branches: ['standard', 'triplet'], stage: hangsOn(standard!, triplet!) },
    });
    expect(readdirSync(runs).sort()).toEqual([`${preset.id}.seed1.${done[4]!.node.key}.json`, 'stages']);
    expect(readdirSync(join(runs, 'stages')).sort()).toEqual(done.map(({ node }) => node.key).sort());
    expect(tf.memory().numTensors).toBe(numTensors);

    // The other half: the same teacher, another student. Only what is wanted.
    const upper: [string, boolean][] = [];
    const others = await runCurriculum(tinyPreset(SETTINGS, 'smoke-expression-upper'), prepared, runs, {
      wanted: ['student'],
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

  it('keeps of several values the one whose stage does best, and the ensemble goes on with it', async () => {
    const prepared = madePrepared({ train: 40, val: 8 });
    const runs = join(scratchFolder(), 'runs');
    const tried: string[] = [];
    const several = tinyPreset([...SETTINGS, 'triplet.margin=[0,0.3]', 'ensemble.members=["triplet"]']);
    const done = await runCurriculum(several, prepared, runs, {
      onStage: ({ kind, settings }) =>
        void tried.push('margin' in settings ? `${kind} ${String(settings.margin)}` : kind),
    });
    expect(tried).toEqual(['teacher', 'student', 'standard', 'triplet 0', 'triplet 0.3', 'ensemble']);
    const [triplet, ensemble] = [done[3]!, done[4]!];
    const models = triplet.node.candidates.map(({ key }) => readModelFolder(join(runs, 'stages', key)));
    const right = models.map(({ card }) => card.metrics['accuracy']!);
    const best = models[right.indexOf(Math.max(...right))]!;
    expect(triplet.model.path).toBe(best.path);
    expect(ensemble.model.card.stage.parents).toEqual([best.card.stage.key]);
    expect(ensemble.model.card.branches).toEqual(['triplet']);
    expect(existsSync(join(runs, 'work'))).toBe(false);
  });

  it('an ensemble of one is its member with another head, of two both side by side: one forward pass', async () => {
    const prepared = madePrepared({ train: 40, val: 8 });
    const runs = join(scratchFolder(), 'runs');
    const pictures = prepared.pictures.filter(({ split }) => split === 'val');
    const rows = pictures.map(({ row }) => row);
    for (const members of [['triplet'], ['standard', 'triplet']] as const) {
      const done = await runCurriculum(
        tinyPreset([...SETTINGS, `ensemble.members=${JSON.stringify(members)}`]),
        prepared,
        runs,
      );
      const ensemble = done.at(-1)!.model;
      const { outputs } = await evaluateModel(ensemble, prepared, { split: 'val', visible: 'lower' });
      // Slowly: embeddings of each member, joined, times the head.
      const { card } = ensemble;
      const values = weightsOf(ensemble);
      const kernel = values.get(`${card.taps.output}/kernel`)!;
      const bias = values.get(`${card.taps.output}/bias`)!;
      const parts: Float32Array[] = [];
      for (const { node, model } of done) {
        if (!(members as readonly string[]).includes(node.kind)) continue;
        const { size: inputSize, scaling } = model.card.preprocessing;
        const question = { prepared, rows, inputSize, scaling, visible: 'lower', flip: true } as const;
        parts.push(
          await withModel(model, ['embedding'], evaluationBatch(question.rows.length), (run) =>
            outputsOf((input) => run(input)[0]!, 256, question),
          ),
        );
      }
      expect(kernel).toHaveLength(parts.length * 256 * 8);
      for (let i = 0; i < rows.length; i++) {
        const joined = parts.flatMap((part) => [...part.subarray(i * 256, (i + 1) * 256)]);
        for (let k = 0; k < 8; k++) {
          const expected = joined.reduce((sum, value, j) => sum + value * kernel[j * 8 + k]!, bias[k]!);
          expect(Math.abs(outputs[i * 8 + k]! - expected)).toBeLessThan(1e-3 * (1 + Math.abs(expected)));
        }
      }
    }
  });

  /** The made pictures with other labels. */
  const relabeled = (prepared: PreparedSet, label: (name: string) => number): PreparedSet => ({
    ...prepared,
    pictures: prepared.pictures.map((picture) => ({ ...picture, expression: label(picture.name) })),
  });

  it('learns a class of one picture, and notes it', async () => {
    const notes: string[] = [];
    const prepared = relabeled(madePrepared({ train: 40, val: 8, test: 8 }), (name) =>
      name === 'face7.png' ? 6 : Number(name.endsWith('2.png')),
    );
    const done = await runCurriculum(preset, prepared, join(scratchFolder(), 'runs'), {
      note: (text) => void notes.push(text),
    });
    expect(done.map(({ node }) => node.kind)).toEqual(STAGE_KINDS);
    expect(notes).toContainEqual(
      expect.stringMatching(/^Few training pictures: .*1 of fear; these classes can hardly be learned\.$/),
    );
    const { outputs } = await evaluateModel(done.at(-1)!.model, prepared, {
      split: 'test',
      visible: 'lower',
    });
    expect([...outputs].every(Number.isFinite)).toBe(true);
  });

  it.each([undefined, 'teacher', 'student'] as const)(
    'refuses one class alone before any training, until %s',
    async (until) => {
      const runs = join(scratchFolder(), 'runs');
      const oneClass = relabeled(madePrepared({ train: 40, val: 8 }), () => 1);
      const wanted = until && { wanted: [until] };
      await expect(runCurriculum(preset, oneClass, runs, wanted)).rejects.toMatchObject({
        code: 'mismatch',
        message: 'the training pictures hold happiness alone, expected two classes at least',
      });
      expect(existsSync(runs)).toBe(false);
    },
  );

  it.each([
    [40, true],
    [400, false],
  ])('notes that figures of few model-selection pictures say little: a tenth of %i', async (train, isFew) => {
    const notes: string[] = [];
    const stopped = new AbortController();
    stopped.abort();
    const prepared = madePrepared({ train, test: 8 });
    const hooks = { note: (text: string) => void notes.push(text), signal: stopped.signal };
    const run = runCurriculum(preset, prepared, join(scratchFolder(), 'runs'), hooks);
    await expect(run).rejects.toMatchObject({ code: 'interrupted' });
    const n = /figures of epochs are of (\d+) /.exec(notes.join('\n'))![1]!;
    const note = `Figures of ${n} pictures say little; expected 10 at least, better hundreds.`;
    expect(notes.filter((text) => text.startsWith('Figures of'))).toEqual(isFew ? [note] : []);
  });

  it('needs pictures of both roles with labels for its task', async () => {
    const runs = join(scratchFolder(), 'runs');
    await expect(runCurriculum(preset, madePrepared({ val: 20 }), runs)).rejects.toMatchObject({
      code: 'mismatch',
      message: 'found 0 pictures to train on and 0 to choose with; expected more',
    });
    const prepared = madePrepared({ train: 40 });
    const unlabeled = prepared.pictures.map(({ expression: _, ...picture }) => picture);
    await expect(runCurriculum(preset, { ...prepared, pictures: unlabeled }, runs)).rejects.toMatchObject({
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
  it(
    'reports that the disk is full or read-only, and leaves nothing half-written',
    needsMount(),
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
