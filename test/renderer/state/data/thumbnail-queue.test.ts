import { expect, test } from 'vitest';

import { ThumbnailQueue } from '../../../../src/renderer/state/data/thumbnail-queue.ts';

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const picture = (row: number) => ({ size: 1, channels: 1 as const, pixels: new Uint8Array([row]) });
const settled = () => new Promise((resolve) => setTimeout(resolve));

function made(options: { keep?: number } = {}) {
  const asked: number[][] = [];
  const answers: (() => void)[] = [];
  const failures: (() => void)[] = [];
  const errors: unknown[] = [];
  const queue = new ThumbnailQueue({
    block: 4,
    atOnce: 1,
    ...options,
    load: (rows) => {
      asked.push(rows);
      return new Promise((resolve, reject) => {
        answers.push(() => resolve(rows.map(picture)));
        failures.push(() => reject(new Error('gone')));
      });
    },
    onarrive: () => {},
    onfail: (error) => errors.push(error),
  });
  return { queue, asked, answers, failures, errors };
}

test('only the last wish is asked; what scrolled away before its turn is not', async () => {
  const { queue, asked, answers } = made();
  queue.want(range(0, 12));
  queue.want(range(100, 108));
  answers[0]!();
  await settled();
  answers[1]!();
  await settled();
  expect(asked).toEqual([range(0, 4), range(100, 104), range(104, 108)]);
  expect(queue.get(2)!.pixels[0]).toBe(2);
  expect(queue.get(5)).toBeUndefined();
});

test('what is here or under way is not asked again', async () => {
  const { queue, asked, answers } = made();
  queue.want(range(0, 4));
  queue.want(range(0, 6));
  answers[0]!();
  await settled();
  expect(asked).toEqual([range(0, 4), [4, 5]]);
});

test('the pictures used longest ago make room', async () => {
  const { queue, answers } = made({ keep: 6 });
  queue.want(range(0, 4));
  answers[0]!();
  await settled();
  queue.want([0, 10, 11, 12, 13]);
  answers[1]!();
  await settled();
  expect(range(0, 4).map((row) => queue.get(row) !== undefined)).toEqual([true, false, false, true]);
});

test('a failure is reported once and not asked for ever', async () => {
  const { queue, asked, failures, errors } = made();
  queue.want([1]);
  failures[0]!();
  await settled();
  queue.want([1]);
  expect(asked).toHaveLength(1);
  expect(errors).toHaveLength(1);
});

test('a closed queue asks for nothing more', async () => {
  const { queue, asked, answers } = made();
  queue.want(range(0, 8));
  queue.close();
  answers[0]!();
  await settled();
  expect(asked).toHaveLength(1);
});
