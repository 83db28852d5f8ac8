import { softmaxRows } from '../../common/probabilities.ts';
import { ageReading } from '../prediction/reading.ts';
import { classReading } from '../runtime/class-reading.ts';
import type { Recognition } from '../occlusion/occlusion-classifier.ts';
import type { FrameReading } from '../prediction/live-frame.ts';
import type { TaskReading } from './read-tasks.ts';

/** What was read of one face on one frame, unsmoothed. */
export function frameReading(
  recognition: Recognition | undefined,
  readings: readonly TaskReading[],
): FrameReading {
  const parts = readings.map(({ model: { card }, outputs }): Partial<FrameReading> => {
    if (card.task === 'age') return { ageYears: ageReading(card, outputs[0]!) };
    const labels = card.labels!;
    const raw = softmaxRows(outputs, labels.length);
    const both = {
      raw: Object.fromEntries(labels.map((label, k) => [label, raw[k]!])),
      calibrated: classReading(card, outputs).probs,
    };
    return card.task === 'gender' ? { gender: both } : { emotion: both };
  });
  const [first] = readings;
  const shown = first && { visible: first.model.card.visible };
  return Object.assign({}, recognition && { hidden: recognition.probs }, shown, ...parts) as FrameReading;
}
