import { expect, test } from 'vitest';

import {
  newRecoveryCode,
  parsedRecoveryCode,
} from '../../../../../../../src/main/core/features/session/clients/vault/recovery-code.ts';

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

test('is read however it is typed', () => {
  for (let i = 0; i < 100; i++) {
    const code = newRecoveryCode();
    const plain = code.replaceAll('-', '');
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}`;
    expect(parsedRecoveryCode(code)).toBe(plain);
    expect(parsedRecoveryCode(typed)).toBe(plain);
  }
});

test('every mistyped or missing symbol is found', () => {
  const code = newRecoveryCode().replaceAll('-', '');
  for (let at = 0; at < code.length; at++) {
    expect(parsedRecoveryCode(code.slice(0, at) + code.slice(at + 1))).toBeNull();
    for (const symbol of SYMBOLS)
      if (symbol !== code[at])
        expect(parsedRecoveryCode(code.slice(0, at) + symbol + code.slice(at + 1))).toBeNull();
  }
});

test('codes differ in every place', () => {
  const codes = Array.from({ length: 400 }, () => newRecoveryCode().replaceAll('-', ''));
  expect(new Set(codes).size).toBe(codes.length);
  for (let at = 0; at < 25; at++) expect(new Set(codes.map((code) => code[at])).size).toBe(32);
});
