import { describe, expect, it } from 'vitest';

import { VISIBLE } from '../../../src/artifact/labels.ts';
import { randomFor } from '../../../src/common/math/random.ts';
import type { HeatShares, Part } from '../../../src/training/explain/heat-shares.ts';
import { heatShares, isMapped, MAPPED_LAYOUTS, PARTS } from '../../../src/training/explain/heat-shares.ts';
import { meanShares } from '../../../src/training/explain/mean-shares.ts';

const SIZE = 48;

const noise = (seed: number, side = SIZE) => {
  const random = randomFor(seed, 'heat');
  return Float32Array.from({ length: side * side }, () => random.uniform(0, 1));
};
/** Heat in one pixel, at a place in shares of the sides. */
const spot = (x: number, y: number) => {
  const heat = new Float32Array(SIZE * SIZE);
  heat[Math.floor(y * SIZE) * SIZE + Math.floor(x * SIZE)] = 3;
  return heat;
};
const sum = (shares: HeatShares, key: 'share' | 'area') =>
  PARTS.reduce((total, part) => total + shares[part][key], 0);

describe.each(MAPPED_LAYOUTS)('heat by the parts of a face in crops of %s', (layout) => {
  it('adds up, whatever shows', () => {
    for (const visible of VISIBLE)
      for (const size of [SIZE, 47]) {
        const shares = heatShares(noise(size, size), size, { layout, visible, size })!;
        expect(sum(shares, 'share')).toBeCloseTo(1, 6);
        expect(sum(shares, 'area')).toBeCloseTo(1, 10);
        for (const part of PARTS) {
          const { share, area, relative } = shares[part];
          expect(share).toBeGreaterThanOrEqual(0);
          if (area > 0) expect(relative).toBeCloseTo(share / area / (1 - shares.occluded.share), 10);
          else expect(relative).toBeNull();
        }
      }
  });

  it('is what chance gives where heat lies evenly on what shows', () => {
    const rows = { full: [0, 48], lower: [24, 48], upper: [0, 24] } as const;
    for (const visible of VISIBLE) {
      const [from, to] = rows[visible];
      const even = new Float32Array(SIZE * SIZE).fill(2, from * SIZE, to * SIZE);
      const shares = heatShares(even, SIZE, { layout, visible, size: SIZE })!;
      for (const part of PARTS) {
        expect(shares[part].share).toBeCloseTo(shares[part].area, 6);
        if (shares[part].area > 0) expect(shares[part].relative).toBeCloseTo(1, 6);
      }
      expect(shares.elsewhere.area).toBeGreaterThan(0.2);
    }
  });

  it('is the same however fine the heat is drawn', () => {
    const [coarse, times] = [noise(3), 5];
    const fine = Float32Array.from({ length: (SIZE * times) ** 2 }, (_, i) => {
      const [x, y] = [i % (SIZE * times), Math.floor(i / (SIZE * times))];
      return coarse[Math.floor(y / times) * SIZE + Math.floor(x / times)]!;
    });
    for (const visible of VISIBLE) {
      const crop = { layout, visible, size: SIZE };
      const [a, b] = [heatShares(coarse, SIZE, crop)!, heatShares(fine, SIZE * times, crop)!];
      for (const part of PARTS) expect(b[part].share).toBeCloseTo(a[part].share, 6);
    }
  });

  it('takes a face for symmetric', () => {
    const heat = noise(4);
    const mirrored = heat.map((_, i) => heat[i - (i % SIZE) + SIZE - 1 - (i % SIZE)]!);
    const crop = { layout, visible: 'full', size: SIZE } as const;
    const [a, b] = [heatShares(heat, SIZE, crop)!, heatShares(mirrored, SIZE, crop)!];
    for (const part of PARTS) expect(b[part].share).toBeCloseTo(a[part].share, 6);
  });

  it('finds the parts where a face has them', () => {
    const places: [Part, number, number][] = [
      ['forehead', 0.5, layout === 'ferplus' ? 0.12 : 0.06],
      ['eyes', 0.3, layout === 'ferplus' ? 0.36 : 0.28],
      ['eyes', 0.7, layout === 'ferplus' ? 0.36 : 0.28],
      ['nose', 0.5, 0.55],
      ['mouth', 0.5, 0.76],
      ['elsewhere', 0.1, 0.6],
      ['elsewhere', 0.02, 0.02],
    ];
    for (const [part, x, y] of places)
      for (const visible of VISIBLE) {
        const isHidden = (visible === 'lower' && y < 0.5) || (visible === 'upper' && y >= 0.5);
        const shares = heatShares(spot(x, y), SIZE, { layout, visible, size: SIZE })!;
        expect(shares[isHidden ? 'occluded' : part].share).toBeCloseTo(1, 6);
      }
  });

  it('is undefined without heat', () => {
    const none = new Float32Array(SIZE * SIZE);
    expect(heatShares(none, SIZE, { layout, visible: 'full', size: SIZE })).toBeUndefined();
  });
});

it('the parts of a face are known in crops of the two sets alone', () => {
  expect(['ferplus', 'utkface', 'affectnet', 'csv', 'constructor'].filter(isMapped)).toEqual(MAPPED_LAYOUTS);
});

describe('mean shares', () => {
  const crop = { layout: 'ferplus', visible: 'lower', size: SIZE } as const;
  const shares = Array.from({ length: 60 }, (_, i) => heatShares(noise(i), SIZE, crop)!);

  it('are the mean of each part, with the interval that the normal distribution gives', () => {
    const means = meanShares(shares);
    for (const part of PARTS) {
      const values = shares.map((one) => one[part].share);
      const mean = values.reduce((a, b) => a + b) / values.length;
      const error = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0)) / values.length;
      const { share, area, relative, ci95 } = means[part];
      expect(share).toBeCloseTo(mean, 10);
      expect(area).toBe(shares[0]![part].area);
      if (area > 0) expect(relative).toBeCloseTo(mean / area / (1 - means.occluded.share), 10);
      expect(ci95![0]).toBeLessThanOrEqual(share);
      expect(ci95![1]).toBeGreaterThanOrEqual(share);
      expect(Math.abs(ci95![0] - (mean - 1.96 * error))).toBeLessThanOrEqual(0.4 * error);
      expect(Math.abs(ci95![1] - (mean + 1.96 * error))).toBeLessThanOrEqual(0.4 * error);
    }
  });

  it('of a single picture have no interval', () => {
    const means = meanShares(shares.slice(0, 1));
    for (const part of PARTS) expect(means[part]).toEqual({ ...shares[0]![part], ci95: null });
  });
});
