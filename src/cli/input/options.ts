import { availableParallelism } from 'node:os';

import { InvalidArgumentError } from 'commander';

/** For commander: a whole number from 0 on. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('expected a whole number from 0 on');
  return value;
}

/** For commander: a whole number from 1 on. */
export function countNumber(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value < 1 || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('expected a whole number from 1 on');
  return value;
}

/** More than this help nothing, and thousands cannot be ended. */
const MAX_THREADS = Math.min(256, 4 * availableParallelism());

/** For commander: how many threads run side by side, from 1 to four a processor core. */
export function threadCount(text: string): number {
  const value = countNumber(text);
  if (value > MAX_THREADS)
    throw new InvalidArgumentError(`expected a whole number from 1 to ${MAX_THREADS} on this machine`);
  return value;
}

/** For commander: one of a list. */
export function oneOf<T extends string>(allowed: readonly T[]): (text: string) => T {
  return (text) => {
    const found = allowed.find((value) => value === text);
    if (found === undefined) throw new InvalidArgumentError(`expected ${allowed.join(', ')}`);
    return found;
  };
}

/** For commander: seeds, such as `1,2,3`. */
export function seedList(text: string): number[] {
  const seeds = text.split(',').map((part) => (/^\s*\d+\s*$/.test(part) ? Number(part) : Number.NaN));
  if (!seeds.every((seed) => seed < 2 ** 32) || new Set(seeds).size < seeds.length)
    throw new InvalidArgumentError('expected different whole numbers from 0 on, such as 1,2,3');
  return seeds;
}
