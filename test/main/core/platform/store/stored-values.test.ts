import { expect, test } from 'vitest';
import { z } from 'zod';

import {
  jsonObject,
  storedDay,
  storedIndex,
  storedJson,
  storedSpan,
  storedTime,
  strings,
} from '../../../../../src/main/core/platform/store/stored-values.ts';

test('what was stored is read back', () => {
  expect(storedJson('["a","b"]', strings)).toEqual(['a', 'b']);
  expect(storedJson('{"loss":0.5}', jsonObject<Record<string, number>>())).toEqual({ loss: 0.5 });
});

test('times and days are read as they are, or are damage', () => {
  expect(storedTime('2026-11-29T01:00:00.000Z')).toBe(Date.UTC(2026, 10, 29, 1));
  expect(storedDay('2026-02-28')).toBe('2026-02-28');
  for (const text of ['', 'text', -1, null] as string[]) {
    expect(() => storedTime(text)).toThrow(expect.objectContaining({ code: 'corrupt' }));
    expect(() => storedDay(text)).toThrow(expect.objectContaining({ code: 'corrupt' }));
  }
  expect(() => storedDay('2026-13-41')).toThrow(expect.objectContaining({ code: 'corrupt' }));
});

test('an index is one of so many, or damage', () => {
  expect([storedIndex(0, 8), storedIndex(7, 8)]).toEqual([0, 7]);
  for (const value of [8, -1, 1e9, 0.5, 'text', null] as number[])
    expect(() => storedIndex(value, 8)).toThrow(expect.objectContaining({ code: 'corrupt' }));
});

test('a span of time is read as it is; one of centuries is damage', () => {
  const from = '2026-11-29T01:00:00.000Z';
  const startMs = Date.parse(from);
  expect(storedSpan(from, '2026-11-29T02:00:00.000Z')).toEqual({ startMs, endMs: startMs + 3_600_000 });
  expect(() => storedSpan('0026-11-29T01:00:00.000Z', from)).toThrow(
    expect.objectContaining({ code: 'corrupt' }),
  );
});

test.each([
  ['no JSON', '{"a":', jsonObject()],
  ['text of another form', '[5]', strings],
  ['a list where an object was', '[]', jsonObject()],
  ['nothing', null as unknown as string, jsonObject()],
  ['a number', 5 as unknown as string, z.array(z.string())],
])('%s is damage, with what can be done about it', (_, text, form) => {
  expect(() => storedJson<unknown>(text, form)).toThrow(
    expect.objectContaining({
      code: 'corrupt',
      message:
        'a value in the database is not in the form in which it was stored; remove its entry, or quit and put a backup in the place of the database',
    }),
  );
});
