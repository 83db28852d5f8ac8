import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { chiSquaredTail } from '../../../../src/training/evaluation/significance/chi-squared.ts';
import { mcnemar } from '../../../../src/training/evaluation/significance/mcnemar.ts';

/** Written by scripts/references/paired-tests.py. */
const references = JSON.parse(
  readFileSync(new URL('../fixtures/paired-tests.json', import.meta.url), 'utf8'),
) as { mcnemar: { b: number; c: number; exact: boolean; statistic: number; pValue: number }[] };

/** Readings of two models: `b` that only the first has right, `c` only the second, some both and some neither. */
function readings(b: number, c: number, both = 7, neither = 3): [boolean[], boolean[]] {
  const kinds = [...Array<string>(b).fill('b'), ...Array<string>(c).fill('c')];
  kinds.push(...Array<string>(both).fill('both'), ...Array<string>(neither).fill('neither'));
  return [kinds.map((k) => k === 'b' || k === 'both'), kinds.map((k) => k === 'c' || k === 'both')];
}

describe('McNemar', () => {
  // Of as many of both, statsmodels' correction makes a difference; ours makes none, as R's.
  const compared = references.mcnemar.filter(({ b, c, exact }) => exact || b !== c);
  it.each(compared)('as statsmodels: $b and $c', ({ b, c, exact, statistic, pValue }) => {
    const found = mcnemar(...readings(b, c));
    expect(found).toMatchObject({ n: b + c + 10, b, c, exact });
    expect(found.statistic).toBeCloseTo(statistic, 9);
    if (pValue === 0) expect(found.pValue).toBeLessThan(1e-300);
    else expect(Math.abs(found.pValue / pValue - 1)).toBeLessThan(1e-10);
  });

  it('does not ask for an order', () => {
    const [first, second] = readings(30, 51);
    const turned = mcnemar(second, first);
    expect(turned).toMatchObject({ b: 51, c: 30, pValue: mcnemar(first, second).pValue });
  });

  it('equally many of both: p = 1, as R and as the exact test, however many there are', () => {
    expect(mcnemar(...readings(22, 22))).toMatchObject({ statistic: 0, pValue: 1, exact: false });
    expect(mcnemar(...readings(5, 5))).toMatchObject({ pValue: 1, exact: true });
  });

  it('no discordant picture: p = 1, with pictures or without', () => {
    expect(mcnemar(...readings(0, 0))).toMatchObject({ n: 10, b: 0, c: 0, pValue: 1, exact: true });
    expect(mcnemar([], [])).toMatchObject({ n: 0, pValue: 1, exact: true });
  });

  it('refuses lists of different lengths', () => {
    expect(() => mcnemar([true], [])).toThrow(/1 readings beside 0/);
  });
});

describe('the tail of chi-squared with one degree of freedom', () => {
  it('is that of a squared standard normal, summed up slowly', () => {
    const density = (t: number) => Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI);
    for (const x of [1e-6, 0.01, 0.5, 1, 2.9, 3.1, 3.841458820694124, 10, 30]) {
      const [from, to, steps] = [Math.sqrt(x), Math.sqrt(x) + 12, 20_000];
      const h = (to - from) / steps;
      let sum = 0;
      // Simpson's rule.
      for (let i = 0; i <= steps; i++)
        sum += density(from + i * h) * (i === 0 || i === steps ? 1 : i % 2 ? 4 : 2);
      expect(chiSquaredTail(x) / ((2 * h * sum) / 3)).toBeCloseTo(1, 9);
    }
  });

  it('starts at 1', () => {
    expect(chiSquaredTail(0)).toBe(1);
  });
});
