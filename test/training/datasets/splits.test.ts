import { describe, expect, it } from 'vitest';

import { duplicateGroups, extraCopies } from '../../../src/training/sources/duplicates.ts';
import { seededSplits } from '../../../src/training/sources/seeded.ts';
import { splitHeldOut, type Identified, seenInTraining } from '../../../src/training/datasets/splits.ts';

/** Pictures of which about every third shares its content with others. */
function made(count: number): Identified[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `p${i}`,
    file: `p${i}`,
    split: i % 5 === 4 ? ('val' as const) : ('train' as const),
    contentId: `c${i % 3 === 0 ? i % 41 : i}`,
  }));
}

describe('heldOut', () => {
  it.each([1, 2, 3, 4, 5])('holds a tenth and never separates copies (seed %i)', (seed) => {
    const pictures = made(1000).filter(({ split }) => split === 'train');
    const { train, held } = splitHeldOut(pictures, { seed });
    expect(train.length + held.length).toBe(800);
    expect(held.length).toBeGreaterThanOrEqual(80);
    expect(held.length).toBeLessThan(110);
    const learned = new Set(train.map(({ contentId }) => contentId));
    expect(held.filter(({ contentId }) => learned.has(contentId))).toEqual([]);
  });

  it.each([1, 2, 3])('never separates near-duplicates either (seed %i)', (seed) => {
    // Groups of three of which each member has other bytes.
    const pictures = made(900).map((picture, i) => ({
      ...{ ...picture, contentId: `c${i}` },
      ...(i % 9 < 3 ? { near: `near${Math.floor(i / 9)}` } : {}),
    }));
    const { train, held } = splitHeldOut(pictures, { seed });
    const learned = new Set(train.flatMap(({ near }) => near ?? []));
    expect(learned.size).toBeGreaterThan(50);
    expect(held.some(({ near }) => near !== undefined)).toBe(true);
    expect(held.filter(({ near }) => near !== undefined && learned.has(near))).toEqual([]);
    expect([...train, ...held].toSorted((a, b) => pictures.indexOf(a) - pictures.indexOf(b))).toEqual(
      pictures,
    );
    expect(held.length).toBeGreaterThanOrEqual(90);
    expect(held.length).toBeLessThan(93);
  });

  it('draws the pictures that released models were chosen with, where no near-duplicates are known', () => {
    const names = splitHeldOut(made(60), { seed: 1 }).held.map(({ name }) => name);
    // Written down before near-duplicates were known.
    expect(names).toEqual(['p4', 'p24', 'p33', 'p36', 'p39', 'p41', 'p45']);
  });

  it('does not depend on the order, but on the seed', () => {
    const pictures = made(300);
    const names = (list: readonly Identified[], seed: number): string[] =>
      splitHeldOut(list, { seed })
        .held.map(({ name }) => name)
        .sort();
    expect(names([...pictures].reverse(), 1)).toEqual(names(pictures, 1));
    expect(names(pictures, 2)).not.toEqual(names(pictures, 1));
  });
});

describe('heldOut with classes', () => {
  it.each([1, 2, 3, 4, 5])('leaves a picture of every class in training (seed %i)', (seed) => {
    // Classes of one, two and three pictures, some of them copies, beside two large ones.
    const classes = [0, 1, 1, 2, 2, 2, ...Array.from({ length: 60 }, (_, i) => 3 + (i % 2))];
    const pictures = classes.map((expression, i) => ({
      ...{ name: `p${i}`, file: `p${i}`, split: 'train' as const, expression },
      contentId: `c${i === 4 ? 3 : i}`,
    }));
    const { train, held } = splitHeldOut(pictures, { seed, share: 0.5, classOf: (one) => one.expression });
    expect(new Set(train.map(({ expression }) => expression))).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(held.length).toBeGreaterThanOrEqual(33);
    expect(new Set([...train, ...held])).toEqual(new Set(pictures));
  });
});

describe('seenInTraining', () => {
  it('marks as a plain search does', () => {
    const pictures = made(200);
    const training = pictures.filter(({ split }) => split === 'train');
    const evaluation = pictures.filter(({ split }) => split === 'val');
    const plain = evaluation.map((one) => training.some(({ contentId }) => contentId === one.contentId));
    expect(seenInTraining(evaluation, training)).toEqual(plain);
    expect(plain).toContain(true);
    expect(plain).toContain(false);
  });
});

describe('seededSplits', () => {
  it("gives the paper's counts", () => {
    const splits = [
      ...seededSplits(
        Array.from({ length: 23_689 }, (_, i) => `${i}`),
        1,
      ).values(),
    ];
    const count = (split: string): number => splits.filter((one) => one === split).length;
    expect([count('train'), count('val'), count('test')]).toEqual([14_213, 4738, 4738]);
  });
});

describe('duplicateGroups', () => {
  it('finds what comparing every pair finds', () => {
    const files = made(120).map(({ file, contentId, split }, i) => ({
      file,
      contentId,
      split,
      labels: [`${i % 2}`],
    }));
    const groups = duplicateGroups(files);
    let extra = 0;
    for (const [i, one] of files.entries()) {
      if (files.slice(0, i).some(({ contentId }) => contentId === one.contentId)) extra += 1;
      const same = files.filter(({ contentId }) => contentId === one.contentId);
      const group = groups.find(({ files: names }) => names.includes(one.file));
      expect(group?.files ?? [one.file]).toEqual(same.map(({ file }) => file).sort());
      expect(group?.across ?? false).toBe(same.some(({ split }) => split !== one.split));
      expect(group?.conflict ?? false).toBe(same.some(({ labels }) => labels[0] !== one.labels[0]));
    }
    expect(extraCopies(groups)).toBe(extra);
  });
});
