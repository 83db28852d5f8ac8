import { beforeAll, describe, expect, it } from 'vitest';

import type { PairRelation } from '../../../src/training/mining/hard-examples.ts';
import { byAge, byClass, mineHardExamples, NONE } from '../../../src/training/mining/hard-examples.ts';
import type { Rows } from '../../../src/training/mining/rows.ts';
import { rowsInMemory } from '../../../src/training/mining/rows.ts';
import { startEngine } from '../../../src/training/engine/tf.ts';
import { madeGroups, madeRows, normal, slowHardest, whole } from './slow.ts';

beforeAll(async () => {
  await startEngine();
});

const WIDTH = 12;
const COUNT = 240;
const STUDENT = madeRows(1, COUNT, WIDTH, normal);
const TEACHER = madeRows(2, COUNT, WIDTH, normal);
const CLASSES = madeGroups(3, COUNT, 5);
const AGES = madeGroups(4, COUNT, 90);

/** Rows that tell which of them were requested by place. */
function watched(values: Float32Array, width: number): { rows: Rows; pool: () => number[] } {
  const rows = rowsInMemory(values, width);
  const seen = new Set<number>();
  return {
    rows: {
      ...rows,
      gather(indices) {
        Array.from(indices).forEach((place) => seen.add(place));
        return rows.gather(indices);
      },
    },
    pool: () => [...seen].sort((a, b) => a - b),
  };
}

type Settings = Parameters<typeof mineHardExamples>[1];

/** What is mined, and the S_pos and S_neg that it was mined from. */
async function mine(kinship: PairRelation, settings: Settings, values = [STUDENT, TEACHER], width = WIDTH) {
  const [student, teacher] = [watched(values[0]!, width), watched(values[1]!, width)];
  const found = await mineHardExamples({ student: student.rows, teacher: teacher.rows, kinship }, settings);
  return { ...found, positivePool: teacher.pool(), negativePool: student.pool() };
}

/** Who is alike, as the paper says it. */
const KINSHIPS = [
  ['classes', byClass(CLASSES), (a: number, b: number) => CLASSES[a] === CLASSES[b]],
  [
    'ages that differ by less than 5',
    byAge(AGES),
    (a: number, b: number) => Math.abs(AGES[a]! - AGES[b]!) < 5,
  ],
] as const;

describe.each(KINSHIPS)('among %s', (_, kinship, alike) => {
  it.each([0.1, 0.2, 0.5, 1])('equals the slow loop over the drawn share %d', async (share) => {
    const mined = await mine(kinship, { share, seed: 7, epoch: 3 });
    const { positivePool, negativePool } = mined;
    const positives = slowHardest(STUDENT, TEACHER, WIDTH, 'farthest', (a, b) => {
      return positivePool.includes(b) && alike(a, b);
    });
    const negatives = slowHardest(STUDENT, STUDENT, WIDTH, 'nearest', (a, b) => {
      return negativePool.includes(b) && !alike(a, b);
    });
    expect([...mined.positives]).toEqual(positives);
    expect([...mined.negatives]).toEqual(negatives);
  });

  it('never calls those alike who are not, nor the other way round', async () => {
    const { positives, negatives } = await mine(kinship, { share: 0.3, seed: 1, epoch: 0 });
    for (let anchor = 0; anchor < COUNT; anchor++) {
      if (positives[anchor] !== NONE) expect(alike(anchor, positives[anchor]!)).toBe(true);
      if (negatives[anchor] !== NONE) expect(alike(anchor, negatives[anchor]!)).toBe(false);
    }
  });
});

it('takes ages exactly 5 years apart for negatives, whatever their order and distance to others', () => {
  const ages = [30, 25, 26, 34, 35, 116, 1];
  const { groups, alike } = byAge(ages);
  for (const [i, a] of ages.entries())
    for (const [j, b] of ages.entries()) expect(alike(groups[i]!, groups[j]!)).toBe(Math.abs(a - b) < 5);
});

it('takes the first of equals', async () => {
  const values = [madeRows(1, COUNT, 2, whole(2)), madeRows(2, COUNT, 2, whole(2))];
  const { positives, negatives } = await mine(byClass(CLASSES), { share: 1, seed: 1, epoch: 0 }, values, 2);
  const alike = (a: number, b: number) => CLASSES[a] === CLASSES[b];
  expect([...positives]).toEqual(slowHardest(values[0]!, values[1]!, 2, 'farthest', alike));
  expect([...negatives]).toEqual(slowHardest(values[0]!, values[0]!, 2, 'nearest', (a, b) => !alike(a, b)));
});

describe('where a set holds none', () => {
  it('of its kind, an anchor has no positive', async () => {
    // Twelve of S_pos's pictures stand for 120 classes of two.
    const classes = Array.from({ length: COUNT }, (_, i) => i >> 1);
    const { positives, negatives, positivePool } = await mine(byClass(classes), {
      share: 0.05,
      seed: 1,
      epoch: 0,
    });
    const there = new Set(positivePool.map((place) => classes[place]!));
    expect([...positives].map((found) => found === NONE)).toEqual(classes.map((own) => !there.has(own)));
    expect(there.size).toBeLessThan(120);
    expect([...negatives]).not.toContain(NONE);
  });

  it('of another kind, an anchor has no negative', async () => {
    const { positives, negatives } = await mine(byClass(new Int32Array(COUNT)), {
      share: 0.1,
      seed: 1,
      epoch: 0,
    });
    expect([...negatives]).toEqual(Array(COUNT).fill(NONE));
    expect([...positives]).not.toContain(NONE);
  });

  it('but one, whatever the share', async () => {
    const values = [STUDENT.subarray(0, 3 * WIDTH), TEACHER.subarray(0, 3 * WIDTH)];
    const mined = await mine(byClass([0, 1, 0]), { share: 0.01, seed: 1, epoch: 0 }, values);
    expect(mined.positivePool).toHaveLength(1);
    expect(mined.negativePool).toHaveLength(1);
  });
});

describe('S_pos and S_neg', () => {
  const kinship = byClass(CLASSES);

  it.each([
    [0.1, 24],
    [0.2, 48],
    [1, 240],
  ])('hold the share %d each', async (share, size) => {
    const { positivePool, negativePool } = await mine(kinship, { share, seed: 1, epoch: 0 });
    expect([positivePool.length, negativePool.length]).toEqual([size, size]);
  });

  it('are drawn apart, anew for each epoch and seed, and the same again', async () => {
    const settings = { share: 0.1, seed: 1, epoch: 0 };
    const first = await mine(kinship, settings);
    expect(await mine(kinship, settings)).toEqual(first);
    expect(first.positivePool).not.toEqual(first.negativePool);
    for (const other of [{ epoch: 1 }, { seed: 2 }]) {
      const drawn = await mine(kinship, { ...settings, ...other });
      expect(drawn.positivePool).not.toEqual(first.positivePool);
      expect(drawn.negativePool).not.toEqual(first.negativePool);
    }
  });

  it('give every picture the same chance', async () => {
    const [count, epochs] = [20, 400];
    const values = [madeRows(1, count, 1, normal), madeRows(2, count, 1, normal)];
    const drawn = { positivePool: new Int32Array(count), negativePool: new Int32Array(count) };
    const few = byClass(CLASSES.subarray(0, count));
    for (let epoch = 0; epoch < epochs; epoch++) {
      const mined = await mine(few, { share: 0.2, seed: 1, epoch }, values, 1);
      for (const which of ['positivePool', 'negativePool'] as const)
        for (const place of mined[which]) drawn[which][place]!++;
    }
    // Binomial: 80 expected, standard deviation 8; 4.5 of them are passed by chance once in 3,500 runs of 40 counts.
    for (const times of [...drawn.positivePool, ...drawn.negativePool])
      expect(Math.abs(times - 80)).toBeLessThan(36);
  });
});

it('stops on request', async () => {
  const settings = { share: 1, seed: 1, epoch: 0, signal: AbortSignal.abort() };
  await expect(mine(byClass(CLASSES), settings)).rejects.toMatchObject({ code: 'interrupted' });
});
