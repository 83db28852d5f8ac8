import { expect, it } from 'vitest';

import { facePictures } from '../../src/artifact/face-pictures.ts';
import { VISIBLE } from '../../src/artifact/labels.ts';
import { createBatchMaker } from '../../src/training/datasets/batch-maker.ts';
import { randomFor } from '../../src/common/math/random.ts';

const SCALING = { mean: [131, 104, 92] as const, std: [58, 57, 56] as const };

/** What training makes of the same faces when it varies nothing: another way through other code. */
function asInTraining(
  faces: readonly Uint8Array[],
  size: number,
  channels: 1 | 3,
  visible: (typeof VISIBLE)[number],
  mirrored: boolean,
): Float32Array {
  const plan = {
    ...{ picturesPath: '', size, channels, outputSize: size, scaling: SCALING, seed: 0 },
    rows: Int32Array.from(faces.keys()),
    views: [{ visible, style: 'half' }],
    ...{ augmentation: null, batchSize: faces.length, shuffle: false, dropLast: false, mirrored },
  } as const;
  const source = { read: (row: number) => ({ data: faces[row]!, size, channels }) as const, close() {} };
  const pictures = new Float32Array(faces.length * size * size * 3);
  createBatchMaker(plan, source).make(0, 0, [pictures], new Int32Array(faces.length));
  return pictures;
}

it.each([
  [6, 'gray'],
  [7, 'rgb'],
] as const)('side %i, %s: bit for bit what training makes of a face', (size, color) => {
  const channels = color === 'gray' ? 1 : 3;
  const faces = [1, 2, 3].map((seed) => {
    const random = randomFor(seed, 'face');
    return Uint8Array.from({ length: size * size * channels }, () => random.uniform(0, 256));
  });
  const preprocessing = {
    ...{ size, color },
    scaling: { mean: [...SCALING.mean], std: [...SCALING.std] } as never,
  };
  for (const visible of VISIBLE) {
    const [plain, mirrored] = [false, true].map((view) => asInTraining(faces, size, channels, visible, view));
    expect(facePictures(faces, preprocessing, visible)).toEqual(plain);
    expect(facePictures(faces, preprocessing, visible, [true])).toEqual(mirrored);
    expect(facePictures(faces, preprocessing, visible, [false, true])).toEqual(
      Float32Array.of(...plain!, ...mirrored!),
    );
  }
  expect(facePictures([], preprocessing, 'full')).toHaveLength(0);
  expect(() => facePictures([faces[0]!.subarray(1)], preprocessing, 'full')).toThrow(
    `face 0 has ${size * size * channels - 1} bytes, expected ${size} × ${size} × ${channels}`,
  );
});
