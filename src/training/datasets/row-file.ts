import { createHash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';

import { asDiskError } from '../../common/files/atomic.ts';

/** A file of rows of equal length that are written in any order and closed up at the end. */
export class RowFile {
  readonly #path: string;
  readonly #rowBytes: number;
  readonly #fd: number;

  /** @throws DemifaceError `disk` */
  constructor(path: string, rowBytes: number) {
    this.#path = path;
    this.#rowBytes = rowBytes;
    this.#fd = this.#guard(() => openSync(path, 'w+'));
  }

  write(row: number, bytes: Buffer): void {
    if (bytes.length !== this.#rowBytes)
      throw new RangeError(`a row of ${bytes.length} bytes where ${this.#rowBytes} were expected`);
    this.#guard(() => this.#writeAll(bytes, row * this.#rowBytes));
  }

  /**
   * Moves the kept rows together in their order, hashes them, and flushes the file.
   * @param rows kept rows, ascending
   */
  finish(rows: readonly number[]): { bytes: number; sha256: string; mtimeMs: number } {
    const hash = createHash('sha256');
    const row = Buffer.allocUnsafe(this.#rowBytes);
    return this.#guard(() => {
      for (const [to, from] of rows.entries()) {
        readSync(this.#fd, row, 0, row.length, from * row.length);
        hash.update(row);
        if (to !== from) this.#writeAll(row, to * row.length);
      }
      ftruncateSync(this.#fd, rows.length * row.length);
      fsyncSync(this.#fd);
      const { size, mtimeMs } = fstatSync(this.#fd);
      return { bytes: size, sha256: hash.digest('hex'), mtimeMs };
    });
  }

  close(): void {
    closeSync(this.#fd);
  }

  #writeAll(bytes: Buffer, at: number): void {
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.#fd, bytes, done, bytes.length - done, at + done);
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw asDiskError(error, this.#path);
    }
  }
}
