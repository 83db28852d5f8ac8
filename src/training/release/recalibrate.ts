import type { Card } from '../../artifact/card.ts';
import { cardSchema } from '../../artifact/card.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import { architectureOf, weightsOf } from '../library/load-model.ts';
import { onnxModel } from '../models/onnx/index.ts';
import type { ModelPredictions } from './model-predictions.ts';
import { cardFigures } from './card-figures.ts';

/**
 * A shipped model with its threshold, weak labels and figures computed anew from its predictions. Weights, temperature and
 * interval stay as they are, so its outputs do too.
 * @param model as `readModel` gives it
 */
export function recalibrated(
  model: ModelFolder,
  predictions: ModelPredictions,
): { card: Card; onnx: Uint8Array } {
  // Parsed: keys in the schema's order, so that the same predictions give the same bytes.
  const card = cardSchema.parse({ ...model.card, ...cardFigures(model.card, predictions) });
  return { card, onnx: onnxModel(architectureOf(model), weightsOf(model), card, 'float16') };
}
