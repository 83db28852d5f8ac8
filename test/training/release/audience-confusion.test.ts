import { expect, test } from 'vitest';

import { AGE_BANDS, ageBandOf } from '../../../src/artifact/age-bands.ts';
import type { PreparedPicture } from '../../../src/training/datasets/prepared.ts';
import { randomFor } from '../../../src/common/math/random.ts';
import { audienceConfusion } from '../../../src/training/release/audience-confusion.ts';

const random = randomFor(1, 'faces');
const ages = Array.from({ length: 300 }, () => Math.floor(random.uniform(0, 90)));
const pictures = ages.map((ageYears, row) => ({
  name: `${row}`,
  row,
  split: 'test',
  ageYears,
})) as PreparedPicture[];

test('ages: each band by the band that it is read as, children too', () => {
  const predicted = ages.map((age) => age + 8 * random.normal());
  const confusion = audienceConfusion(
    { task: 'age', labels: null, temperature: 1, confidenceThreshold: 0.5 },
    { pictures, truth: ages, predicted, outputs: new Float32Array() },
  )!;
  AGE_BANDS.forEach((truth, t) =>
    AGE_BANDS.forEach((read, r) => {
      const count = ages.filter(
        (age, i) => ageBandOf(age) === truth && ageBandOf(predicted[i]!) === read,
      ).length;
      expect(confusion[t]![r]).toBe(count);
    }),
  );
});

test('genders: of adults, where the model is sure', () => {
  const truth = ages.map(() => random.int(2));
  const outputs = Float32Array.from({ length: 600 }, () => 2 * random.normal());
  const predicted = ages.map((_, i) => (outputs[2 * i]! >= outputs[2 * i + 1]! ? 0 : 1));
  const card = {
    task: 'gender' as const,
    labels: ['male', 'female'],
    temperature: 1.3,
    confidenceThreshold: 0.7,
  };
  const confusion = audienceConfusion(card, { pictures, truth, predicted, outputs })!;
  const isCounted = (i: number) => {
    const margin = Math.abs(outputs[2 * i]! - outputs[2 * i + 1]!) / card.temperature;
    return ages[i]! >= 18 && 1 / (1 + Math.exp(-margin)) >= card.confidenceThreshold;
  };
  for (const t of [0, 1])
    for (const r of [0, 1])
      expect(confusion[t]![r]).toBe(
        ages.filter((_, i) => isCounted(i) && truth[i] === t && predicted[i] === r).length,
      );
  expect(confusion.flat().reduce((a, b) => a + b, 0)).toBeLessThan(250);
});

test('nothing of other tasks, nor without ages', () => {
  const nobody = pictures.map(({ name, row, split }) => ({ name, row, split })) as PreparedPicture[];
  const readings = { pictures: nobody, truth: [], predicted: [], outputs: new Float32Array() };
  const card = { labels: ['male', 'female'], temperature: 1, confidenceThreshold: 0.5 };
  expect(audienceConfusion({ ...card, task: 'gender' }, readings)).toBeUndefined();
  expect(audienceConfusion({ ...card, task: 'expression' }, { ...readings, pictures })).toBeUndefined();
});
