import { readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from 'vitest';

import type { ModelFolder } from '../../../src/artifact/model-folder.ts';
import { yearsOf } from '../../../src/artifact/years.ts';
import { createFacePredictor } from '../../../src/inference/runtime/face-predictor.ts';
import { EXPRESSIONS } from '../../../src/artifact/labels.ts';
import { comparePredictions } from '../../../src/training/evaluation/compare.ts';
import { evaluateModel, readSplit } from '../../../src/training/evaluation/evaluate.ts';
import { createModel, netFor, readValues } from '../../../src/training/models/index.ts';
import { onnxModel } from '../../../src/training/models/onnx/index.ts';
import { startEngine, tf } from '../../../src/training/engine/tf.ts';
import { madeCard } from '../../artifact/made-model.ts';
import { madePrepared } from '../stages/made-stage.ts';

beforeAll(async () => {
  await startEngine();
});

/** A network with fresh weights as if it had been read from its folder. */
async function madeModel(
  changes: Parameters<typeof madeCard>[0] = {},
): Promise<ModelFolder & { onnx: Uint8Array }> {
  const card = madeCard({
    preprocessing: { size: 16, color: 'gray', scaling: { mean: [127, 127, 127], std: [64, 64, 64] } },
    ...changes,
  });
  const options = { inputSize: 16, dropout: 0, ageScale: card.ageScale };
  const model = createModel(netFor('compact', card, options), { seed: 3 });
  const values = await readValues(model.weights);
  const weights = [...model.weights].map(([name, { shape }]) => ({ name, shape, values: values.get(name)! }));
  model.dispose();
  const onnx = onnxModel(model.architecture, values, card);
  return { path: 'made', card, weights, sha256: '', onnx };
}

describe('a model is measured', () => {
  it('on its split, as a reader of single faces reads', async () => {
    const prepared = madePrepared({ train: 5, val: 70 });
    const folder = await madeModel();
    const { numTensors } = tf.memory();
    const { report, pictures, predicted, outputs } = await evaluateModel(folder, prepared, {
      ...{ split: 'val', visible: 'lower' },
    });
    expect(report.n).toBe(70);
    expect(pictures.map(({ split }) => split)).not.toContain('train');
    expect(outputs).toHaveLength(140);
    const right = predicted.filter((label, i) => label === pictures[i]!.gender).length;
    expect((report as { accuracy: number }).accuracy).toBeCloseTo(right / 70, 10);
    predicted.forEach((label, i) =>
      expect(outputs[2 * i + label]).toBeGreaterThanOrEqual(outputs[2 * i + 1 - label]!),
    );

    const bytes = readFileSync(prepared.picturesPath);
    const faces = pictures.slice(0, 3).map(({ row }) => bytes.subarray(row * 256, (row + 1) * 256));
    expect(tf.memory().numTensors).toBe(numTensors);
    const reader = await createFacePredictor(folder);
    const read = await reader.predict(faces, 'lower');
    read.forEach((value, i) => expect(value).toBeCloseTo(outputs[i]!, 4));
    const whole = await reader.predict(faces, 'full');
    expect(whole).not.toEqual(read);
    expect(await reader.predict([], 'full')).toHaveLength(0);
    await reader.dispose();
  });

  it('on classes that it lacks too: they count as wrong, and it is compared on them', async () => {
    const prepared = madePrepared({ val: 80 });
    const seven = EXPRESSIONS.filter((label) => label !== 'happiness');
    const folder = await madeModel({ task: 'expression', labels: seven });
    const request = { split: 'val', visible: 'full' } as const;
    const { report, head, truth, predicted, outputs } = await evaluateModel(folder, prepared, request);
    expect(head.labels).toEqual([...seven, 'happiness']);
    expect(truth.filter((label) => label === 7)).toHaveLength(40);
    expect(report.n).toBe(80);
    expect(outputs).toHaveLength(80 * 8);
    const right = truth.filter((label, i) => label === predicted[i]).length;
    expect((report as { accuracy: number }).accuracy).toBeCloseTo(right / 80, 10);
    expect(predicted).not.toContain(7);

    const whole = await madeModel({ task: 'expression', labels: [...EXPRESSIONS] });
    const other = await readSplit(whole, prepared, request);
    expect(comparePredictions(await readSplit(folder, prepared, request), other).n).toBe(80);
  });

  it('but not on classes of which it has none', async () => {
    const prepared = madePrepared({ val: 8 });
    const folder = await madeModel({ task: 'expression', labels: ['surprise', 'fear'] });
    await expect(evaluateModel(folder, prepared, { split: 'val', visible: 'full' })).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(/the pictures show (neutral|happiness)/) as string,
    });
  });

  it('in years', async () => {
    const prepared = madePrepared({ test: 12 });
    const ageScale = { mean: 40, std: 10 };
    const folder = await madeModel({ task: 'age', labels: null, ageScale });
    const { report, predicted, outputs } = await evaluateModel(folder, prepared, {
      split: 'test',
      visible: 'full',
    });
    expect(predicted[0]).toBeCloseTo(yearsOf(folder.card, outputs[0]!), 4);
    const errors = prepared.pictures.map(({ ageYears }, i) => Math.abs(ageYears! - predicted[i]!));
    expect(report.maeYears).toBeCloseTo(errors.reduce((a, b) => a + b) / 12, 6);
  });

  it('without the pictures that it may have learned from, where copies of them do stand in training', async () => {
    const prepared = madePrepared({ train: 4, val: 6 });
    prepared.pictures[4]!.contentId = prepared.pictures[0]!.contentId;
    const folder = await madeModel();
    const onVal = await evaluateModel(folder, prepared, { split: 'val', visible: 'full' });
    expect(onVal.report.copies).toBe(1);
    expect(onVal.report.withoutCopies!.n).toBe(5);
    const onAll = await evaluateModel(folder, prepared, { split: 'all', visible: 'full' });
    expect(onAll.report.n).toBe(10);
    expect(onAll.report.copies).toBeUndefined();
  });

  it('only on pictures that are there and carry its labels', async () => {
    const prepared = madePrepared({ val: 4 });
    const folder = await madeModel();
    await expect(evaluateModel(folder, prepared, { split: 'test', visible: 'full' })).rejects.toMatchObject({
      code: 'missing',
      message: 'the split test holds no pictures; the data set has val',
    });
    for (const picture of prepared.pictures) delete picture.gender;
    await expect(evaluateModel(folder, prepared, { split: 'val', visible: 'full' })).rejects.toMatchObject({
      code: 'mismatch',
    });
  });

  it('until it is stopped', async () => {
    const signal = AbortSignal.abort();
    const stopped = evaluateModel(await madeModel(), madePrepared({ val: 4 }), {
      split: 'val',
      visible: 'full',
      signal,
    });
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
  });
});
