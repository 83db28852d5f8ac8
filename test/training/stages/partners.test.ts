import { describe, expect, it } from 'vitest';

import { randomFor } from '../../../src/common/math/random.ts';
import { distinctPartners, partnerCounts } from '../../../src/training/stages/partners.ts';

/** Views of 2 numbers: the picture's place, and where in the batch it was varied. */
function viewsOf(places: Int32Array): Float32Array {
  return Float32Array.from({ length: 2 * places.length }, (_, i) => (i % 2 === 0 ? places[i >> 1]! : i >> 1));
}

describe('distinct partners', () => {
  it.each([1, 2, 5, 16, 63])(
    'of %i kinds: each anchor has a view of its own partner, no other is run',
    (kinds) => {
      const random = randomFor(1, kinds);
      const places = Int32Array.from({ length: 64 }, () => 1000 + random.int(kinds));
      const views = viewsOf(places);
      const { pictures, n, which } = distinctPartners(places, views);
      expect(pictures).toHaveLength(2 * n);
      for (let i = 0; i < 64; i++) {
        const row = [...which.subarray(i * n, (i + 1) * n)];
        expect(row.filter((value) => value === 1)).toHaveLength(1);
        expect(row.filter((value) => value === 0)).toHaveLength(n - 1);
        expect(pictures[2 * row.indexOf(1)]).toBe(places[i]);
      }
      // Every picture that is run is a view that was made for this batch, none twice.
      const from = Array.from({ length: n }, (_, j) => pictures[2 * j + 1]!);
      expect(new Set(from).size).toBe(n);
      from.forEach((i, j) => expect(places[i]).toBe(pictures[2 * j]));
      const distinct = new Set(places).size;
      expect(n).toBe(partnerCounts(64).find((count) => count >= distinct));
    },
  );

  it('where all differ, each anchor has its own view', () => {
    const places = Int32Array.from({ length: 8 }, (_, i) => 3 * i);
    const { n, which } = distinctPartners(places, viewsOf(places));
    expect(n).toBe(8);
    for (let i = 0; i < 8; i++) expect(which[i * 8 + i]).toBe(1);
  });

  it('a batch of one has one', () => {
    expect(distinctPartners(Int32Array.of(4), Float32Array.of(4, 0))).toEqual({
      pictures: Float32Array.of(4, 0),
      n: 1,
      which: Float32Array.of(1),
    });
  });
});
