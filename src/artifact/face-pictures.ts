import type { Card } from './card.ts';
import { DemifaceError } from '../common/error.ts';
import { occludedRows } from './occluded-rows.ts';
import type { Visible } from './labels.ts';
import { scaleInto } from './scaling.ts';
import { message } from '../messages/message.ts';

/**
 * Faces in memory as a model sees them: half occluded, scaled, in three channels.
 * @param faces prepared as the card states: size × size × (1 for gray, 3 for rgb) bytes each
 * @param views whether each view of them is the mirror image: all faces plain, then all mirrored, for both
 * @returns [views × faces, size, size, 3]
 * @throws DemifaceError `mismatch` if a face has another size
 */
export function facePictures(
  faces: readonly Uint8Array[],
  { size, color, scaling }: Card['preprocessing'],
  visible: Visible,
  views: readonly boolean[] = [false],
): Float32Array<ArrayBuffer> {
  const channels = color === 'gray' ? 1 : 3;
  const occluded = occludedRows(visible, size);
  const each = size * size * 3;
  const pictures = new Float32Array(views.length * faces.length * each);
  faces.forEach((face, i) => {
    if (face.length !== size * size * channels)
      throw new DemifaceError(
        'mismatch',
        message('picture.faceBytes', { face: i, found: face.length, size, channels }),
      );
    views.forEach((isMirrored, view) => {
      const pixels = isMirrored ? mirror(face, size, channels) : face;
      scaleInto(pixels, size, channels, occluded, scaling, pictures, (view * faces.length + i) * each);
    });
  });
  return pictures;
}

/** Left and right exchanged. */
function mirror(face: Uint8Array, size: number, channels: number): Uint8Array {
  const mirrored = new Uint8Array(face.length);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      for (let c = 0; c < channels; c++)
        mirrored[(y * size + x) * channels + c] = face[(y * size + size - 1 - x) * channels + c]!;
  return mirrored;
}
