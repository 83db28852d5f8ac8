import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';

import { MAX_PICTURE_BYTES, TOO_LARGE } from '../../../common/files/regular-file.ts';
import { throwIfAborted } from '../../../common/interrupted.ts';
import type { Archive, Content } from './archive.ts';
import { message } from '../../../messages/message.ts';
import { CodedError } from '../../../common/error.ts';

const BLOCK = 512;
const WINDOW = 64 * 1024;
const MAX_NAME_BYTES = 1024 * 1024;
const FILE = new Set(['0', '\0', '7']);
const LINK = new Set(['1', '2']);

export const CUT_OFF = message('archive.cutOff');

/** Whole files may be missing from a tar that ends between two of them. */
function noEndMark(files: number): Error {
  return new CodedError(message('archive.noEndMark', { n: files }));
}

export interface Place {
  offset: number;
  size: number;
}

/** A regular file or a link. */
export interface TarEntry {
  name: string;
  place: Place;
  isLink: boolean;
}

export interface TarOptions {
  signal?: AbortSignal | undefined;
  /** Called where anything but zeros stands behind the end mark. */
  onRest?: () => void;
}

/** A tar, read forwards. */
export interface ForwardBytes {
  /** At most `length` bytes from `offset`; fewer at the end. Valid until the next call. */
  bytes(offset: number, length: number): Promise<Buffer>;
}

/**
 * A plain tar: only the headers are read, so that listing costs little, and each file is read where it lies.
 * Understands ustar prefixes, GNU long names and pax paths and sizes.
 * @throws Error with what is damaged
 */
export async function listTar(path: string, signal?: AbortSignal): Promise<Archive> {
  const { places, ...lists } = await listed((options) => tarEntries(path, options), signal);
  return {
    names: [...places.keys()],
    ...lists,
    read: (wanted, readSignal) => readPlaces(path, places, wanted, readSignal),
    open: (name) => {
      const place = places.get(name);
      if (!place) throw new CodedError(message('archive.holdsNo', { name, path }));
      const { offset, size } = place;
      const stream = size
        ? createReadStream(path, { start: offset, end: offset + size - 1 })
        : Readable.from([]);
      return Promise.resolve(stream);
    },
  };
}

/** What an archive lists. Of a name that stands twice the last place counts, as for tar, which adds a new version at the end. */
export async function listed(
  entries: (options: TarOptions) => AsyncGenerator<TarEntry>,
  signal?: AbortSignal,
): Promise<Pick<Archive, 'links' | 'hasRest'> & { places: Map<string, Place> }> {
  const places = new Map<string, Place>();
  const links: string[] = [];
  let hasRest = false;
  for await (const { name, place, isLink } of entries({ signal, onRest: () => (hasRest = true) }))
    if (isLink) links.push(name);
    else {
      places.delete(name); // so that names stay in stored order
      places.set(name, place);
    }
  return { places, links, hasRest };
}

/** As `entriesIn`; only the headers are read. */
export async function* tarEntries(path: string, options: TarOptions = {}): AsyncGenerator<TarEntry> {
  const file = await open(path, 'r');
  try {
    const { size: total } = await file.stat();
    for await (const entry of entriesIn(new View(file), options)) {
      if (entry.place.offset + entry.place.size > total) throw new CodedError(message('archive.endsInFile'));
      yield entry;
    }
  } finally {
    await file.close();
  }
}

/** Regular files and links in stored order, as their headers come; a name may stand twice. Ends with the end mark, as tar does. */
export async function* entriesIn(
  tar: ForwardBytes,
  { signal, onRest }: TarOptions = {},
): AsyncGenerator<TarEntry> {
  let longName: string | undefined;
  let pax: Readonly<Record<string, string>> = {};
  let files = 0;
  for (let at = 0; ;) {
    throwIfAborted(signal);
    const block = await tar.bytes(at, BLOCK);
    if (block.length === 0) throw noEndMark(files);
    if (block.length < BLOCK) throw new CodedError(message('archive.endsInHeader'));
    if (isZero(block)) {
      // The end mark: two such blocks, of which tar demands one.
      if (onRest && (await hasMore(tar, at, signal))) onRest();
      return;
    }
    const header = parseHeader(block, at);
    const size = pax['size'] === undefined ? header.size : Number(pax['size']);
    if (!(Number.isSafeInteger(size) && size >= 0)) throw new CodedError(message('archive.noSize'));
    const place = { offset: at + BLOCK, size };
    at = place.offset + Math.ceil(size / BLOCK) * BLOCK;
    if ('LKxg'.includes(header.type) && size > MAX_NAME_BYTES)
      throw new CodedError(message('archive.longName'));
    if (header.type === 'L') {
      longName = text(await tar.bytes(place.offset, size));
    } else if (header.type === 'x') {
      pax = parsePax(await tar.bytes(place.offset, size));
    } else if (header.type !== 'g' && header.type !== 'K') {
      const name = pax['path'] ?? longName ?? header.name;
      const isLink = LINK.has(header.type);
      if (FILE.has(header.type)) files++;
      if ((isLink || FILE.has(header.type)) && !name.endsWith('/')) yield { name, place, isLink };
      longName = undefined;
      pax = {};
    }
  }
}

/** tar pads with zeros, to 10 kB or to the length of a tape's blocks. */
async function hasMore(tar: ForwardBytes, from: number, signal?: AbortSignal): Promise<boolean> {
  for (let at = from; ; at += WINDOW) {
    throwIfAborted(signal);
    const bytes = await tar.bytes(at, WINDOW);
    if (!isZero(bytes)) return true;
    if (bytes.length < WINDOW) return false;
  }
}

const isZero = (bytes: Buffer) => bytes.every((byte) => byte === 0);

async function* readPlaces(
  path: string,
  places: ReadonlyMap<string, Place>,
  wanted: (name: string) => boolean,
  signal?: AbortSignal,
): AsyncGenerator<Content> {
  const file = await open(path, 'r');
  try {
    const view = new View(file);
    for (const [name, { offset, size }] of places) {
      throwIfAborted(signal);
      if (!wanted(name)) continue;
      if (size > MAX_PICTURE_BYTES) yield { name, reason: TOO_LARGE };
      else yield { name, bytes: await view.copy(offset, size) };
    }
  } finally {
    await file.close();
  }
}

/** Reads a file forwards through a window, so that small neighbors cost one read. */
class View implements ForwardBytes {
  readonly #file: FileHandle;
  #window = Buffer.alloc(0);
  #start = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Exactly `length` bytes from `offset`, to keep. */
  async copy(offset: number, length: number): Promise<Buffer> {
    const bytes = await this.bytes(offset, length);
    if (bytes.length < length) throw new CodedError(message('archive.endsInFile'));
    return Buffer.from(bytes);
  }

  /** At most `length` bytes from `offset`; fewer at the end of the file. Valid until the next call. */
  async bytes(offset: number, length: number): Promise<Buffer> {
    const from = offset - this.#start;
    if (from >= 0 && from + length <= this.#window.length) return this.#window.subarray(from, from + length);
    const wide = Buffer.allocUnsafe(Math.max(length, WINDOW));
    let filled = 0;
    while (filled < wide.length) {
      const { bytesRead } = await this.#file.read(wide, filled, wide.length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    this.#window = wide.subarray(0, filled);
    this.#start = offset;
    return this.#window.subarray(0, length);
  }
}

function parseHeader(block: Buffer, at: number): { name: string; size: number; type: string } {
  let sum = 8 * 32; // the checksum field itself counts as spaces
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += block[i] ?? 0;
  if (sum !== octal(block.subarray(148, 156))) throw new CodedError(message('archive.noHeader', { at }));
  const ustar = block.toString('latin1', 257, 262) === 'ustar' && block[262] === 0;
  const prefix = ustar ? text(block.subarray(345, 500)) : '';
  const name = text(block.subarray(0, 100));
  return {
    name: prefix ? `${prefix}/${name}` : name,
    size: size(block.subarray(124, 136)),
    type: String.fromCharCode(block[156] ?? 0),
  };
}

/** Octal text, or for 8 GB and more a binary number behind a set top bit. */
function size(field: Buffer): number {
  if (((field[0] ?? 0) & 0x80) === 0) return octal(field);
  return field.subarray(4).reduce((sum, byte) => sum * 256 + byte, 0);
}

function octal(field: Buffer): number {
  return parseInt(text(field).trim() || '0', 8);
}

function text(field: Buffer): string {
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? field.length : end);
}

/** Records `<length> <key>=<value>\n`, the length counting the whole record in bytes. */
function parsePax(data: Buffer): Record<string, string> {
  const records: Record<string, string> = {};
  for (let at = 0; at < data.length;) {
    const space = data.indexOf(0x20, at);
    const length = Number(data.toString('latin1', at, space));
    if (space < 0 || !(length > space - at)) break;
    const record = data.toString('utf8', space + 1, at + length - 1);
    const equals = record.indexOf('=');
    records[record.slice(0, equals)] = record.slice(equals + 1);
    at += length;
  }
  return records;
}
