import { expect, test, vi } from 'vitest';

import * as days from '../../../src/renderer/messages/days.ts';
import * as format from '../../../src/renderer/messages/format.ts';
import * as index from '../../../src/renderer/messages/index.ts';
import * as names from '../../../src/renderer/messages/names.ts';

vi.hoisted(() => vi.stubGlobal('document', { documentElement: { lang: 'de' } }));

test('numbers, shares and times are written as in German', () => {
  expect(format.formatCount(28256)).toBe('28.256');
  expect(format.formatNumber(1.5)).toBe('1,5');
  expect(format.formatPercent(0.809)).toBe('80,9\u00a0%');
  expect(format.formatYears(1, 0)).toBe('1 Jahr');
  expect(format.formatYears(9.335, 2)).toBe('9,34 Jahre');
  expect(format.formatBytes(1_234_567_890)).toBe('1,2 GB');
  expect(format.pValue(0.0004)).toBe('p < 0,001');
  expect(index.messages.data.pictures({ n: 1200 })).toBe('1.200 Bilder');
});

test('days and weekdays are those of the German calendar', () => {
  expect(days.daySpan('2026-11-09', '2026-11-09')).toBe('9. Nov. 2026');
  expect(days.weekdayDay('2026-11-09')).toBe('Mo. 9. Nov.');
  expect(days.WEEKDAYS[0]).toBe('Montag');
});

test('lists and labels within a line follow German rules', () => {
  expect(index.listText(['a', 'b', 'c'])).toBe('a, b und c');
  expect(index.inSentence(names.labelName('happiness'))).toBe('Freude');
  expect(names.slotName({ task: 'expression', visible: 'lower' })).toBe('Ausdruck, untere Hälfte sichtbar');
});
