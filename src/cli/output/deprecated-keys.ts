import type { Card } from '../../artifact/card.ts';
import type { ServedFrame } from '../../inference/live/serving.ts';
import type { ClassPrediction } from '../../inference/runtime/class-prediction.ts';
import type { PartShare } from '../../training/explain/heat-shares.ts';
import type { Prediction } from './prediction.ts';

/** Keys of `--json` up to version 0.1, written beside the present ones for one version; then this file goes. */

/** `hidden` and `emotion` of faces, `sure` of their predictions. */
export function withDeprecatedKeys(frame: Prediction | ServedFrame): object {
  const faces = frame.faces.map((face) => {
    const { occlusion, expression, gender } = face;
    const both = expression && withSure(expression);
    return {
      ...face,
      ...(both && { expression: both }),
      ...(gender && { gender: withSure(gender) }),
      hidden: occlusion,
      ...(both && { emotion: both }),
    };
  });
  return { ...frame, faces };
}

function withSure(prediction: ClassPrediction): object {
  return { ...prediction, sure: prediction.confident };
}

/** `sure` of a card. */
export function withDeprecatedCardKeys(card: Card): object {
  return { ...card, sure: card.confidenceThreshold };
}

/** `hidden` of the heat on parts of a face. */
export function withDeprecatedPart<T extends { readonly occluded: PartShare }>(
  shares: T | null,
): (T & { hidden: PartShare }) | null {
  return shares && { ...shares, hidden: shares.occluded };
}
