import type { Card } from '../../artifact/card.ts';
import { cardSchema } from '../../artifact/card.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import { architectureOf, weightsOf } from '../library/load-model.ts';
import { onnxModel } from '../models/onnx/index.ts';
import type { Answers } from './answers.ts';
import { cardFigures } from './card-figures.ts';

/**
 * A shipped model with its threshold, weak labels and figures computed anew from its answers. Weights, temperature and
 * interval stay as they are, so its outputs do too.
 * @param model as `readModel` gives it
 */
export function recalibrated(model: ModelFolder, answers: Answers): { card: Card; onnx: Uint8Array } {
  // Parsed: keys in the schema's order, so that the same answers give the same bytes.
  const card = cardSchema.parse({ ...model.card, ...cardFigures(model.card, answers) });
  return { card, onnx: onnxModel(architectureOf(model), weightsOf(model), card, 'float16') };
}
