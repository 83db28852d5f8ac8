import type { Card } from '../artifact/card.ts';
import { agePrediction } from '../inference/prediction/face-prediction.ts';
import { classPrediction } from '../inference/runtime/class-prediction.ts';
import type { SheetPrediction } from './contact-sheet.ts';

/** An age is called right when it is nearer than this to the truth. */
const AGE_OFF_YEARS = 5;

/**
 * Prediction of a model for one face, and whether that is right.
 * @param outputs [head width]
 * @param truth index of the class, or the age in years; left out where it is unknown
 */
export function sheetPrediction(card: Card, outputs: Float32Array, truth?: number): SheetPrediction {
  if (card.labels === null) {
    const years = agePrediction(card, outputs[0]!).value;
    const label = `${Math.round(years)} years`;
    if (truth === undefined) return { label };
    const off = Math.abs(years - truth);
    return { label, note: `${Math.round(off)} off`, right: off < AGE_OFF_YEARS };
  }
  const { label, probs } = classPrediction(card, outputs);
  const reading = { label, prob: probs[label]! };
  return truth === undefined ? reading : { ...reading, right: label === card.labels[truth] };
}
