import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import { decodeFace } from '../../../../training/sources/decode.ts';
import type { ThumbnailBlock } from '../../../ipc/contract.ts';
import type { Store } from '../../platform/store/store.ts';
import { recordedPictures } from './recorded-folder.ts';
import type { StoredRetraining } from './retrain-store.ts';
import { picturesOf } from './training-payload.ts';

/** Side of thumbnails, in pixels. */
const SIDE = 96;

/**
 * Pictures of a retraining as squares; one that cannot be read is black.
 * @throws DemifaceError `missing` for a name that is not in its lists
 */
export async function retrainThumbnails(
  store: Store,
  retraining: StoredRetraining,
  names: readonly string[],
): Promise<ThumbnailBlock> {
  const { root } = picturesOf(store, retraining).source;
  const known = knownPictures(retraining);
  const each = SIDE * SIDE * 3;
  const pixels = new Uint8Array(names.length * each);
  for (const [i, name] of names.entries()) {
    if (!known.has(name)) throw new DemifaceError('missing', message('retrain.noPicture', { name }));
    const face = await faceIn(root, name);
    if (face) pixels.set(face, i * each);
  }
  return { size: SIDE, channels: 3, pixels };
}

/** What the page was given the names of. */
function knownPictures({ source, check, comparison }: StoredRetraining): ReadonlySet<string> {
  const recorded =
    source?.kind === 'recorded'
      ? recordedPictures(source.folder, source.classes).map(({ name }) => name)
      : [];
  const found = check?.findings.flatMap(({ pictures }) => pictures) ?? [];
  const changed = comparison?.changed.map(({ picture }) => picture) ?? [];
  return new Set([...recorded, ...found, ...changed]);
}

/** @returns undefined for one that lies in an archive, is gone, or leads out of the folder */
async function faceIn(root: string, name: string): Promise<Uint8Array | undefined> {
  try {
    const path = realpathSync(join(root, name));
    if (!path.startsWith(realpathSync(root) + sep)) return undefined;
    return await decodeFace(await readFile(path), { size: SIDE, color: 'rgb' });
  } catch {
    return undefined;
  }
}
