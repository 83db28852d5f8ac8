import { hkdfSync, randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O and U, which are mistaken for others. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Symbols of 5 bits: 120 bits, and one that checks them. */
const DATA_SYMBOLS = 24;
const GROUP = 5;

/** Five groups of five symbols. */
export function newRecoveryCode(): string {
  const data = Array.from({ length: DATA_SYMBOLS }, () => randomInt(SYMBOLS.length));
  const code = [...data, checkOf(data)].map((value) => SYMBOLS[value]).join('');
  return code.match(new RegExp(`.{${GROUP}}`, 'g'))!.join('-');
}

/** The symbols of a code as a person typed it. @returns null if it cannot be one: a symbol is missing or mistyped */
export function parsedRecoveryCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const values = [...code].map((symbol) => SYMBOLS.indexOf(symbol));
  if (values.length !== DATA_SYMBOLS + 1 || values.includes(-1)) return null;
  return checkOf(values.slice(0, -1)) === values.at(-1) ? code : null;
}

/** 32 bytes. The code is random, so that one hash is enough (RFC 5869). */
export function keyFromCode(code: string, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', code, salt, 'demiface recovery code', 32));
}

/** Luhn's check symbol for 32 symbols (ISO/IEC 7812-1, annex B, with another base): every mistyped symbol shows. */
function checkOf(values: readonly number[]): number {
  const n = SYMBOLS.length;
  let sum = 0;
  for (const [i, value] of [...values].reverse().entries()) {
    const added = i % 2 === 0 ? value * 2 : value;
    sum += Math.floor(added / n) + (added % n);
  }
  return (n - (sum % n)) % n;
}
