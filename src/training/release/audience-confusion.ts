import { AGE_BANDS, ageBandOf } from '../../artifact/age-bands.ts';
import type { Card } from '../../artifact/card.ts';
import { softmaxRows } from '../../common/math/probabilities.ts';
import { type Confusion, confusionMatrix } from '../evaluation/metrics/confusion.ts';

interface AudienceReadings {
  pictures: readonly { readonly ageYears?: number | undefined }[];
  truth: readonly number[];
  predicted: readonly number[];
  outputs: Float32Array;
}

/**
 * How a model misreads what an audience is counted by, each true class (row) by what it is read as: ages by `AGE_BANDS`;
 * genders of adults where the model is sure, for neither a child's gender nor an unsure one is counted.
 * @returns undefined for other tasks, and where pictures with a gender do not say their age
 */
export function audienceConfusion(
  {
    task,
    labels,
    temperature,
    confidenceThreshold,
  }: Pick<Card, 'task' | 'labels' | 'temperature' | 'confidenceThreshold'>,
  { pictures, truth, predicted, outputs }: AudienceReadings,
): Confusion | undefined {
  if (task === 'age') {
    const bands = (years: readonly number[]) =>
      Int32Array.from(years, (age) => AGE_BANDS.indexOf(ageBandOf(age)));
    return confusionMatrix(bands(truth), bands(predicted), AGE_BANDS.length);
  }
  if (task !== 'gender' || pictures.every(({ ageYears }) => ageYears === undefined)) return undefined;
  const classes = labels!.length;
  const probs = softmaxRows(outputs, classes, temperature);
  const counted = pictures.flatMap(({ ageYears }, i) =>
    ageYears !== undefined &&
    ageBandOf(ageYears) !== 'under 18' &&
    probs[i * classes + predicted[i]!]! >= confidenceThreshold
      ? [i]
      : [],
  );
  const of = (classesOf: readonly number[]) => Int32Array.from(counted, (i) => classesOf[i]!);
  return confusionMatrix(of(truth), of(predicted), classes);
}
