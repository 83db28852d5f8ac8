import { expect, it } from 'vitest';

import { fullHead } from '../../../../src/artifact/labels.ts';
import { randomFor } from '../../../../src/common/math/random.ts';
import type { Architecture } from '../../../../src/training/models/architecture.ts';
import { planArchitecture } from '../../../../src/training/models/architecture.ts';
import { branchedNet, netFor, NETS } from '../../../../src/training/models/index.ts';
import { initialValues } from '../../../../src/training/models/initial.ts';
import { halfWeights, onnxModel, onnxWeights } from '../../../../src/training/models/onnx/index.ts';
import { madeCard } from '../../../artifact/made-model.ts';

const net = (name: keyof typeof NETS, inputSize: number) =>
  NETS[name]({ inputSize, outputs: 2, dropout: 0.5 });

/** Every weight its own, averages that have moved included. */
function randomWeights(architecture: Architecture): Map<string, Float32Array> {
  const specs = planArchitecture(architecture).flatMap(({ weights }) => weights);
  return new Map(
    specs.map((spec) => {
      const random = randomFor(2, spec.name);
      return [spec.name, initialValues(spec, 4).map((value) => value + 0.1 * random.uniform(0.1, 1))];
    }),
  );
}

it.each([
  ['compact', net('compact', 32)],
  ['resnet-50', net('resnet-50', 45)],
  ['vgg-f', net('vgg-f', 67)],
  [
    'ages',
    netFor('compact', fullHead('age'), { inputSize: 32, dropout: 0, ageScale: { mean: 33, std: 20 } }),
  ],
  ['two branches', branchedNet(net('compact', 24), ['standard', 'triplet'], 8)],
] as const)('%s: the weights in the file are those that it was written with, rounded', (_, architecture) => {
  const weights = randomWeights(architecture);
  const expected = halfWeights(architecture, weights);
  const found = onnxWeights(architecture, onnxModel(architecture, weights, madeCard(), 'float16'));
  expect([...found.keys()]).toEqual([...expected.keys()]);
  for (const [name, values] of expected) expect(found.get(name)).toEqual(values);
  // Written again, nothing changes any more.
  const again = onnxWeights(architecture, onnxModel(architecture, found, madeCard(), 'float32'));
  for (const [name, values] of expected) expect(again.get(name)).toEqual(values);
});

it('a file of another network is refused, with what is missing', () => {
  const file = onnxModel(net('compact', 32), randomWeights(net('compact', 32)), madeCard());
  expect(() => onnxWeights(net('vgg-f', 67), file)).toThrow(
    /^conv1\/kernel: found none, expected 23232 numbers$/,
  );
});
