import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';

import { de as deCoded } from '../../src/messages/de/index.ts';
import { en as enCoded } from '../../src/messages/en/index.ts';
import { de as dePage } from '../../src/renderer/messages/de/index.ts';
import { en as enPage } from '../../src/renderer/messages/en/index.ts';
import { LANGUAGES } from '../../src/renderer/messages/language.ts';

/** The page's own messages, and below `coded` those of everything under it. */
const catalogs = { en: { ...enPage, coded: enCoded }, de: { ...dePage, coded: deCoded } };
const { en, de } = catalogs;

/** Every message by its place, such as `lab.run.stepOf`. */
function messagesOf(catalog: object, place = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, inner] of Object.entries(catalog) as [string, string | object][]) {
    const at = place === '' ? key : `${place}.${key}`;
    if (typeof inner === 'string') found.set(at, inner);
    else messagesOf(inner, at).forEach((text, deeper) => found.set(deeper, text));
  }
  return found;
}

const read = (text: string) => parse(text, { ignoreTag: true });

/** The values that a message takes, each with how it is formatted; two of the same kind count once. */
function placeholders(elements: readonly MessageFormatElement[]): string[] {
  const kinds = elements.flatMap((element): string[] => {
    switch (element.type) {
      case TYPE.argument:
        return [`${element.value}: text`];
      case TYPE.number:
        return [`${element.value}: number`];
      case TYPE.plural:
      case TYPE.select:
        return [
          `${element.value}: ${element.type === TYPE.plural ? 'number' : 'select'}`,
          ...Object.values(element.options).flatMap(({ value }) => placeholders(value)),
        ];
      default:
        return [];
    }
  });
  return [...new Set(kinds)].sort();
}

const english = messagesOf(en);

/** Names, symbols and words that German and English share. */
const SHARED_WORDS = new Set([
  'Person',
  ...[
    'AffectNet',
    'CSV',
    'Deutsch',
    'Duta',
    'Electron',
    'English',
    'Español',
    'FER+',
    'Français',
    'Georgescu',
  ],
  ...['Holm', 'Ionescu', 'MatConvNet', 'ResNet-50', 'UTKFace', 'VGG-f', 'VGG-F', 'VGG-face', 'VGG-Face'],
  ...['VGG-Fast', 'VGGFace2', 'd', 'h', 'min', 'n', 'p', 'px', 's'],
  ...[
    'Details',
    'Dropout',
    'Momentum',
    'Nesterov',
    'Emotion',
    'Engine',
    'Ensemble',
    'Label',
    'Labels',
    'Live',
    'Loss',
    'Median',
    'Name',
    'Neutral',
  ],
  // Of sessions.
  ...[
    'A',
    'Code',
    'Ctrl',
    'Habituation',
    'Lab',
    'Layer',
    'OSC',
    'Passphrase',
    'Port',
    'SUDS',
    'Streaming',
    'Text',
  ],
  ...['WebSocket', 'Z'],
  ...['Problem', 'Seed', 'Seeds', 'Status', 'System', 'Test', 'Threads', 'Training', 'Version', 'Zone'],
]);

describe.each(LANGUAGES)('%s', (language) => {
  const own = messagesOf(catalogs[language]);

  test('has every message and no other', () => {
    expect(english.size).toBeGreaterThan(700);
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('takes the same values as English', () => {
    for (const [place, text] of own)
      expect({ place, takes: placeholders(read(text)) }).toEqual({
        place,
        takes: placeholders(read(english.get(place)!)),
      });
  });

  test('has text that is shown as it is written, where it takes no values', () => {
    for (const [place, text] of own)
      if (!text.includes('{'))
        expect(read(text), place).toEqual(text === '' ? [] : [{ type: TYPE.literal, value: text }]);
  });

  test('has no hole, no shouting, no doubled spaces and no typewriter quotes', () => {
    for (const [place, text] of own) {
      if (english.get(place) !== '') expect(text.trim(), place).not.toBe('');
      expect(text, place).not.toMatch(/!|undefined|NaN|\[object| {2}/);
      // What a terminal and files say has plain quotes.
      if (!(language === 'en' && place.startsWith('coded.'))) expect(text, place).not.toMatch(/'|"/);
    }
  });
});

test('German leaves nothing in English', () => {
  const words = (text: string) =>
    text.replaceAll(/\{\w+(, \w+)?\}/g, '').match(/\p{Script=Latin}[\p{Script=Latin}\d+.-]*/gu) ?? [];
  for (const [place, text] of messagesOf(de))
    if (text === english.get(place))
      expect(
        words(text).filter((word) => !SHARED_WORDS.has(word)),
        place,
      ).toEqual([]);
});
