import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** @returns 64 hexadecimal digits */
export function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Of a file's content, which need not fit into memory. @throws the error of the system */
export function sha256OfFile(path: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(1 << 20);
  const file = openSync(path, 'r');
  try {
    for (let n; (n = readSync(file, chunk)) > 0;) hash.update(chunk.subarray(0, n));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
