import { sha256 } from '../sha256.ts';
/** Of a file's name, on every disk of today. */
export const MAX_NAME_BYTES = 255;
const HASH_DIGITS = 8;

/**
 * A name that still fits with what is added to it: as it is, or its beginning and a hash of the whole, so that two long names
 * stay two.
 * @param added what will stand before and behind it
 */
export function shortenedName(name: string, added: string): string {
  const room = MAX_NAME_BYTES - Buffer.byteLength(added);
  if (Buffer.byteLength(name) <= room) return name;
  const hash = sha256(name).slice(0, HASH_DIGITS);
  let start = '';
  for (const letter of name) {
    if (Buffer.byteLength(start + letter) > room - HASH_DIGITS - 1) break;
    start += letter;
  }
  return `${start}~${hash}`;
}
