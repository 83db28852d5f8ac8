import type { Card } from '../artifact/card.ts';
import type { Visible } from '../artifact/labels.ts';
import { createBatchMaker } from './data/batch-maker.ts';

/**
 * Faces in memory as a model sees them: half hidden, scaled, in three channels.
 * @param faces prepared as the card says: size × size × (1 for gray, 3 for rgb) bytes each
 * @returns [faces, size, size, 3]
 */
export function facePictures(
  faces: readonly Uint8Array[],
  { size, color, scaling }: Card['preprocessing'],
  visible: Visible,
  mirrored = false,
): Float32Array {
  const channels = color === 'gray' ? 1 : 3;
  const plan = {
    picturesPath: '',
    size,
    channels,
    rows: Int32Array.from(faces.keys()),
    outputSize: size,
    scaling,
    views: [{ visible, style: 'half' }],
    augmentation: null,
    batchSize: faces.length,
    seed: 0,
    shuffle: false,
    dropLast: false,
    mirrored,
  } as const;
  const source = { read: (row: number) => ({ data: faces[row]!, size, channels }) as const, close() {} };
  const pictures = new Float32Array(faces.length * size * size * 3);
  createBatchMaker(plan, source).make(0, 0, [pictures], new Int32Array(faces.length));
  return pictures;
}
