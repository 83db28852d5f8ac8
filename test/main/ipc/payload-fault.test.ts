import { expect, test } from 'vitest';

import { payloadFault } from '../../../src/main/ipc/payload-fault.ts';

const pixels = (data: unknown) => ({
  session: 1,
  atMs: 0,
  pixels: { format: 'RGBA', width: 1, height: 1, data },
});

test('objects, lists and plain values pass, bytes where they belong', () => {
  const question = {
    cameras: ['a', 'b'],
    from: '2026-01-01',
    deep: { list: [[1], [null, true]] },
    none: undefined,
  };
  for (const payload of [{}, question, undefined, null, 5, 'text'])
    expect(payloadFault(payload, false)).toBeNull();
  expect(payloadFault(pixels(new Uint8Array(4)), true)).toBeNull();
});

test.each([
  ['bytes alone', new Uint8Array(1e6), true],
  ['bytes in a form that has none', { settings: new Uint8Array(1e6) }, false],
  ['numbers of another width', pixels(new Float64Array(10)), true],
  ['a buffer', new ArrayBuffer(8), false],
  ['a map', { settings: new Map([[1, 2]]) }, false],
  ['a date', { from: new Date(0) }, false],
  ['a million elements', { cameras: Array.from({ length: 1e6 }, () => 0) }, false],
  ['a million keys', Object.fromEntries(Array.from({ length: 1e6 }, (_, i) => [`k${i}`, i])), false],
])('%s is refused before any form looks at it', (_, payload, mayHoldBytes) => {
  expect(payloadFault(payload, mayHoldBytes)).toMatch(/^(bytes, where|an object of|more than)/);
});

test('a payload that holds itself is refused', () => {
  const round: Record<string, unknown> = {};
  round['again'] = round;
  expect(payloadFault(round, false)).toMatch(/^more than/);
});
