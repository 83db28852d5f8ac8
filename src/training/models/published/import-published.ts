import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';
import { statNamedPath } from '../../../common/files/named-path.ts';
import type { Conversion } from './conversion.ts';
import { planConversion } from './conversion.ts';
import { openKerasH5 } from './keras-h5.ts';
import type { PublishedFrom, PublishedNet } from './layouts.ts';
import { openMatConvNet } from './matconvnet.ts';
import { operationsNote, UNCHECKED_NOTE } from './operations-note.ts';
import { meanColor } from './mean-picture.ts';
import type { PublishedFile } from './published-file.ts';
import type { PublishedManifest } from './published-folder.ts';
import { publishedPath, writePublished } from './published-folder.ts';

export interface ImportOptions {
  net: PublishedNet;
  /** Where `published/` lies; the app's own data if left out. */
  home?: string | undefined;
  /** Numbers written, of all. */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

export interface Imported {
  path: string;
  net: PublishedNet;
  from: PublishedFrom;
  manifest: PublishedManifest;
}

const OPENERS = { mat: openMatConvNet, h5: openKerasH5 } as const;

/**
 * Imports published weights into the app's own data, where curricula find them: the whole or nothing.
 * @param path a MatConvNet `.mat` or a Keras `.h5`
 * @throws DemifaceError `missing`, `unreadable`, `corrupt`, `mismatch`, `disk`, `interrupted`, each one line
 */
export async function importPublished(path: string, options: ImportOptions): Promise<Imported> {
  try {
    return await imported(path, options);
  } catch (error) {
    throw options.signal?.aborted ? new DemifaceError('interrupted', message('weights.stopped')) : error;
  }
}

async function imported(path: string, { net, home, onProgress, signal }: ImportOptions): Promise<Imported> {
  const expected = message('files.weights');
  if (!statNamedPath(path, expected).isFile())
    throw new DemifaceError('missing', message('files.noFile', { path, expected }));
  const kind = kindOf(path);
  const file = await OPENERS[kind](path, signal);
  try {
    const conversion = planConversion(file, kind, net);
    const { layout, weights, missing, absent } = conversion;
    const { mean, notes } = await meanOf(file, conversion);
    if (layout.deviation !== undefined) notes.push(layout.deviation);
    const differs = file.operations ? operationsNote(file.operations, net, absent) : UNCHECKED_NOTE;
    if (differs !== undefined) notes.push(differs);
    if (missing.length > 0) notes.push(`${missing.join(' and ')} are not in the file: they are drawn afresh`);
    const target = publishedPath(net, layout.from, home);
    const source = { name: basename(path), sha256: await hashOf(path, signal) };
    const { from, what } = layout;
    const manifest = await writePublished(
      target,
      { net, from, what, source, scaling: { mean, std: [1, 1, 1] }, notes },
      weights,
      (done, total) => {
        signal?.throwIfAborted();
        onProgress?.(done, total);
      },
    );
    return { path: target, net, from, manifest };
  } finally {
    file.close();
  }
}

function kindOf(path: string): 'mat' | 'h5' {
  const ending = /\.(mat|h5|hdf5)$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === undefined) throw new DemifaceError('usage', message('weights.ending', { path }));
  return ending === 'mat' ? 'mat' : 'h5';
}

async function meanOf(
  file: PublishedFile,
  { layout }: Conversion,
): Promise<{ mean: [number, number, number]; notes: string[] }> {
  if (layout.mean !== 'file') return { mean: [...layout.mean], notes: [] };
  const color = file.mean && (await meanColor(file.mean));
  if (!color) throw new DemifaceError('mismatch', message('weights.noMean', { path: file.path }));
  const { mean, largest, rootMeanSquare } = color;
  // Single precision leaves less than that between equal values.
  if (largest < 1e-3) return { mean, notes: [] };
  const note = `the published net subtracts a mean picture, ours its mean color: they differ by ${rootMeanSquare.toFixed(1)} of 255 (root mean square), at most by ${largest.toFixed(1)}`;
  return { mean, notes: [note] };
}

async function hashOf(path: string, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, signal ? { signal } : {});
  return hash.digest('hex');
}
