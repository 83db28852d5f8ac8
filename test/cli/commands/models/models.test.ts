import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadGraphModel } from '@tensorflow/tfjs-converter';
import { describe, expect, it } from 'vitest';

import type { Card } from '../../../../src/artifact/card.ts';
import {
  readCard,
  readModelFolder,
  readOnnxModel,
  writeInferenceFolder,
} from '../../../../src/artifact/model-folder.ts';
import { InferenceSession, Tensor } from '../../../../src/inference/runtime/onnx-runtime.ts';
import { loadModel } from '../../../../src/training/library/load-model.ts';
import { halfWeights } from '../../../../src/training/models/onnx/index.ts';
import { createModel } from '../../../../src/training/models/index.ts';
import type { Model } from '../../../../src/training/models/index.ts';
import { startEngine, tf } from '../../../../src/training/engine/tf.ts';
import { madeCard, networkFolder } from '../../../artifact/made-model.ts';
import { graphModelFromDisk } from '../../../support/graph-model-from-disk.ts';
import { scratchFolder } from '../../../support/made-data.ts';
import { documentsOf, runHere } from '../../run-command.ts';

type ShownCard = Card & { path: string };

/** A runs folder: a teacher, and two students of which `bb` is the better one. */
function library(): string {
  const folder = join(scratchFolder(), 'runs');
  const stage = (key: string, kind: string) => ({ key, kind, preset: 'p', seed: 1, parents: [] });
  const student = { name: 'compact.gender.lower', visible: 'lower' } as const;
  networkFolder({ stage: stage('aa', 'teacher') }, join(folder, 'stages', 'aa'));
  networkFolder(
    { ...student, stage: stage('ab', 'student'), metrics: { accuracy: 0.6 } },
    join(folder, 'stages', 'ab'),
  );
  networkFolder(
    { ...student, stage: stage('bb', 'triplet'), metrics: { accuracy: 0.7 } },
    join(folder, 'stages', 'bb'),
  );
  return folder;
}

describe('models list and show', () => {
  it('print the cards', async () => {
    const models = library();
    const [listed] = documentsOf<ShownCard[]>(await runHere('models', 'list', '--models', models, '--json'));
    expect(listed!.map(({ stage }) => stage.key)).toEqual(['aa', 'ab', 'bb']);
    const path = join(models, 'stages', 'ab');
    expect(listed![1]).toEqual({ ...readCard(path), sure: readCard(path).confidenceThreshold, path });
    const { stdout } = await runHere('models', 'list', '--models', models);
    expect(stdout).toMatch(/^ {2}bb +compact\.gender\.lower +triplet +accuracy 70\.0 %$/m);
    const [shown] = documentsOf<ShownCard>(await runHere('models', 'show', path, '--json'));
    expect(shown).toEqual(listed![1]);
    expect((await runHere('models', 'show', path)).stdout).toMatch(/^ {2}labels +male, female$/m);
  });

  it('show beside every figure of how many pictures it is', async () => {
    const models = join(scratchFolder(), 'runs');
    const { data } = madeCard();
    const years = { task: 'age', labels: null, ageScale: { mean: 40, std: 20 } } as const;
    const figures = { metrics: { maeYears: 5.314 }, data: { ...data, choosingPictures: 12 } };
    networkFolder({ ...years, ...figures }, join(models, 'stages', 'aa'));
    const released = { n: 2849, threshold: null, perClass: [] };
    networkFolder({ metrics: { accuracy: 0.813 }, selection: released }, join(models, 'stages', 'bb'));
    const { stdout } = await runHere('models', 'list', '--models', models);
    expect(stdout).toMatch(/^ {2}aa .* MAE 5\.31 years \(n = 12\)$/m);
    expect(stdout).toMatch(/^ {2}bb .* accuracy 81\.3 % \(n = 2,849\)$/m);
    const shown = async (name: string) => (await runHere('models', 'show', name, '--models', models)).stdout;
    expect(await shown('aa')).toMatch(/^ {2}maeYears +5\.3140 \(n = 12\)$/m);
    expect(await shown('bb')).toMatch(/^ {2}accuracy +0\.8130 \(n = 2,849\)$/m);
  });

  it('say from where on a label is sure, and that an older card stated less', async () => {
    const older = networkFolder({ confidenceThreshold: 0.5 });
    const { stdout } = await runHere('models', 'show', older);
    expect(stdout).toMatch(/^ {2}confident from +60 %$/m);
    expect(stdout).toMatch(/^ {2}known failure +the confidence threshold: its card states 50 %; with two /m);
    expect((await runHere('models', 'show', networkFolder())).stdout).not.toContain('its card states');
  });

  it.each([
    ['the name of a folder', 'ab', 'ab'],
    ['its first letters', 'b', 'bb'],
    ['the name on the card', 'compact.gender.full', 'aa'],
    ['what it does: the best one', 'gender.lower', 'bb'],
  ])('know a model by %s', async (_, name, key) => {
    const result = await runHere('models', 'show', name, '--models', library(), '--json');
    expect(documentsOf<ShownCard>(result)[0]!.stage.key).toBe(key);
  });

  it('say it when a name is that of several, or of none', async () => {
    const models = library();
    expect(await runHere('models', 'show', 'compact.gender.lower', '--models', models)).toMatchObject({
      code: 2,
      stderr:
        'error: usage: 2 models are called compact.gender.lower; say which: ab (student), bb (triplet)\n',
    });
    expect(await runHere('models', 'show', 'a', '--models', models)).toMatchObject({ code: 2 });
    expect(await runHere('models', 'show', 'age.lower', '--models', models)).toMatchObject({
      code: 1,
      stderr: `error: missing: no model age.lower: neither a folder nor a name in ${models}\n`,
    });
  });
});

const pictures = (): tf.Tensor4D => tf.randomUniform([2, 32, 32, 3], -1, 1, 'float32', 3);

async function fromOnnx(path: string, input: tf.Tensor4D): Promise<Float32Array> {
  const session = await InferenceSession.create(path);
  const feed = new Tensor('float32', input.dataSync<'float32'>(), input.shape);
  const { output } = await session.run({ pictures: feed });
  await session.release();
  return output!.data as Float32Array;
}

function expectNear(found: Float32Array, model: Model, input: tf.Tensor4D): void {
  const expected = tf.tidy(() => model.forward(input)[0]!.dataSync<'float32'>().slice());
  expect(found).toHaveLength(expected.length);
  found.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-4));
}

describe('models export', () => {
  it('writes ONNX that gives what the model gives, in half precision what the rounded one gives', async () => {
    await startEngine();
    const model = networkFolder();
    const out = join(scratchFolder(), 'deep', 'model.onnx');
    const half = join(scratchFolder(), 'half.onnx');
    const onnx = ['models', 'export', model, '--format', 'onnx', '--out'];
    const result = await runHere(...onnx, out, '--json');
    const card = readCard(model);
    expect(documentsOf(result)).toEqual([{ ...card, sure: card.confidenceThreshold, path: out }]);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(await runHere(...onnx, half, '--half')).toMatchObject({ code: 0 });
    const input = pictures();
    const loaded = loadModel(readModelFolder(model));
    expectNear(await fromOnnx(out, input), loaded, input);
    const values = new Map(readModelFolder(model).weights.map((weight) => [weight.name, weight.values]));
    const rounded = createModel(loaded.architecture, halfWeights(loaded.architecture, values));
    expectNear(await fromOnnx(half, input), rounded, input);
    expect(readFileSync(half).length / readFileSync(out).length).toBeLessThan(0.52);
    loaded.dispose();
    rounded.dispose();
  });

  it('writes a TensorFlow.js graph model that tf.loadGraphModel opens', async () => {
    await startEngine();
    const model = networkFolder();
    const out = join(scratchFolder(), 'model');
    expect(await runHere('models', 'export', model, '--format', 'tfjs', '--out', out)).toMatchObject({
      code: 0,
    });
    expect(readdirSync(out).sort()).toEqual(['card.json', 'model.json', 'weights.bin']);
    const theirs = await loadGraphModel(graphModelFromDisk(out));
    const input = pictures();
    const loaded = loadModel(readModelFolder(model));
    expectNear((theirs.predict(input) as tf.Tensor).dataSync<'float32'>(), loaded, input);
    loaded.dispose();
  });

  it('replaces an earlier export, and nothing else', async () => {
    const model = networkFolder();
    const folder = scratchFolder();
    const file = join(folder, 'mine.onnx');
    writeFileSync(file, 'somebody wrote this');
    mkdirSync(join(folder, 'notes'));
    writeFileSync(join(folder, 'notes', 'card.json'), '{}');
    const to = (format: string, out: string) =>
      runHere('models', 'export', model, '--format', format, '--out', out);
    for (const [format, out] of [
      ['onnx', file],
      ['onnx', folder],
      ['tfjs', file],
      ['tfjs', join(folder, 'notes')],
      ['tfjs', model],
    ] as const)
      expect(await to(format, out)).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(`^error: disk: cannot write ${out}: it is .*; .*name .*\n$`) as string,
      });
    expect(readFileSync(file, 'utf8')).toBe('somebody wrote this');
    expect(readdirSync(join(folder, 'notes'))).toEqual(['card.json']);
    for (const [format, out] of [
      ['onnx', join(folder, 'new.onnx')],
      ['tfjs', join(folder, 'new')],
    ] as const) {
      expect(await to(format, out)).toMatchObject({ code: 0 });
      expect(await to(format, out)).toMatchObject({ code: 0 });
    }
    expect(readdirSync(folder).sort()).toEqual(['mine.onnx', 'new', 'new.onnx', 'notes']);
  });

  it('refuses what makes no sense, and damaged models, and leaves nothing', async () => {
    const model = networkFolder();
    const out = join(scratchFolder(), 'out');
    expect(
      await runHere('models', 'export', model, '--format', 'tfjs', '--half', '--out', out),
    ).toMatchObject({
      code: 2,
      stderr: 'error: usage: --half goes with --format onnx only\n',
    });
    for (const name of ['model.onnx', 'weights.bin']) {
      const path = join(model, name);
      const bytes = readFileSync(path);
      writeFileSync(path, bytes.subarray(0, -1));
      const format = name === 'model.onnx' ? 'onnx' : 'tfjs';
      const result = await runHere('models', 'export', model, '--format', format, '--out', out);
      expect(result).toMatchObject({ code: 1, stderr: expect.stringMatching(/^error: corrupt: /) as string });
      writeFileSync(path, bytes);
    }
    expect(existsSync(out)).toBe(false);
  });
});

describe('models that ship', () => {
  /** A network as one ONNX file. */
  function shipped(): { path: string; trained: string } {
    const trained = networkFolder();
    const path = join(scratchFolder(), 'gender.full');
    const { card, onnx } = readOnnxModel(trained);
    writeInferenceFolder(path, { card, onnx });
    return { path, trained };
  }

  it('hold one network once, and give TensorFlow.js files all the same', async () => {
    await startEngine();
    const { path, trained } = shipped();
    expect(readdirSync(path).sort()).toEqual(['card.json', 'manifest.json', 'model.onnx']);
    const out = join(scratchFolder(), 'tfjs');
    const result = await runHere('models', 'export', path, '--format', 'tfjs', '--out', out);
    expect(result).toMatchObject({ code: 0 });
    const graph = await loadGraphModel(graphModelFromDisk(out));
    const original = loadModel(readModelFolder(trained));
    const input = tf.randomUniform<tf.Rank.R4>([2, 32, 32, 3], -1, 1, 'float32', 5);
    const [expected] = original.forward(input);
    const found = graph.predict(input) as tf.Tensor | tf.Tensor[];
    const output = Array.isArray(found) ? found.find(({ shape }) => shape.at(-1) === 2)! : found;
    const difference = tf.max(tf.abs(tf.sub(output, expected!))).dataSync()[0]!;
    expect(difference).toBeLessThan(1e-4);
    original.dispose();
  });

  it('are found by name beside others', async () => {
    const { path } = shipped();
    const result = await runHere('models', 'show', 'gender.full', '--models', join(path, '..'), '--json');
    expect(documentsOf<ShownCard>(result)[0]!.path).toBe(path);
  });

  it.each([
    [['--only', 'expression.left'], 2, /^error: usage: --only expression\.left names no model/],
    [[], 1, /^error: missing: no models in .*nowhere/],
  ] as const)('release %s: one line', async (more, code, line) => {
    const models = more.length === 0 ? join(scratchFolder(), 'nowhere') : library();
    const args = ['models', 'release', '--models', models, '--data', 'utkface=/nowhere'];
    const result = await runHere(...args, '--out', scratchFolder(), ...more);
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr).toMatch(line);
  });
});
