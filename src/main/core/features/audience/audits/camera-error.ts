import { wilsonInterval } from '../../../../../training/evaluation/significance/wilson.ts';
import type { Change } from '../../../../ipc/contract/insights.ts';
import type { Matched } from './match.ts';

/** 97.5 % of a normal distribution lie below. */
const Z = 1.959963984540054;

/**
 * How a camera errs, from what a person counted beside it.
 * - missed: share of the person's entries that it did not count (binomial; Wilson 1927)
 * - extra: visits it counted that were none, for each entry (Poisson; Byar's interval, Breslow and Day 1987)
 * - ratio: its visits for each entry, 1 + extra − missed; its interval from both others' (MOVER: Zou and Donner 2008)
 * Null without an entry.
 */
export function errorOf({ both, onlyPerson, onlyCamera }: Matched): {
  ratio: Change | null;
  missed: Change | null;
  extra: Change | null;
} {
  const entries = both + onlyPerson;
  if (entries === 0) return { ratio: null, missed: null, extra: null };
  const [missedLow, missedHigh] = wilsonInterval(onlyPerson, entries);
  const missed = { value: onlyPerson / entries, low: missedLow, high: missedHigh };
  const [extraLow, extraHigh] = poissonInterval(onlyCamera);
  const extra = { value: onlyCamera / entries, low: extraLow / entries, high: extraHigh / entries };
  const value = 1 + extra.value - missed.value;
  const ratio = {
    value,
    low: Math.max(0, value - Math.hypot(extra.value - extra.low, missed.high - missed.value)),
    high: value + Math.hypot(extra.high - extra.value, missed.value - missed.low),
  };
  return { ratio, missed, extra };
}

/** The 95 % interval of a Poisson mean of which one count is known, after Byar. */
export function poissonInterval(count: number): [low: number, high: number] {
  const bound = (n: number, z: number) => n * (1 - 1 / (9 * n) + z / (3 * Math.sqrt(n))) ** 3;
  return [count === 0 ? 0 : bound(count, -Z), bound(count + 1, Z)];
}
