import { describe, expect, it } from 'vitest';

import { assignRoles, reportedSplit } from '../../../src/training/datasets/roles.ts';
import type { Split } from '../../../src/training/sources/types.ts';

/** Every third picture has a copy two places on; copies may stand in other splits too. */
function pictures(counts: Partial<Record<Split, number>>) {
  const splits = Object.entries(counts).flatMap(([split, n]) => Array<Split>(n).fill(split as Split));
  return splits.map((split, i) => ({
    ...{ name: `p${i}`, file: `p${i}`, split, expression: i % 8 },
    contentId: `c${i % 3 === 2 ? i - 2 : i}`,
  }));
}

const names = (some: readonly { name: string }[]) => some.map(({ name }) => name);
const contents = (some: readonly { contentId: string }[]) => new Set(some.map(({ contentId }) => contentId));

describe('where there is a test split', () => {
  const all = pictures({ train: 60, val: 20, test: 20 });

  it('the validation split chooses', () => {
    const { train, selection, selectionSet } = assignRoles(all, { choosing: 'validation', seed: 1 });
    expect(train).toEqual(all.filter(({ split }) => split === 'train'));
    expect(selection).toEqual(all.filter(({ split }) => split === 'val'));
    expect(selectionSet).toBe('validation split');
    expect(reportedSplit(all)).toBe('test');
  });
});

describe('where there is a test split and a tenth is to choose', () => {
  const all = pictures({ train: 300, val: 100, test: 60 });
  const { train, selection, selectionSet, splits } = assignRoles(all, { choosing: 'tenth', seed: 1 });

  it('training and validation split teach, a tenth of them chooses, no test picture does either', () => {
    expect([...names(train), ...names(selection)].sort()).toEqual(
      names(all.filter(({ split }) => split !== 'test')).sort(),
    );
    expect(selection.length).toBeGreaterThanOrEqual(40);
    expect(selection.length).toBeLessThanOrEqual(41);
    expect(selection.map(({ split }) => split)).toContain('val');
    expect([...contents(train)].filter((id) => contents(selection).has(id))).toEqual([]);
    expect(selectionSet).toBe('a seeded tenth of the training and validation splits (copies kept together)');
    expect(splits).toEqual(['train', 'val']);
  });
});

describe.each([
  ['a validation split alone', { train: 300, val: 40 }],
  ['a test split without a validation split', { train: 300, test: 40 }],
  ['training pictures alone', { train: 300 }],
])('where there is %s', (_, counts: Partial<Record<Split, number>>) => {
  const all = pictures(counts);
  const { train, selection, selectionSet } = assignRoles(all, { choosing: 'validation', seed: 1 });

  it('a tenth of the training split chooses; nothing else is touched', () => {
    expect([...names(train), ...names(selection)].sort()).toEqual(
      names(all.filter(({ split }) => split === 'train')).sort(),
    );
    expect(selection.length).toBeGreaterThanOrEqual(30);
    expect(selection.length).toBeLessThanOrEqual(31);
    expect(selectionSet).toBe('a seeded tenth of the training split (copies kept together)');
  });

  it('is the same for every model that chooses', () => {
    expect(assignRoles(all, { choosing: 'tenth', seed: 1 })).toEqual(
      assignRoles(all, { choosing: 'validation', seed: 1 }),
    );
  });

  it('copies never teach and choose at once', () => {
    expect([...contents(train)].filter((id) => contents(selection).has(id))).toEqual([]);
  });

  it('the tenth is the same for every seed, so that runs can be compared', () => {
    expect(names(assignRoles(all, { choosing: 'validation', seed: 2 }).selection)).toEqual(names(selection));
  });

  it('reports the split that is there', () => {
    expect(reportedSplit(all)).toBe('test' in counts ? 'test' : 'val');
  });
});

describe('a limit', () => {
  const all = pictures({ train: 300, val: 40 });
  const limited = (seed: number) => assignRoles(all, { choosing: 'validation', limit: 30, seed });

  it('keeps at most so many, and a third of it that choose', () => {
    const { train, selection } = limited(1);
    expect(train).toHaveLength(30);
    expect(selection).toHaveLength(10);
    expect([...contents(train)].filter((id) => contents(selection).has(id))).toEqual([]);
  });

  it('is drawn by the seed', () => {
    expect(names(limited(1).train)).toEqual(names(limited(1).train));
    expect(names(limited(2).train)).not.toEqual(names(limited(1).train));
  });

  it('keeps two of each class that has two, however rare it is', () => {
    const classOf = ({ name }: { name: string }) => (RARE.has(name) ? 1 : 0);
    const train = all.filter(({ split }) => split === 'train');
    const RARE = new Set(names(train).slice(-5));
    const ofRare = ({ train: drawn }: ReturnType<typeof limited>) =>
      drawn.filter((picture) => classOf(picture)).length;
    const seeds = [1, 2, 3, 4, 5, 6];
    expect(Math.min(...seeds.map((seed) => ofRare(limited(seed))))).toBe(0);
    for (const seed of seeds) {
      const drawn = assignRoles(all, { choosing: 'validation', limit: 30, seed, classOf });
      expect(drawn.train).toHaveLength(30);
      expect(ofRare(drawn)).toBeGreaterThanOrEqual(2);
    }
  });

  it('beyond what is there changes nothing', () => {
    expect(assignRoles(all, { choosing: 'validation', limit: 5000, seed: 1 })).toEqual(
      assignRoles(all, { choosing: 'validation', seed: 1 }),
    );
  });
});
