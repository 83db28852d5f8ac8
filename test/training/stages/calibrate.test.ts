import { describe, expect, it } from 'vitest';

import { fullHead } from '../../../src/artifact/labels.ts';
import { randomFor } from '../../../src/common/math/random.ts';
import type { LabeledPicture } from '../../../src/training/sources/types.ts';
import { calibrate } from '../../../src/training/stages/calibrate.ts';

const picture = (labels: Partial<LabeledPicture>): LabeledPicture => ({
  ...{ name: 'a', file: 'a', split: 'train' },
  ...labels,
});

describe('age', () => {
  it('leaves a tenth of the model-selection pictures on either side of the interval', () => {
    const random = randomFor(1, 'ages');
    const scale = { mean: 35, std: 20 };
    // Skewed: the net reads too young more often than too old.
    const residuals = Array.from({ length: 1000 }, () => 4 * random.normal() ** 2 - 2);
    const read = residuals.map(() => random.uniform(1, 80));
    const outputs = Float32Array.from(read, (years) => (years - scale.mean) / scale.std);
    const pictures = read.map((years, i) => picture({ ageYears: years + residuals[i]! }));
    const { ageInterval, temperature } = calibrate(fullHead('age'), outputs, pictures, scale);
    const { low, high } = ageInterval!;
    const below = residuals.filter((r) => r < low).length;
    const above = residuals.filter((r) => r > high).length;
    expect(temperature).toBe(1);
    expect(Math.abs(below - 100)).toBeLessThanOrEqual(1);
    expect(Math.abs(above - 100)).toBeLessThanOrEqual(1);
    expect(1000 - below - above).toBeGreaterThanOrEqual(798);
  });
});

describe('classes', () => {
  it('find the temperature that their logits were sharpened by', () => {
    const random = randomFor(2, 'genders');
    const logits: number[] = [];
    const pictures = Array.from({ length: 4000 }, () => {
      const honest = random.uniform(-2, 2);
      logits.push(3 * honest, 0);
      return picture({ gender: random.bool(1 / (1 + Math.exp(-honest))) ? 0 : 1 });
    });
    const { temperature, ageInterval } = calibrate(
      fullHead('gender'),
      Float32Array.from(logits),
      pictures,
      null,
    );
    expect(ageInterval).toBeNull();
    expect(temperature).toBeGreaterThan(2.6);
    expect(temperature).toBeLessThan(3.4);
  });
});
