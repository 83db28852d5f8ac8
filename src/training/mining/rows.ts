import { appendFileSync, closeSync, fstatSync, openSync, readSync, writeFileSync } from 'node:fs';

import { asDiskError } from '../../common/files/atomic.ts';
import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';

/** Equal rows of float32 numbers, such as the embeddings of a training set: in memory, or in a file that is read as needed. */
export interface Rows {
  readonly count: number;
  readonly width: number;
  /** @returns [count, width]; not to be written to */
  read(start: number, count: number): Float32Array;
  /** @returns [indices, width], in their order */
  gather(indices: ArrayLike<number>): Float32Array;
  close(): void;
}

/** Rows over this many bytes stay in their file. */
const IN_MEMORY_BYTES = 256 * 2 ** 20;

/** @param values [count, width], kept and not copied */
export function rowsInMemory(values: Float32Array, width: number): Rows {
  return {
    count: values.length / width,
    width,
    read: (start, count) => values.subarray(start * width, (start + count) * width),
    gather(indices) {
      const gathered = new Float32Array(indices.length * width);
      for (let i = 0; i < indices.length; i++)
        gathered.set(values.subarray(indices[i]! * width, (indices[i]! + 1) * width), i * width);
      return gathered;
    },
    close() {},
  };
}

/**
 * @param path a file of float32 numbers and nothing else
 * @param inMemoryBytes a smaller file is read once and whole
 * @throws DemifaceError `disk`; `corrupt` if it ends within a row
 */
export function rowsInFile(path: string, width: number, inMemoryBytes = IN_MEMORY_BYTES): Rows {
  const fd = guard(path, () => openSync(path, 'r'));
  const bytes = fstatSync(fd).size;
  const readInto = (target: Float32Array, row: number) => {
    const data = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
    guard(path, () => {
      for (let at = 0; at < data.length;) {
        const got = readSync(fd, data, at, data.length - at, row * width * 4 + at);
        if (got === 0) throw endsWithinRow(path);
        at += got;
      }
    });
    return target;
  };
  const rows: Rows = {
    count: bytes / (4 * width),
    width,
    read: (start, count) => readInto(new Float32Array(count * width), start),
    gather(indices) {
      const gathered = new Float32Array(indices.length * width);
      for (let i = 0; i < indices.length; i++)
        readInto(gathered.subarray(i * width, (i + 1) * width), indices[i]!);
      return gathered;
    },
    close: () => closeSync(fd),
  };
  const isWhole = bytes % (4 * width) === 0;
  if (isWhole && bytes > inMemoryBytes) return rows;
  try {
    if (!isWhole) throw endsWithinRow(path);
    return rowsInMemory(rows.read(0, rows.count), width);
  } finally {
    rows.close();
  }
}

/** Takes rows one block after the other; where they are many, into a file. */
export interface RowsWriter {
  append(values: Float32Array): void;
  /** @returns what was written; the caller closes it */
  finish(): Rows;
}

/**
 * @param path where rows lie that do not fit into memory; one already there is replaced
 * @throws DemifaceError `disk`
 */
export function writeRows(
  path: string,
  { count, width, inMemoryBytes = IN_MEMORY_BYTES }: { count: number; width: number; inMemoryBytes?: number },
): RowsWriter {
  if (4 * count * width <= inMemoryBytes) {
    const values = new Float32Array(count * width);
    let at = 0;
    return {
      append(block) {
        values.set(block, at);
        at += block.length;
      },
      finish: () => rowsInMemory(values, width),
    };
  }
  // Opened anew for each block: an iteration that stops early leaves nothing open.
  guard(path, () => writeFileSync(path, ''));
  return {
    append(block) {
      const bytes = new Uint8Array(block.buffer, block.byteOffset, block.byteLength);
      guard(path, () => appendFileSync(path, bytes));
    },
    finish: () => rowsInFile(path, width, inMemoryBytes),
  };
}

function endsWithinRow(path: string): DemifaceError {
  return new DemifaceError('corrupt', message('training.rowsCutOff', { path }));
}

function guard<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asDiskError(error, path);
  }
}
