import { readFileSync } from 'node:fs';

import { sha256 } from '../common/sha256.ts';
import type { Mark } from './output-place.ts';

const SEAL = /\n<!-- sha256 of all above: ([0-9a-f]{64}) -->\n$/;

/** A Markdown page with the SHA-256 of its text at its end, which shows anywhere whether a person has edited it. */
export function withChecksum(text: string): string {
  return `${text}\n<!-- sha256 of all above: ${sha256(text)} -->\n`;
}

/** Whether a page stands as it was sealed. */
export const hasValidChecksum: Mark = (path) => {
  const page = readFileSync(path, 'utf8').replaceAll('\r\n', '\n'); // as git checks it out on Windows
  const seal = SEAL.exec(page);
  return seal !== null && sha256(page.slice(0, seal.index)) === seal[1];
};
