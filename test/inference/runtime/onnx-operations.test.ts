import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { fullHead } from '../../../src/artifact/labels.ts';
import { readOnnxModel } from '../../../src/artifact/model-folder.ts';
import { shippedModels } from '../../../src/artifact/places.ts';
import { createFacePredictor } from '../../../src/inference/runtime/face-predictor.ts';
import { openNetwork } from '../../../src/inference/runtime/network.ts';
import { unknownOperation } from '../../../src/inference/runtime/onnx-operations.ts';
import { planArchitecture } from '../../../src/training/models/architecture.ts';
import { netFor } from '../../../src/training/models/index.ts';
import { initialValues } from '../../../src/training/models/initial.ts';
import { onnxNetwork } from '../../../src/training/models/onnx/index.ts';
import { onnxFile } from '../../../src/training/models/onnx/onnx-file.ts';
import { madeCard, networkFolder } from '../../artifact/made-model.ts';

const SIZE = 32;
const DESCRIPTION = { name: 'made', doc: '', metadata: {} };

/** A file that takes and gives what ours do, by one operation. */
const fileOf = (op: string) =>
  onnxFile({
    ...DESCRIPTION,
    inputs: [{ name: 'pictures', shape: ['batch', SIZE, SIZE, 3] }],
    outputs: [{ name: 'output', shape: ['batch', 2] }],
    nodes: [{ op, name: 'node', inputs: ['pictures'], output: 'output' }],
    tensors: [],
  });

it.each(['Loop', 'If', 'Scan', 'SequenceMap', 'ConstantOfShape', 'Expand', 'Tile', 'Resize', ''])(
  'a file with the operation "%s" is refused before it runs',
  async (op) => {
    expect(unknownOperation(fileOf(op))).toBe(op || 'a node without one');
    await expect(openNetwork(fileOf(op))).rejects.toThrow(/^it uses .*, which no model of ours does$/);
  },
);

it('every model that ships is known', () => {
  const names = readdirSync(shippedModels());
  expect(names.length).toBeGreaterThan(0);
  for (const name of names)
    expect([name, unknownOperation(readFileSync(join(shippedModels(), name, 'model.onnx')))]).toEqual([
      name,
      undefined,
    ]);
});

it('a file that is cut short is no network', () => {
  const whole = fileOf('Identity');
  for (let length = 1; length < whole.length; length++)
    try {
      unknownOperation(whole.subarray(0, length));
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
    }
});

/** A compact network with one weight that is no number. */
function brokenNetwork(value: number): Uint8Array {
  const architecture = netFor('compact', fullHead('gender'), { inputSize: SIZE, dropout: 0, ageScale: null });
  const weights = new Map(
    planArchitecture(architecture).flatMap(({ weights: specs }) =>
      specs.map((spec) => [spec.name, initialValues(spec, 1)]),
    ),
  );
  weights.get(`${architecture.taps.output}/bias`)![1] = value;
  return onnxNetwork(architecture, weights, DESCRIPTION);
}

it.each([NaN, Infinity, -Infinity])('a model that gives %d is refused with a clear line', async (value) => {
  const model = { ...readOnnxModel(networkFolder()), onnx: brokenNetwork(value), card: madeCard() };
  const reader = await createFacePredictor(model);
  await expect(reader.predict([new Uint8Array(SIZE * SIZE * 3)], 'full')).rejects.toMatchObject({
    code: 'corrupt',
    message: 'the model gives numbers that are not finite; train or import it again',
  });
  await reader.dispose();
});
