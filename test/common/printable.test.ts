import { expect, it } from 'vitest';

import { printable, printableLines } from '../../src/common/printable.ts';

it('writes what would act instead of being seen as an escape, and nothing else', () => {
  expect(printable('\x1b[2J\x07evil\r\n\x9bname\u2028.jpg')).toBe(
    '\\x1b[2J\\x07evil\\x0d\\x0a\\x9bname\\u2028.jpg',
  );
  expect(printable('photo\u202egpj.exe\u2066\u200f\ufeff')).toBe('photo\\u202egpj.exe\\u2066\\u200f\\ufeff');
  for (const name of ['ü 日本 👩‍👩‍👧.jpg', 'עברית.png', 'a\\x1b.jpg', "it's.jpg"])
    expect(printable(name)).toBe(name);
  expect(printableLines('a\n\x1bb')).toBe('a\n\\x1bb');
});

it('leaves nothing that moves a cursor or turns the writing', () => {
  for (let code = 0; code < 0x3000; code++) {
    const shown = printable(`a${String.fromCodePoint(code)}b`);
    expect(shown).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  }
});
