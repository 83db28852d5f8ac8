import { writeFileSync } from 'node:fs';

/** Other systems refuse such names, or store them in another form. */
export const hasByteNames = process.platform === 'linux';

/** Writes a file whose name is no valid UTF-8, as programs of before wrote umlauts. @returns the path as Node decodes it */
export function writeLatin1(path: string, content: string | Buffer): string {
  const bytes = Buffer.from(path, 'latin1');
  writeFileSync(bytes, content);
  return bytes.toString();
}
