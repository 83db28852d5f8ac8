import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { holm } from '../../../../src/training/evaluation/significance/holm.ts';

/** Written by scripts/references/paired-tests.py. */
const references = JSON.parse(
  readFileSync(new URL('../fixtures/paired-tests.json', import.meta.url), 'utf8'),
) as { holm: { p: number[]; adjusted: number[] }[] };

describe('Holm', () => {
  it.each(references.holm)('as statsmodels: $p', ({ p, adjusted }) => {
    const found = holm(p);
    expect(found).toHaveLength(p.length);
    adjusted.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 12));
  });

  it('of nothing is nothing', () => {
    expect(holm([])).toEqual([]);
  });
});
