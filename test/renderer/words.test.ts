import { expect, test } from 'vitest';

import { EXPRESSIONS, GENDERS, HIDDEN } from '../../src/artifact/labels.ts';
import { en } from '../../src/renderer/words/en.ts';
import { labelName } from '../../src/renderer/words/labels.ts';

/** Every sentence, with its place; functions are asked with stand-ins. */
function* sentences(words: unknown, place: string): Generator<[string, string]> {
  if (typeof words === 'string') yield [place, words];
  else if (typeof words === 'function')
    yield [place, String((words as (...given: unknown[]) => unknown)(...STAND_INS))];
  else if (words !== null && typeof words === 'object')
    for (const [key, inner] of Object.entries(words)) yield* sentences(inner, `${place}.${key}`);
}
const STAND_INS = [2, 'two', 'three'];
/** Take words, not numbers. */
const TAKES_WORDS = [
  'data.remove',
  'report.fewOf',
  'models.kind',
  'models.slot',
  'models.about',
  'promote.text',
];

test('no word is empty, shouts or shows a hole', () => {
  const all = Object.entries(en).flatMap(([key, words]) => [...safely(words, key)]);
  expect(all.length).toBeGreaterThan(250);
  for (const [place, text] of all) {
    expect(text.trim(), place).not.toBe('');
    expect(text, place).not.toMatch(/!|undefined|NaN|\[object/);
    expect(text, place).not.toMatch(/ {2}|'/);
  }
});

function* safely(words: unknown, place: string): Generator<[string, string]> {
  if (TAKES_WORDS.some((skipped) => place.endsWith(skipped) || place.includes(`${skipped}.`))) return;
  if (words !== null && typeof words === 'object')
    for (const [key, inner] of Object.entries(words)) yield* safely(inner, `${place}.${key}`);
  else yield* sentences(words, place);
}

test('plurals follow the number', () => {
  expect(en.data.pictures(1, '1')).toBe('1 picture');
  expect(en.data.pictures(0, '0')).toBe('0 pictures');
  expect(en.data.report.unreadable(1, '1')).toBe('1 file cannot be read and is passed over.');
  expect(en.data.report.unreadable(3, '3')).toBe('3 files cannot be read and are passed over.');
});

test('every label has a name for people', () => {
  for (const label of [...EXPRESSIONS, ...GENDERS, ...HIDDEN]) expect(labelName(label)).not.toBe(label);
});
