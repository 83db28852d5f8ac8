import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { MAX_PICTURE_BYTES, TOO_LARGE } from '../../../common/files/regular-file.ts';
import type { Archive, Content } from './archive.ts';
import type { ForwardBytes, Place, TarEntry, TarOptions } from './tar.ts';
import { CUT_OFF, entriesIn, listed } from './tar.ts';
import { message } from '../../../messages/message.ts';
import { CodedError } from '../../../common/error.ts';

const CHUNK = 1 << 18;

type Places = ReadonlyMap<string, Place>;

/** Whether this is the file that counts of those of its name. */
const isListed = ({ name, place, isLink }: TarEntry, places: Places) =>
  !isLink && places.get(name)?.offset === place.offset;

/**
 * A compressed tar: streamed from its start each time, never held whole.
 * @throws Error with what is damaged
 */
export async function listTarGz(path: string, signal?: AbortSignal): Promise<Archive> {
  const { places, ...lists } = await listed((options) => tarGzEntries(path, options), signal);
  return {
    names: [...places.keys()],
    ...lists,
    read: (wanted, readSignal) => readWanted(path, places, wanted, readSignal),
    open: (name) => Promise.resolve(Readable.from(bytesOf(path, places, name))),
  };
}

/** As `entriesIn`. */
export async function* tarGzEntries(path: string, options: TarOptions = {}): AsyncGenerator<TarEntry> {
  const tar = new UnpackedBytes(path);
  try {
    yield* entriesIn(tar, options);
  } finally {
    tar.close();
  }
}

async function* readWanted(
  path: string,
  places: Places,
  wanted: (name: string) => boolean,
  signal?: AbortSignal,
): AsyncGenerator<Content> {
  const tar = new UnpackedBytes(path);
  try {
    for await (const entry of entriesIn(tar, { signal })) {
      const { name, place } = entry;
      if (!isListed(entry, places) || !wanted(name)) continue;
      if (place.size > MAX_PICTURE_BYTES) {
        yield { name, reason: TOO_LARGE };
        continue;
      }
      const parts: Buffer[] = [];
      for await (const part of partsOf(tar, place)) parts.push(part);
      yield { name, bytes: Buffer.concat(parts) };
    }
  } finally {
    tar.close();
  }
}

async function* bytesOf(path: string, places: Places, wanted: string): AsyncGenerator<Buffer> {
  const tar = new UnpackedBytes(path);
  try {
    for await (const entry of entriesIn(tar)) {
      if (entry.name !== wanted || !isListed(entry, places)) continue;
      yield* partsOf(tar, entry.place);
      return;
    }
  } finally {
    tar.close();
  }
  throw new CodedError(message('archive.holdsNo', { name: wanted, path }));
}

async function* partsOf(tar: ForwardBytes, { offset, size }: Place): AsyncGenerator<Buffer> {
  for (let done = 0; done < size; done += CHUNK) {
    const length = Math.min(CHUNK, size - done);
    const part = await tar.bytes(offset + done, length);
    if (part.length < length) throw new CodedError(CUT_OFF);
    yield Buffer.from(part);
  }
}

/** The tar within, forwards only. */
class UnpackedBytes implements ForwardBytes {
  readonly #stream: Readable;
  readonly #parts: AsyncIterator<Buffer>;
  /** What was unpacked and may still be requested. */
  #held: Buffer = Buffer.alloc(0);
  #start = 0;

  constructor(path: string) {
    const packed = createReadStream(path, { highWaterMark: CHUNK });
    // What goes wrong ends the iteration.
    this.#stream = pipeline(packed, createGunzip({ chunkSize: CHUNK }), () => {});
    this.#parts = this.#stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async bytes(offset: number, length: number): Promise<Buffer> {
    while (this.#start + this.#held.length < offset + length) {
      const next = await this.#parts.next().catch(asDataFault);
      if (next.done === true) break;
      const passed = Math.min(this.#held.length, offset - this.#start);
      this.#start += passed;
      this.#held = Buffer.concat([this.#held.subarray(passed), next.value]);
    }
    const from = Math.min(this.#held.length, offset - this.#start);
    return this.#held.subarray(from, from + length);
  }

  close(): void {
    this.#stream.destroy();
  }
}

/** In our words: the library's errors name its own headers. */
function asDataFault(cause: unknown): never {
  throw new CodedError(CUT_OFF, { cause });
}
