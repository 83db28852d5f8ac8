import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { crc32, inflateRawSync } from 'node:zlib';

import { type Entry, getFileNameLowLevel, openPromise } from 'yauzl';

import { message } from '../../../messages/message.ts';
import { CodedError, messageOf } from '../../../common/error.ts';
import { MAX_PICTURE_BYTES, TOO_LARGE } from '../../../common/files/regular-file.ts';
import { throwIfAborted } from '../../../common/interrupted.ts';
import type { Archive, Content } from './archive.ts';

/**
 * A zip: its own list at the end is read, then each file where it lies.
 * @throws Error with what is damaged
 */
export async function listZip(path: string, signal?: AbortSignal): Promise<Archive> {
  const entries = new Map<string, Entry>();
  // Of a name that stands twice the last file counts, as where both are unpacked.
  for await (const { name, entry } of zipEntries(path, signal)) entries.set(name, entry);
  // In the order in which they lie, so that reading goes forwards.
  const ordered = [...entries].sort(
    ([, a], [, b]) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  );
  return {
    names: ordered.map(([name]) => name),
    links: [],
    hasRest: false,
    read: (wanted, readSignal) => readEntries(path, ordered, wanted, readSignal),
    open: (name) => openOne(path, name, entries.get(name)),
  };
}

/** Files in the order of the zip's own list; a name may stand twice. */
export async function* zipEntries(
  path: string,
  signal?: AbortSignal,
): AsyncGenerator<{ name: string; entry: Entry }> {
  const zip = await openZip(path);
  try {
    const entries = zip.eachEntry()[Symbol.asyncIterator]();
    for (;;) {
      const next = await entries.next().catch(asListFault);
      if (next.done === true) return;
      throwIfAborted(signal);
      const { generalPurposeBitFlag, fileNameRaw, extraFields } = next.value;
      const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
      if (!name.endsWith('/')) yield { name, entry: next.value };
    }
  } finally {
    zip.close();
  }
}

/** Names are decoded by us: the library would give up at the first one that leads out of the zip. */
const openZip = (path: string) =>
  openPromise(path, { autoClose: false, decodeStrings: false }).catch(asListFault);

/** In our words: the library's errors name its own records. */
function asListFault(cause: unknown): never {
  throw new CodedError(message('archive.noDirectory'), { cause });
}

const LOCAL_HEADER_BYTES = 30;

async function* readEntries(
  path: string,
  entries: readonly (readonly [string, Entry])[],
  wanted: (name: string) => boolean,
  signal?: AbortSignal,
): AsyncGenerator<Content> {
  const file = await open(path, 'r');
  const bytes = async (offset: number, length: number): Promise<Buffer> => {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
    if (bytesRead < length) throw new CodedError(message('archive.endsWithin'));
    return buffer;
  };
  try {
    for (const [name, entry] of entries) {
      throwIfAborted(signal);
      if (!wanted(name)) continue;
      try {
        if (entry.isEncrypted()) throw new CodedError(message('archive.encrypted'));
        if (Math.max(entry.uncompressedSize, entry.compressedSize) > MAX_PICTURE_BYTES)
          throw new CodedError(TOO_LARGE);
        const at = entry.relativeOffsetOfLocalHeader;
        const header = await bytes(at, LOCAL_HEADER_BYTES);
        const skip = LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
        const stored = await bytes(at + skip, entry.compressedSize);
        yield { name, bytes: unpack(entry, stored) };
      } catch (error) {
        yield { name, reason: message('picture.inArchive', { reason: messageOf(error) }) };
      }
    }
  } finally {
    await file.close();
  }
}

function checkMethod({ compressionMethod }: Entry): void {
  if (compressionMethod !== 0 && compressionMethod !== 8)
    throw new CodedError(message('archive.method', { method: compressionMethod }));
}

function unpack(entry: Entry, stored: Buffer): Buffer {
  checkMethod(entry);
  const bytes = entry.compressionMethod === 0 ? stored : inflated(stored, entry.uncompressedSize);
  if (bytes.length !== entry.uncompressedSize || crc32(bytes) !== entry.crc32)
    throw new CodedError(message('archive.checksum'));
  return bytes;
}

/** In our words: the library's errors name its buffers and codes. */
function inflated(stored: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(stored, { maxOutputLength: Math.max(1, size) });
  } catch (cause) {
    throw new CodedError(message('archive.notUnpacked'), { cause });
  }
}

async function openOne(path: string, name: string, entry: Entry | undefined): Promise<Readable> {
  if (!entry) throw new CodedError(message('archive.holdsNo', { name, path }));
  checkMethod(entry);
  const zip = await openZip(path);
  try {
    const stream = await zip.openReadStreamPromise(entry);
    stream.once('close', () => zip.close());
    return stream;
  } catch (cause) {
    zip.close();
    throw new CodedError(message('archive.damagedWithin'), { cause });
  }
}
