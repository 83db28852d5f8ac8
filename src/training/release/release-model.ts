import type { Card } from '../../artifact/card.ts';
import { cardSchema } from '../../artifact/card.ts';
import { headWidth } from '../../artifact/labels.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import type { CurriculumPictures } from '../curriculum/pictures.ts';
import { cropOf } from '../sources/crops.ts';
import { labelOf } from '../datasets/targets.ts';
import { architectureOf, weightsOf } from '../library/load-model.ts';
import type { WeightValues } from '../models/index.ts';
import { namedWeights } from '../models/index.ts';
import { halfWeights, onnxModel } from '../models/onnx/index.ts';
import type { Preset } from '../presets/index.ts';
import { calibrate } from '../stages/calibrate.ts';
import { selectionMetrics } from '../stages/selection.ts';
import type { ModelPredictions } from './model-predictions.ts';
import { modelPredictions } from './model-predictions.ts';
import type { Balance } from './balance.ts';
import { balanceLogits, shiftLogits } from './balance.ts';
import type { Candidate } from './candidates.ts';
import { bestCandidate, candidatesOf, modelOf } from './candidates.ts';
import { cardFigures } from './card-figures.ts';

/** A model as it ships. */
export interface Release {
  card: Card;
  /** Kernels in half precision. */
  onnx: Uint8Array;
  candidates: readonly Candidate[];
  chosen: Candidate;
  balance: Balance | null;
  /** What the card's figures are computed from. */
  predictions: ModelPredictions;
}

/**
 * Makes a shipped model of the best of several: rare classes balanced, kernels rounded, calibrated and its threshold
 * chosen on the model-selection pictures, measured on the reported split.
 * @param models of one task and one visible half, all trained on these pictures
 */
export async function releaseModel(
  models: readonly ModelFolder[],
  pictures: CurriculumPictures,
  signal?: AbortSignal,
): Promise<Release> {
  const candidates = await candidatesOf(models, pictures, signal);
  const chosen = bestCandidate(candidates);
  const model = modelOf(chosen);
  const { flip } = chosen;
  const { card: trained } = model;
  const { selection, ageScale } = pictures;
  const balance = trained.labels && balanceOf(trained, chosen.outputs, pictures);
  const outputs = balance ? shiftLogits(chosen.outputs, balance.shift) : chosen.outputs;
  const architecture = architectureOf(model);
  const exact = balance ? shiftBias(model, balance.shift) : weightsOf(model);
  const weights = halfWeights(architecture, exact);
  const calibration = calibrate(trained, outputs, selection, ageScale);
  const card: Card = {
    ...trained,
    ...calibration,
    crop: cropOf(trained.data.layout as Preset['layout']),
    flip,
    metrics: selectionMetrics(trained, outputs, selection, ageScale).metrics,
  };
  const shipped = {
    ...model,
    card,
    weights: namedWeights(architecture, weights),
  };
  const predictions = await modelPredictions(shipped, pictures, signal);
  const measured = cardSchema.parse({ ...card, ...cardFigures(card, predictions) });
  const onnx = onnxModel(architecture, weights, measured, 'float16');
  return { card: measured, onnx, candidates, chosen, balance, predictions };
}

function balanceOf(
  card: Card,
  outputs: Float32Array,
  { train, selection, ageScale }: CurriculumPictures,
): Balance {
  const classes = headWidth(card);
  const counts = new Array<number>(classes).fill(0);
  for (const picture of train) counts[labelOf(picture, card)]!++;
  const truth = Int32Array.from(selection, (picture) => labelOf(picture, card));
  const { temperature } = calibrate(card, outputs, selection, ageScale);
  return balanceLogits(
    outputs,
    truth,
    counts.map((count) => count / train.length),
    temperature,
  );
}

function shiftBias(model: ModelFolder, shift: Float32Array): WeightValues {
  const name = `${model.card.taps.output}/bias`;
  const weights = new Map(weightsOf(model));
  weights.set(name, shiftLogits(weights.get(name)!, shift));
  return weights;
}
