import { expect, test } from 'vitest';

import { de } from '../../src/messages/de/index.ts';
import { englishText } from '../../src/messages/english.ts';
import type { CodedMessage } from '../../src/messages/message.ts';
import { message } from '../../src/messages/message.ts';
import { wording } from '../../src/messages/wording.ts';

const germanText = wording(de, 'de-DE');

test('a message has its values in each language', () => {
  const told = message('jobs.predicting', { split: 'val', model: 'Mask, seed 2' });
  expect(englishText(told)).toBe('Reading the validation pictures with Mask, seed 2');
  expect(germanText(told)).toBe('Validierungsbilder werden mit Mask, seed 2 gelesen');
});

test('what is wrong with a row of a list is in each language, its place too', () => {
  const where = message('rows.line', { list: 'list.csv', line: 1200 });
  const told = message('rows.problem', { where, problem: message('rows.noAge', { cell: 'old' }) });
  expect(englishText(told)).toBe('list.csv line 1200: no age "old"');
  expect(germanText(told)).toBe('list.csv Zeile 1200: kein Alter: „old“');
});

test('lists are joined, and messages within messages are in the same language', () => {
  const packages = ['g++', 'gcc'];
  const told = message('engine.failed', { error: message('engine.systemPackages', { packages }) });
  expect(englishText(told)).toBe('TensorFlow cannot be set up: Installing system packages: g++, gcc');
  expect(germanText(told)).toBe(
    'TensorFlow kann nicht eingerichtet werden: Systempakete werden installiert: g++, gcc',
  );
});

test('braces and quotes of a value are no syntax', () => {
  const error = "it's {n, plural, other {#}}";
  expect(englishText(message('engine.failed', { error }))).toBe(`TensorFlow cannot be set up: ${error}`);
});

test('it goes through JSON and between processes', () => {
  const told = message('jobs.explaining', { model: 'a' });
  expect(JSON.parse(JSON.stringify(told))).toEqual(told);
  expect(structuredClone(told)).toEqual(told);
});

test('what an earlier version stored as text stays, and what a newer one stores is named', () => {
  expect(germanText('No picture has a usable label.')).toBe('No picture has a usable label.');
  for (const code of ['data.ofTomorrow', 'constructor.name', 'jobs.toString'])
    expect(englishText({ code } as unknown as CodedMessage)).toBe(code);
});
