import { MIN_CONFIDENCE_THRESHOLD } from '../../artifact/card.ts';
import type { Card } from '../../artifact/card.ts';
import type { Head } from '../../artifact/labels.ts';
import { headWidth } from '../../artifact/labels.ts';
import { softmaxRows } from '../../common/math/probabilities.ts';
import { yearsOf } from '../../artifact/years.ts';
import type { AgeScale } from '../../artifact/years.ts';
import { labelOf } from '../datasets/targets.ts';
import type { LabeledPicture } from '../sources/types.ts';
import { quantile } from '../../common/math/quantile.ts';
import { chooseConfidenceThreshold } from '../evaluation/calibration/confidence-threshold.ts';
import { fitTemperature } from '../evaluation/calibration/temperature.ts';

/** The interval leaves out this share of the pictures on either side. */
const TAIL = 0.1;

/**
 * Makes predictions honest on the model-selection pictures: for classes a temperature (Guo et al. 2017) and the probability from
 * which on they are confident; an interval for age.
 * @param outputs [pictures, head width] as the net gives them
 */
export function calibrate(
  head: Head,
  outputs: Float32Array,
  pictures: readonly LabeledPicture[],
  ageScale: AgeScale | null,
): Pick<Card, 'temperature' | 'ageInterval' | 'confidenceThreshold'> {
  const truth = pictures.map((picture) => labelOf(picture, head));
  if (!ageScale) {
    const [classes, width] = [Int32Array.from(truth), headWidth(head)];
    const temperature = fitTemperature(outputs, classes, width);
    const confidenceThreshold = chooseConfidenceThreshold(
      softmaxRows(outputs, width, temperature),
      classes,
      width,
    );
    return { temperature, confidenceThreshold, ageInterval: null };
  }
  const residuals = Float64Array.from(truth, (age, i) => age - yearsOf({ ageScale }, outputs[i]!)).sort();
  return {
    temperature: 1,
    confidenceThreshold: MIN_CONFIDENCE_THRESHOLD,
    ageInterval: { low: quantile(residuals, TAIL), high: quantile(residuals, 1 - TAIL) },
  };
}
