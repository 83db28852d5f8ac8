import { describe, expect, it } from 'vitest';

import { fullHead } from '../../../src/artifact/labels.ts';
import type { Changes } from '../../../src/training/datasets/corrections.ts';
import {
  applyCorrections,
  changesFingerprint,
  changesText,
  checkLabel,
  correctionKeys,
} from '../../../src/training/datasets/corrections.ts';
import type { PreparedPicture, PreparedSet } from '../../../src/training/datasets/prepared.ts';
import { targetsOf } from '../../../src/training/datasets/targets.ts';

const VOTES = [0, 8, 0, 2, 0, 0, 0, 0];

function picture(row: number, contentId: string, more: Partial<PreparedPicture> = {}): PreparedPicture {
  return {
    row,
    contentId,
    name: `${row}.png`,
    file: `${row}.png`,
    split: 'train',
    expression: 1,
    votes: VOTES,
    ...more,
  };
}

/** Rows 0 and 2 are copies; 4 and 5 are two faces of one file, 6 and 7 those of a copy of it. */
function made(): PreparedSet {
  const box = (x: number) => ({ x, y: 0, width: 9, height: 9 });
  const face = (row: number, x: number): PreparedPicture =>
    picture(row, 'd', { file: `group${row < 6 ? 1 : 2}.png`, box: box(x) });
  return {
    ...{
      folder: 'f',
      picturesPath: 'f/pictures.bin',
      size: 4,
      channels: 1,
      fingerprint: 'original',
      leftOut: [],
      clipped: [],
    },
    pictures: [
      picture(0, 'a'),
      picture(1, 'b', {
        split: 'val',
        gender: 0,
        ageYears: 30,
        groups: { race: '2', gender: 'male', ageBand: '30-39' },
      }),
      picture(2, 'a', { split: 'val', expression: 3 }),
      picture(3, 'c', { box: box(3) }),
      ...[face(4, 0), face(5, 9), face(6, 0), face(7, 9)],
    ],
  };
}

describe('applyCorrections', () => {
  it('changes nothing without changes that change something', () => {
    const set = made();
    expect(applyCorrections(set, {})).toBe(set);
    expect(applyCorrections(set, { elsewhere: { kind: 'drop' } })).toBe(set);
    expect(applyCorrections(set, { b: { kind: 'labels', labels: { age: 30, gender: 0 } } })).toBe(set);
    // A word that every object has is no change.
    const odd = { ...set, pictures: [picture(0, 'constructor')] };
    expect(applyCorrections(odd, {})).toBe(odd);
  });

  it('changes all copies together, in all splits, and leaves the others and all rows as they were', () => {
    const set = made();
    const before = structuredClone(set);
    const { pictures } = applyCorrections(set, { a: { kind: 'labels', labels: { expression: 4 } } });
    expect(set).toEqual(before);
    expect(pictures.map(({ expression }) => expression)).toEqual([4, 1, 4, 1, 1, 1, 1, 1]);
    expect(pictures.map(({ row }) => row)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    for (const row of [1, 3, 4, 5, 6, 7]) expect(pictures[row]).toBe(set.pictures[row]);
  });

  it('drops all copies; those left keep their rows', () => {
    const { pictures, fingerprint } = applyCorrections(made(), { a: { kind: 'drop' } });
    expect(pictures.map(({ row }) => row)).toEqual([1, 3, 4, 5, 6, 7]);
    expect(fingerprint).not.toBe('original');
  });

  it('counts votes no more where a person said what the face shows', () => {
    const options = {
      head: fullHead('expression'),
      targets: 'votes',
      labelSmoothing: 0,
      ageScale: null,
    } as const;
    const { pictures } = applyCorrections(made(), { a: { kind: 'labels', labels: { expression: 4 } } });
    const targets = targetsOf(pictures.slice(0, 2), options);
    expect([...targets.subarray(0, 8)]).toEqual([0, 0, 0, 0, 1, 0, 0, 0]);
    [...targets.subarray(8)].forEach((share, k) => expect(share).toBeCloseTo(VOTES[k]! / 10, 6));
  });

  it('lets groups that are made of labels follow them', () => {
    const { pictures } = applyCorrections(made(), { b: { kind: 'labels', labels: { gender: 1, age: 71 } } });
    expect(pictures[1]).toMatchObject({ gender: 1, ageYears: 71, expression: 1, votes: VOTES });
    expect(pictures[1]!.groups).toEqual({ race: '2', gender: 'female', ageBand: '70+' });
  });

  it('distinguishes the faces of one file, and takes copies of the file along', () => {
    const set = made();
    const keys = correctionKeys(set.pictures);
    expect(keys.slice(0, 4)).toEqual(['a', 'b', 'a', 'c']);
    expect(keys[4]).not.toBe(keys[5]);
    expect(keys.slice(6)).toEqual(keys.slice(4, 6));
    const { pictures } = applyCorrections(set, { [keys[5]!]: { kind: 'drop' } });
    expect(pictures.map(({ row }) => row)).toEqual([0, 1, 2, 3, 4, 6]);
  });

  it('gives a fingerprint that hangs on the changes and the set, not on the order in which they were made', () => {
    const a: Changes = { a: { kind: 'drop' }, b: { kind: 'labels', labels: { gender: 1, age: 7 } } };
    const b: Changes = { b: { kind: 'labels', labels: { age: 7, gender: 1 } }, a: { kind: 'drop' } };
    const print = (changes: Changes, set = made()) => applyCorrections(set, changes).fingerprint;
    expect(print(a)).toBe(print(b));
    expect(changesFingerprint(a)).toBe(changesFingerprint(b));
    const others = [
      print({ a: { kind: 'drop' } }),
      print({ b: { kind: 'drop' } }),
      print({ ...a, b: { kind: 'labels', labels: { gender: 1, age: 8 } } }),
      print(a, { ...made(), fingerprint: 'another' }),
      'original',
    ];
    expect(new Set([print(a), ...others]).size).toBe(others.length + 1);
  });
});

it('changes as text come back as they were', () => {
  const changes: Changes = { b: { kind: 'labels', labels: { expression: 0 } }, a: { kind: 'drop' } };
  expect(JSON.parse(changesText(changes))).toEqual(changes);
});

it.each([
  ['expression', 0, true],
  ['expression', 7, true],
  ['expression', 8, false],
  ['expression', 1.5, false],
  ['expression', -1, false],
  ['gender', 1, true],
  ['gender', 2, false],
  ['age', 0, true],
  ['age', 33.5, true],
  ['age', 120.5, false],
  ['age', NaN, false],
] as const)('%s %d is a label: %s', (task, label, isLabel) => {
  const check = () => checkLabel(task, label);
  if (isLabel) expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ code: 'usage' }));
});
