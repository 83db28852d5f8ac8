import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import { extract, type Extract } from 'tar-stream';

import { MAX_PICTURE_BYTES, TOO_LARGE } from '../../../artifact/regular-file.ts';
import { stopIfAborted } from '../interrupted.ts';
import type { Archive, Content } from './archive.ts';
import { BLOCK, noEndMark } from './tar.ts';

type Entry = Extract extends AsyncIterable<infer Each> ? Each : never;

/**
 * A compressed tar: streamed from its start each time, never held whole.
 * @throws Error that says what is damaged
 */
export async function listTarGz(path: string, signal?: AbortSignal): Promise<Archive> {
  const names = new Set<string>();
  const links: string[] = [];
  for await (const entry of entries(path, signal)) {
    const { type, name } = entry.header;
    if (type === 'file') names.add(name);
    else if (type === 'link' || type === 'symlink') links.push(name);
    entry.resume();
  }
  return {
    names: [...names],
    links,
    read: (wanted, readSignal) => readWanted(path, wanted, readSignal),
    open: (name) => Promise.resolve(Readable.from(bytesOf(path, name))),
  };
}

/** Names of regular files in stored order, as they come; one may stand twice. */
export async function* tarGzNames(path: string, signal?: AbortSignal): AsyncGenerator<string> {
  for await (const entry of entries(path, signal)) {
    if (entry.header.type === 'file') yield entry.header.name;
    entry.resume();
  }
}

async function* readWanted(
  path: string,
  wanted: (name: string) => boolean,
  signal?: AbortSignal,
): AsyncGenerator<Content> {
  const seen = new Set<string>();
  for await (const entry of entries(path, signal)) {
    const { name, type, size } = entry.header;
    if (type !== 'file' || seen.has(name) || !wanted(name)) {
      entry.resume();
      continue;
    }
    seen.add(name);
    if (size > MAX_PICTURE_BYTES) {
      entry.resume();
      yield { name, reason: TOO_LARGE };
      continue;
    }
    const parts: Buffer[] = [];
    for await (const part of entry) parts.push(part as Buffer);
    yield { name, bytes: Buffer.concat(parts) };
  }
}

/** Each entry must be read or resumed before the next one comes. */
async function* entries(path: string, signal?: AbortSignal): AsyncGenerator<Entry> {
  const tar = extract();
  let end = Buffer.alloc(0);
  // The library takes a tar that ends between two files for a whole one.
  async function* watched(source: AsyncIterable<Buffer>) {
    for await (const part of source) {
      end = Buffer.concat([end, part]).subarray(-BLOCK);
      yield part;
    }
  }
  const fed = pipeline(createReadStream(path, { highWaterMark: 1 << 18 }), createGunzip(), watched, tar);
  let files = 0;
  fed.catch(() => undefined); // said by the loop below, or by the wait behind it
  try {
    const all = tar[Symbol.asyncIterator]();
    for (;;) {
      const next = await all.next().catch(asDataFault);
      if (next.done === true) break;
      stopIfAborted(signal);
      if (next.value.header.type === 'file') files++;
      yield next.value;
    }
    await fed.catch(asDataFault);
    if (end.length < BLOCK || end.some((byte) => byte !== 0)) throw noEndMark(files);
  } finally {
    tar.destroy();
  }
}

/** In our words: the libraries speak of their own headers. */
function asDataFault(cause: unknown): never {
  throw new Error('its data are damaged, or end early as where a download stopped', { cause });
}

async function* bytesOf(path: string, name: string): AsyncGenerator<Buffer> {
  for await (const entry of entries(path)) {
    if (entry.header.name === name) {
      yield* entry as AsyncIterable<Buffer>;
      return;
    }
    entry.resume();
  }
  throw new Error(`no ${name} in ${path}`);
}
