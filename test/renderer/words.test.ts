import { expect, test } from 'vitest';

import type { CameraError } from '../../src/main/ipc/contract.ts';
import { EXPRESSIONS, GENDERS, OCCLUSION_LABELS } from '../../src/artifact/labels.ts';
import { binName } from '../../src/renderer/components/insights/dwell-columns.ts';
import { en } from '../../src/renderer/messages/en.ts';
import { insights } from '../../src/renderer/messages/insights.ts';
import { lab } from '../../src/renderer/messages/lab.ts';
import { labelName } from '../../src/renderer/messages/labels.ts';
import { shared } from '../../src/renderer/messages/shared.ts';
import { auditMessages } from '../../src/renderer/messages/audit-count.ts';

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
  for (const label of [...EXPRESSIONS, ...GENDERS, ...OCCLUSION_LABELS])
    expect(labelName(label)).not.toBe(label);
});

test('durations and figures are rounded wherever they stand', () => {
  const minutes = 16.077683333333333;
  expect(insights.errors.audited(2, minutes, 7)).toBe('2 audits, 16 min, 7 entries');
  expect(auditMessages.basis({ audits: 1, minutes, entries: 7 } as CameraError)).toContain('16 min');
  expect(binName({ fromSeconds: 30, toSeconds: 60, visits: 1 })).toBe('30–60 s');
  expect(binName({ fromSeconds: 120, toSeconds: 300, visits: 1 })).toBe('2–5 min');
  expect(binName({ fromSeconds: 5, toSeconds: 15, visits: 1 })).toBe('5–15 s');
});

test('a figure says which pictures it was measured on', () => {
  expect(shared.measuredOn(null)).toBe('model-selection set');
  expect(shared.measuredOn('test', 12)).toBe('test set, n = 12');
  expect(shared.measuredOnShort(null, 2506)).toBe('selection 2,506');
  expect([shared.measuredOn('val'), shared.measuredOn('test')]).toEqual(['validation set', 'test set']);
  expect(lab.run.figureOf('Accuracy', 'ensemble', null)).toBe('accuracy, ensemble, model-selection set');
  expect(lab.compare.on('teacher', 3137, 'test')).toBe('Teacher, on 3,137 pictures of the test set');
  expect(lab.gallery.rows('student', 2, 8)).toBe('Student: 2 models, the same 8 pictures');
  expect(lab.run.plotUnits.accuracy).toContain('model-selection set');
});
