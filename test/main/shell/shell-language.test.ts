import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { ShellLanguage } from '../../../src/main/shell/shell-language.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'language-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const open = (...system: string[]) => new ShellLanguage(join(folder, 'language.json'), () => system);

test('follows the system until one is chosen', () => {
  expect([open('de-AT', 'en-GB').now, open('en-US', 'de').now]).toEqual(['de', 'en']);
  expect(open('fr-FR', 'de-CH').now).toBe('de');
  expect([open('fr-FR').now, open().now]).toEqual(['en', 'en']);
  expect(open('de-AT').messages.menu.file).toBe('Datei');
});

test('a choice holds over restarts, whatever the system speaks, and can be taken back', () => {
  const first = open('en-US');
  expect(first.messages.menu.file).toBe('File');
  first.choose('de');
  expect([first.choice, first.now, first.messages.menu.file]).toEqual(['de', 'de', 'Datei']);
  expect([open('en-US').choice, open('en-US').now]).toEqual(['de', 'de']);
  open('en-US').choose('system');
  expect([open('de-DE').choice, open('de-DE').now]).toEqual(['system', 'de']);
});

test.each(['', '{', 'null', '{"language":"xx"}', '{"language":["de"]}'])(
  'a file of %j counts as no choice',
  (text) => {
    writeFileSync(join(folder, 'language.json'), text);
    expect(open('de').choice).toBe('system');
  },
);

test('a choice that cannot be kept changes nothing', () => {
  writeFileSync(join(folder, 'file'), '');
  const language = new ShellLanguage(join(folder, 'file', 'language.json'), () => ['en']);
  expect(() => language.choose('de')).toThrow();
  expect(language.choice).toBe('system');
  open('en').choose('de');
  expect(JSON.parse(readFileSync(join(folder, 'language.json'), 'utf8'))).toEqual({ language: 'de' });
});
