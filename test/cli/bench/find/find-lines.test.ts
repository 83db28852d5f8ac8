import { expect, it } from 'vitest';

import { falseShares, farShares, foundShares, shareText } from '../../../../src/cli/bench/find/find-lines.ts';

const photo = (occlusion: 'upper' | 'lower', single: boolean, live: boolean) => ({
  occlusion,
  name: '',
  single,
  live,
});

it('counts masks and headsets apart, single pictures and scenes apart', () => {
  const shares = foundShares([
    photo('lower', true, false),
    photo('lower', true, true),
    photo('upper', false, true),
  ]);
  expect(shares.masks.single).toMatchObject({ hits: 2, of: 2 });
  expect(shares.masks.live).toMatchObject({ hits: 1, of: 2 });
  expect(shares.headsets.single).toMatchObject({ hits: 0, of: 1 });
});

it('counts false faces of all, of parts of photos and of each kind', () => {
  const shares = falseShares([
    { kind: 'strip', name: '', single: true, live: true },
    { kind: 'window', name: '', single: false, live: true },
    { kind: 'room', name: '', single: false, live: false },
  ]);
  expect(shares['all']!.live).toMatchObject({ hits: 2, of: 3 });
  expect(shares['parts of photos']!.single).toMatchObject({ hits: 1, of: 2 });
  expect(shares['room']!.live).toMatchObject({ hits: 0, of: 1 });
});

it('counts each far face in one size, the largest and the least too', () => {
  const far = [0.035, 0.06, 0.1, 0.12, 0.25].map((width) => ({
    width,
    isMasked: true,
    isFound: width > 0.05,
  }));
  const { masked, plain } = farShares(far);
  expect(masked['all']).toMatchObject({ hits: 4, of: 5 });
  expect(Object.values(masked).map(({ of }) => of)).toEqual([5, 1, 2, 2]);
  expect(plain['all']).toMatchObject({ hits: 0, of: 0 });
});

it('writes a share with its interval', () => {
  // Wilson's interval of 34 of 35, as the R package binom gives it.
  expect(shareText({ hits: 34, of: 35, ci95: [0.8547, 0.9949] })).toBe('97.1 % (34 of 35; 85.5 to 99.5)');
});
