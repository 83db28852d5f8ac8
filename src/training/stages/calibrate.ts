import type { Card } from '../../artifact/card.ts';
import type { ModelTask } from '../../artifact/labels.ts';
import { headWidth } from '../../artifact/labels.ts';
import { yearsOf } from '../../artifact/years.ts';
import type { AgeScale } from '../../artifact/years.ts';
import { labelOf } from '../data/targets.ts';
import type { LabelledPicture } from '../data/types.ts';
import { quantile } from '../evaluation/bootstrap.ts';
import { fitTemperature } from '../evaluation/temperature.ts';

/** The interval leaves out this share of the pictures on either side. */
const TAIL = 0.1;

/**
 * Makes readings honest on the choosing pictures: a temperature for classes (Guo et al. 2017), an interval for age.
 * @param outputs [pictures, head width] as the net gives them
 */
export function calibrate(
  task: ModelTask,
  outputs: Float32Array,
  pictures: readonly LabelledPicture[],
  ageScale: AgeScale | null,
): Pick<Card, 'temperature' | 'ageInterval'> {
  const truth = pictures.map((picture) => labelOf(picture, task));
  if (!ageScale)
    return {
      temperature: fitTemperature(outputs, Int32Array.from(truth), headWidth(task)),
      ageInterval: null,
    };
  const residuals = Float64Array.from(truth, (age, i) => age - yearsOf({ ageScale }, outputs[i]!)).sort();
  return {
    temperature: 1,
    ageInterval: { low: quantile(residuals, TAIL), high: quantile(residuals, 1 - TAIL) },
  };
}
