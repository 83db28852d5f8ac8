import { setImmediate } from 'node:timers/promises';

import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import { occludedRows } from '../../../../artifact/occluded-rows.ts';
import { drawOccluder } from '../../../../training/occlusion/occluders/draw.ts';
import { randomFor } from '../../../../common/math/random.ts';
import type { ThumbnailBlock, View } from '../../../ipc/contract.ts';
import type { OpenedSet } from './opened-set.ts';

/** What is drawn on a picture hangs on its row alone, so that it is the same whenever it is looked at. */
const SEED = 1;

/** What shows of the face under what is drawn. */
const SHOWS = { headset: 'lower', mask: 'upper' } as const;

/**
 * Squares of these rows, one after the other, as a view shows them.
 * @throws DemifaceError `usage` if there is no such row; as `PictureSource.read`
 */
export async function thumbnailsOf(
  set: OpenedSet,
  rows: readonly number[],
  view: View,
): Promise<ThumbnailBlock> {
  const { size, channels, source, pictures } = set;
  const bytes = size * size * channels;
  const pixels = new Uint8Array(rows.length * bytes);
  for (const [i, row] of rows.entries()) {
    if (row >= pictures.length)
      throw new DemifaceError('usage', message('dataSet.noPicture', { row, last: pictures.length - 1 }));
    pixels.set(source.read(row).data, i * bytes);
  }
  if (view === 'headset' || view === 'mask') await drawAll(set, rows, view, pixels);
  else {
    const [from, to] = occludedRows(view, size).map((y) => y * size * channels) as [number, number];
    for (let at = 0; at < pixels.length; at += bytes) pixels.fill(0, at + from, at + to);
  }
  return { size, channels, pixels };
}

/** All pixels were read before, so that the set may be closed meanwhile. */
async function drawAll(
  { size, channels, drawn }: OpenedSet,
  rows: readonly number[],
  view: 'headset' | 'mask',
  pixels: Uint8Array,
): Promise<void> {
  const bytes = size * size * channels;
  const data = new Float32Array(bytes);
  for (const [i, row] of rows.entries()) {
    const key = `${view} ${row}`;
    const square = pixels.subarray(i * bytes, (i + 1) * bytes);
    const known = drawn.get(key);
    if (known) {
      square.set(known);
      continue;
    }
    data.set(square);
    drawOccluder(SHOWS[view], { data, size, channels }, randomFor(SEED, 'thumbnail', view, row));
    new Uint8ClampedArray(square.buffer, square.byteOffset, bytes).set(data);
    drawn.set(key, square.slice());
    await setImmediate(); // One drawing takes some milliseconds.
  }
}
