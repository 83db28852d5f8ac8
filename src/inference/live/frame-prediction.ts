import { softmaxRows } from '../../common/math/probabilities.ts';
import { agePrediction } from '../prediction/face-prediction.ts';
import { classPrediction } from '../runtime/class-prediction.ts';
import type { OcclusionPrediction } from '../occlusion/occlusion-classifier.ts';
import { customTitle } from '../../artifact/model-place.ts';
import type { FrameClass, FramePrediction } from '../prediction/live-frame.ts';
import type { TaskPrediction } from './predict-tasks.ts';

/** What was read of one face on one frame, unsmoothed. */
export function framePrediction(
  prediction: OcclusionPrediction | undefined,
  readings: readonly TaskPrediction[],
): FramePrediction {
  const custom: Record<string, FrameClass> = {};
  const parts = readings.map(({ model: { card }, outputs }): Partial<FramePrediction> => {
    if (card.task === 'age') return { ageYears: agePrediction(card, outputs[0]!) };
    const labels = card.labels!;
    const raw = softmaxRows(outputs, labels.length);
    const both = {
      raw: Object.fromEntries(labels.map((label, k) => [label, raw[k]!])),
      calibrated: classPrediction(card, outputs).probs,
    };
    if (card.task === 'custom') {
      custom[customTitle(card)] = both;
      return {};
    }
    return card.task === 'gender' ? { gender: both } : { expression: both };
  });
  const [first] = readings;
  const shown = first && { visible: first.model.card.visible };
  const own = Object.keys(custom).length > 0 && { custom };
  return Object.assign(
    {},
    prediction && { occlusion: prediction.probs },
    shown,
    own,
    ...parts,
  ) as FramePrediction;
}
