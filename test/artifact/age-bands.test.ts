import { expect, test } from 'vitest';

import { AGE_BANDS, ageBandOf } from '../../src/artifact/age-bands.ts';

test('every age has the band whose name holds it', () => {
  for (let years = 0; years < 110; years += 0.25) {
    const band = ageBandOf(years);
    const whole = Math.floor(years);
    if (whole < 18) expect(band).toBe('under 18');
    else if (whole >= 65) expect(band).toBe('65+');
    else {
      const [from, to] = band.split('-').map(Number);
      expect([whole >= from!, whole <= to!]).toEqual([true, true]);
    }
  }
  expect(AGE_BANDS.includes(ageBandOf(-3))).toBe(true);
  expect(ageBandOf(-3)).toBe('under 18');
});
