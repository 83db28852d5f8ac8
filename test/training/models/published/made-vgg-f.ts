import type { Made } from './made-mat.ts';
import { writeMat } from './made-mat.ts';
import { seededValues } from './seeded-values.ts';

/**
 * imagenet-vgg-f.mat, all of it: 60 million numbers, of which the head's are zero.
 * @param values of the others
 * @param without layers of these types
 */
export function writeVggF(
  path: string,
  averageImage: Made,
  values = seededValues,
  without: readonly string[] = [],
): void {
  const shapes: Readonly<Record<string, readonly number[]>> = {
    conv1: [11, 11, 3, 64],
    conv2: [5, 5, 64, 256],
    conv3: [3, 3, 256, 256],
    conv4: [3, 3, 256, 256],
    conv5: [3, 3, 256, 256],
    fc6: [6, 6, 256, 4096],
    fc7: [1, 1, 4096, 4096],
  };
  const layer = (name: string, kernel: Float32Array, shape: readonly number[], bias: Float32Array): Made => ({
    fields: {
      name,
      type: 'conv',
      weights: {
        cell: [
          { numbers: kernel, shape },
          { numbers: bias, shape: [bias.length, 1] },
        ],
      },
    },
  });
  const plain = (name: string, type: string): Made => ({ fields: { name, type } });
  const layers = Object.entries(shapes).flatMap(([name, shape]): Made[] => [
    layer(
      name,
      values('vgg-f', name, 'kernel', shape),
      shape,
      values('vgg-f', name, 'bias', [shape.at(-1)!]),
    ),
    plain(`relu${name.at(-1)!}`, 'relu'),
    ...(without.includes('lrn') || !['conv1', 'conv2'].includes(name)
      ? []
      : [plain(`norm${name.at(-1)!}`, 'lrn')]),
    ...(['conv1', 'conv2', 'conv5'].includes(name) ? [plain(`pool${name.at(-1)!}`, 'pool')] : []),
  ]);
  const head = layer('fc8', new Float32Array(4096 * 1000), [1, 1, 4096, 1000], new Float32Array(1000));
  writeMat(path, {
    layers: { cell: [...layers, head, plain('prob', 'softmax')] },
    meta: { fields: { normalization: { fields: { averageImage } } } },
  });
}
