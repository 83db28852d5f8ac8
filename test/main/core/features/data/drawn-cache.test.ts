import { expect, it } from 'vitest';

import { DrawnCache } from '../../../../../src/main/core/features/data/drawn-cache.ts';

it('keeps what was requested last, and no more than so many', () => {
  const cache = new DrawnCache();
  const pixels = (i: number) => Uint8Array.of(i % 256);
  for (let i = 0; i < 1024; i++) cache.set(`mask ${i}`, pixels(i));
  expect(cache.get('mask 0')).toEqual(pixels(0));
  for (let i = 1024; i < 1034; i++) cache.set(`mask ${i}`, pixels(i));
  const kept = Array.from({ length: 1034 }, (_, i) => i).filter((i) => cache.get(`mask ${i}`));
  expect(kept).toHaveLength(1024);
  // Ten came, ten went: the oldest, but not the one that was requested since.
  expect(kept[0]).toBe(0);
  expect(kept[1]).toBe(11);
});
