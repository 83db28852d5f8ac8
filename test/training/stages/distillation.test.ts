import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ModelFolder } from '../../../src/artifact/model-folder.ts';
import { readModelFolder } from '../../../src/artifact/model-folder.ts';
import { scratchFolder as lastingFolder } from '../../../src/common/files/scratch.ts';
import { runCurriculum } from '../../../src/training/curriculum/run.ts';
import { loadModel, weightsOf } from '../../../src/training/library/load-model.ts';
import type { LearningPreset } from '../../../src/training/presets/index.ts';
import { readCheckpoint } from '../../../src/training/stages/checkpoint.ts';
import { runStage } from '../../../src/training/stages/run-stage.ts';
import type { Stage } from '../../../src/training/stages/stage.ts';
import type { TeacherOutputs } from '../../../src/training/stages/teacher-outputs.ts';
import { teacherOutputs } from '../../../src/training/stages/teacher-outputs.ts';
import { startEngine, tf } from '../../../src/training/engine/tf.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { madePrepared, stageArchitecture, tinyPreset } from './made-stage.ts';

const TRAIN = 32;
const PICTURES = madePrepared({ train: TRAIN, val: 12 }, lastingFolder());
const SETTINGS = ['epochs=2', 'triplet.share=0.5', 'triplet.schedule.peak=1e-4'];

let teacher: ModelFolder;
let student: ModelFolder;
let said: TeacherOutputs;
const saidIn = join(lastingFolder(), 'said');
const training = PICTURES.pictures.filter(({ split }) => split === 'train');

beforeAll(async () => {
  await startEngine();
  const runs = join(lastingFolder(), 'runs');
  const done = await runCurriculum(tinyPreset(SETTINGS), PICTURES, runs, { wanted: ['student'] });
  teacher = done[0]!.model;
  student = done[1]!.model;
  said = await teacherOutputs(teacher, { prepared: PICTURES, train: training }, saidIn);
});
afterAll(() => said.close());

function stageOf(kind: 'standard' | 'triplet', further: readonly string[] = []): Stage {
  const preset = tinyPreset([...SETTINGS, ...further]);
  const settings = preset.stages.find((stage) => stage.kind === kind) as LearningPreset;
  return {
    key: `a ${kind}`,
    preset,
    settings,
    architecture: stageArchitecture(preset, settings),
    seed: 5,
    pictures: {
      prepared: PICTURES,
      train: training,
      selection: PICTURES.pictures.filter(({ split }) => split === 'val'),
    },
    ageScale: null,
    start: weightsOf(student),
    teacher: said,
    workFolder: join(scratchFolder(), 'work'),
  };
}

describe('teacher outputs', () => {
  it('is what it makes of the whole face, one picture after the other', async () => {
    const model = loadModel(teacher);
    const { taps } = model.architecture;
    const pixels = readFileSync(PICTURES.picturesPath);
    const { size, preprocessing } = { ...PICTURES, ...teacher.card };
    for (const place of [0, 7, TRAIN - 1]) {
      const gray = pixels.subarray(
        training[place]!.row * size * size,
        (training[place]!.row + 1) * size * size,
      );
      const picture = Float32Array.from({ length: 3 * size * size }, (_, i) => gray[Math.floor(i / 3)]!);
      const input = tf.tensor4d(
        picture.map(
          (value, i) => (value - preprocessing.scaling.mean[i % 3]!) / preprocessing.scaling.std[i % 3]!,
        ),
        [1, size, size, 3],
      );
      const [output, embedding] = model.forward(input, { taps: [taps.output, taps.embedding] });
      const near = (found: Float32Array, expected: Float32Array) =>
        found.forEach((value, i) =>
          // Rounding: sums over 64 pictures at once and over one go in another order.
          expect(Math.abs(value - expected[i]!) / (1 + Math.abs(expected[i]!))).toBeLessThan(1e-5),
        );
      near(said.logits.read(place, 1), (await output!.data()) as Float32Array);
      near(said.embeddings.read(place, 1), (await embedding!.data()) as Float32Array);
      tf.dispose([input, output!, embedding!]);
    }
    model.dispose();
  });

  it('is computed once: what lies there is taken', async () => {
    const before = readFileSync(join(saidIn, 'logits'));
    const again = await teacherOutputs(student, { prepared: PICTURES, train: training }, saidIn);
    expect(again.logits.read(0, TRAIN)).toEqual(said.logits.read(0, TRAIN));
    again.close();
    expect(readFileSync(join(saidIn, 'logits'))).toEqual(before);
  });
});

describe.each(['standard', 'triplet'] as const)('the %s distillation', { timeout: 240_000 }, (kind) => {
  it('moves the student and not a bit of the teacher', async () => {
    const files = ['logits', 'embeddings'].map((name) => readFileSync(join(saidIn, name)));
    const { numTensors } = tf.memory();
    const { weights, history } = await runStage(stageOf(kind));
    expect(history).toHaveLength(2);
    const before = weightsOf(student);
    const moved = [...weights].filter(
      ([name, values]) => !values.every((v, i) => v === before.get(name)![i]),
    );
    expect(moved.map(([name]) => name)).toContain('output/kernel');
    expect(readModelFolder(teacher.path).sha256).toBe(teacher.sha256);
    ['logits', 'embeddings'].forEach((name, i) =>
      expect(readFileSync(join(saidIn, name)).equals(files[i]!)).toBe(true),
    );
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it.each([1, 6])('stopped after %i steps of 8 it goes on to the same bits', async (stop) => {
    const whole = await runStage(stageOf(kind));
    const stage = stageOf(kind);
    const abort = new AbortController();
    let steps = 0;
    const stopped = runStage(stage, {
      signal: abort.signal,
      onStep: () => void (++steps === stop && abort.abort()),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
    const kept = readCheckpoint(join(stage.workFolder, 'checkpoint.bin'))!;
    expect(kept.tensors.has('inputs:positives')).toBe(kind === 'triplet');
    const rest = await runStage(stage);
    expect(rest.weights).toEqual(whole.weights);
    expect(rest.history.map(({ loss, figures }) => ({ loss, figures }))).toEqual(
      whole.history.map(({ loss, figures }) => ({ loss, figures })),
    );
  });

  it('without its share it is learning from labels alone, whatever the teacher predicts', async () => {
    const key = kind === 'standard' ? 'distillation.lambda' : 'lambda';
    const told = await runStage(stageOf(kind));
    const [alone, strangers] = [
      await runStage(stageOf(kind, [`${kind}.${key}=0`])),
      await runStage({ ...stageOf(kind, [`${kind}.${key}=0`]), teacher: strange() }),
    ];
    expect(strangers.weights.get('output/kernel')).toEqual(alone.weights.get('output/kernel'));
    expect(alone.weights.get('output/kernel')).not.toEqual(told.weights.get('output/kernel'));
  });
});

/** A teacher that says something else. */
function strange(): TeacherOutputs {
  const turned = (rows: TeacherOutputs['logits']) => ({
    ...rows,
    gather: (indices: ArrayLike<number>) => rows.gather(indices).map((value) => 1 - 2 * value),
  });
  return { logits: turned(said.logits), embeddings: said.embeddings, close() {} };
}
