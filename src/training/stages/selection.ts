import type { Head } from '../../artifact/labels.ts';
import { headWidth } from '../../artifact/labels.ts';
import { topLabels } from '../../common/math/probabilities.ts';
import { yearsOf } from '../../artifact/years.ts';
import type { AgeScale } from '../../artifact/years.ts';
import { labelOf } from '../datasets/targets.ts';
import type { LabeledPicture } from '../sources/types.ts';
import { accuracy, weightedAccuracy } from '../evaluation/metrics/accuracy.ts';
import { confusionMatrix } from '../evaluation/metrics/confusion.ts';
import { absoluteErrors, mean } from '../evaluation/metrics/mae.ts';

/** Figures of one epoch on the model-selection pictures, without intervals. */
export interface SelectionMetrics {
  /** What schedules and the best epoch look at: 1 − accuracy, or the MAE in years. Lower is better. */
  error: number;
  metrics: Record<string, number>;
}

/** @param outputs [pictures, head width] as the net gives them */
export function selectionMetrics(
  head: Head,
  outputs: Float32Array,
  pictures: readonly LabeledPicture[],
  ageScale: AgeScale | null,
): SelectionMetrics {
  const truth = pictures.map((picture) => labelOf(picture, head));
  if (head.task === 'age') {
    const years = outputs.map((output) => yearsOf({ ageScale }, output));
    const maeYears = mean(absoluteErrors(truth, years));
    return { error: maeYears, metrics: { maeYears } };
  }
  const width = headWidth(head);
  const confusion = confusionMatrix(Int32Array.from(truth), topLabels(outputs, width), width);
  const right = accuracy(confusion);
  return { error: 1 - right, metrics: { accuracy: right, weightedAccuracy: weightedAccuracy(confusion) } };
}
