import { expect, it } from 'vitest';

import { fullHead } from '../../../src/artifact/labels.ts';
import { occlusionLines } from '../../../src/cli/output/occlusion-lines.ts';
import { rootFor } from '../../../src/cli/input/data-roots.ts';
import { occlusionRoots } from '../../../src/cli/input/occlusion-data.ts';

const picture = (origin: string, way: string, row: number) => ({
  ...{ name: `${row}`, file: `${row}`, split: 'test' as const, contentId: `${row}`, row },
  groups: { origin, way },
});

it('distinguishes real photos, and what is thrown out', () => {
  const rows = [
    ['photo', 'upper: box', 1, 1],
    ['photo', 'upper: close', 1, 3],
    ['photo', 'not a face: away', 3, 3],
    ['photo', 'not a face: away', 3, 2],
    ['drawn', 'not a face: texture', 3, 3],
    ['utkface', 'none: whole', 0, 0],
  ] as const;
  const lines = occlusionLines({
    pictures: rows.map(([origin, way], i) => picture(origin, way, i)),
    truth: rows.map(([, , truth]) => truth),
    predicted: rows.map(([, , , predicted]) => predicted),
    outputs: new Float32Array(),
    head: fullHead('occlusion'),
  });
  const result = lines.map((line) => line.trim().replaceAll(/ {2,}/g, ' '));
  expect(result).toEqual([
    'real photos of a covered face, read right 50.0 % 1 of 2',
    'their boxes exactly 100.0 % 1 of 1',
    'called no face 50.0 % 1 of 2',
    'pieces of real photos without a face, thrown out 50.0 % 1 of 2',
    'all pictures without a face, thrown out 66.7 % 2 of 3',
    'all faces, called no face 33.3 % 1 of 3',
    'Read right, by kind:',
    'drawn, not a face: texture 100.0 % 1 of 1',
    'photo, not a face: away 50.0 % 1 of 2',
    'photo, upper: box 100.0 % 1 of 1',
    'photo, upper: close 0.0 % 0 of 1',
    'utkface, none: whole 100.0 % 1 of 1',
  ]);
});

it('its pictures come from three roots, each of which must be said', () => {
  const result = ['utkface=/a', 'ferplus=/b', 'occluded=/c'];
  expect(occlusionRoots(result)).toEqual({ utkface: '/a', ferplus: '/b', occluded: '/c' });
  expect(() => occlusionRoots(result.slice(0, 2))).toThrow('no data for occluded; say --data occluded=ROOT');
  expect(rootFor('utkface', result)).toBe('/a');
});
