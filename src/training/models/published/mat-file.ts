import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createInflate } from 'node:zlib';

import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';
import type { MatValue } from './mat-value.ts';
import { MatFormError, MI_MATRIX, parseVariable } from './mat-value.ts';

const HEADER_BYTES = 128;
const TAG_BYTES = 8;
const MI_COMPRESSED = 15;
/** Deflate makes no more of a byte. */
const DEFLATE_RATIO = 1032;
/** Of a variable when it is inflated: twice the largest network that is published in this form. */
const MAX_BYTES = 2 ** 30;

/**
 * Reads the variables of a MATLAB level-5 file (`save -v6` or `-v7`, scipy's `savemat`), by name. Numbers are decoded
 * when they are requested, so that a network of 580 MB stands in memory once.
 * The form: MathWorks, "MAT-File Format", chapter "Level 5".
 * @throws DemifaceError `unreadable` if it is no such file, `corrupt` if it is cut short or damaged; an AbortError
 */
export async function readMatFile(
  path: string,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, MatValue>> {
  const variables = new Map<string, MatValue>();
  try {
    for await (const { type, start, bytes } of elementsOf(path)) {
      const source = createReadStream(path, { start, end: start + bytes - 1, ...(signal && { signal }) });
      const element = type === MI_COMPRESSED ? await inflated(source, bytes) : await gathered(source, bytes);
      const { name, value } = parseVariable(element);
      variables.set(name, value);
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (error instanceof MatFormError || error instanceof RangeError || code.startsWith('Z_'))
      throw new DemifaceError(
        'corrupt',
        message('weights.cutShort', { path, detail: (error as Error).message }),
        { cause: error },
      );
    throw error;
  }
  return variables;
}

interface Element {
  type: number;
  /** Where its content starts in the file, behind the tag. */
  start: number;
  bytes: number;
}

async function* elementsOf(path: string): AsyncGenerator<Element> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const header = Buffer.alloc(HEADER_BYTES);
    await file.read(header, 0, HEADER_BYTES, 0);
    checkHeader(path, header);
    const tag = Buffer.alloc(TAG_BYTES);
    for (let at = HEADER_BYTES; at < size;) {
      await file.read(tag, 0, TAG_BYTES, at);
      const element = { type: tag.readUInt32LE(0), start: at + TAG_BYTES, bytes: tag.readUInt32LE(4) };
      if (element.type !== MI_MATRIX && element.type !== MI_COMPRESSED)
        throw new MatFormError(`an element of type ${element.type}, expected a matrix`);
      at = element.start + element.bytes;
      if (at > size) throw new MatFormError(`${size} bytes, expected at least ${at}`);
      yield element;
    }
  } finally {
    await file.close();
  }
}

function checkHeader(path: string, header: Buffer): void {
  const text = header.toString('latin1');
  const problem = text.startsWith('MATLAB 7.3')
    ? message('weights.matlab73', { path })
    : !text.startsWith('MATLAB 5.0')
      ? message('weights.noMat', { path })
      : text.slice(126) !== 'IM'
        ? message('weights.bigEndian', { path })
        : undefined;
  if (problem) throw new DemifaceError('unreadable', problem);
}

/** What is deflated is an element with its own tag. */
async function inflated(source: Readable, bytes: number): Promise<Uint8Array> {
  const inflate = createInflate();
  source.on('error', (error) => inflate.destroy(error));
  source.pipe(inflate);
  return gathered(inflate, undefined, Math.min(bytes * DEFLATE_RATIO, MAX_BYTES));
}

/**
 * @param bytes of all of it; if left out, the first eight bytes are its tag, and are left out
 * @param most so many bytes can be there at all
 */
async function gathered(
  stream: AsyncIterable<unknown>,
  bytes?: number,
  most = Infinity,
): Promise<Uint8Array> {
  let all = bytes === undefined ? undefined : new Uint8Array(bytes);
  let early = Buffer.alloc(0);
  let at = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    let chunk = piece;
    if (all === undefined) {
      early = Buffer.concat([early, chunk]);
      if (early.length < TAG_BYTES) continue;
      if (early.readUInt32LE(0) !== MI_MATRIX) return new Uint8Array();
      const byteCount = early.readUInt32LE(4);
      if (byteCount > most)
        throw new MatFormError(`${byteCount} bytes in a compressed variable, expected at most ${most}`);
      all = new Uint8Array(byteCount);
      chunk = early.subarray(TAG_BYTES);
    }
    if (at + chunk.length > all.length)
      throw new MatFormError(`more than ${all.length} bytes in a compressed variable`);
    all.set(chunk, at);
    at += chunk.length;
  }
  if (all === undefined || at < all.length)
    throw new MatFormError(`${at} bytes in a variable, expected ${all?.length ?? TAG_BYTES}`);
  return all;
}
