import type { Card } from '../../artifact/card.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import type { CurriculumPictures } from '../curriculum/pictures.ts';
import { labelOf } from '../datasets/targets.ts';
import { fitTemperature, likelihoodLoss } from '../evaluation/calibration/temperature.ts';
import { architectureOf } from '../library/load-model.ts';
import { gigaMacs } from '../models/index.ts';
import { selectionMetrics } from '../stages/selection.ts';
import type { Pair } from './averaged.ts';
import { averaged, pairsOf } from './averaged.ts';
import { modelOutputs } from '../library/model-outputs.ts';
import type { Head } from '../../artifact/labels.ts';
import { headWidth } from '../../artifact/labels.ts';

/** A way to read one task from what shows of a face. */
export interface Candidate {
  /** One, or two whose outputs are averaged. */
  models: readonly [ModelFolder] | Pair;
  /** Whether the mirror image is averaged in. */
  flip: boolean;
  /** Multiply-adds of one reading, in 10⁹. */
  gigaMacs: number;
  /** Of the model-selection pictures: [pictures, head width]. */
  outputs: Float32Array;
  /** 1 − accuracy, or the MAE in years, on the model-selection pictures. */
  error: number;
  /**
   * On the same: negative log likelihood at the fitted temperature, in nats, or the MAE in years. Every picture has a say in
   * it; in an accuracy only those that two candidates read apart.
   */
  loss: number;
}

/**
 * So much may one reading cost, in 10⁹ multiply-adds: the occlusion and all tasks of one face take under 8 ms of one core
 * together. Where half is hidden the scenarios of interest come first; the mirror image improves age by a few hundredths of a year.
 */
function mostGigaMacs({ task, visible }: Card): number {
  if (visible === 'full') return task === 'expression' ? 0.1 : 0.15;
  if (task === 'expression') return 0.2;
  return task === 'gender' && visible === 'upper' ? 0.15 : 0.08;
}

/**
 * Less than this is no difference: half a point, about the standard error between two models that read one picture in
 * twenty apart, on 2,500 of them; a five-hundredth of a nat, a hundredth of a year.
 */
const SAME = { accuracy: 0.005, nats: 0.002, years: 0.01 } as const;

/** Two passes of one net and one pass of two such nets with a joined head differ by less than this factor. */
const SAME_COST = 1.02;

/** Every model and every pair of them, with and without the mirror image, as far as one may cost. */
export async function candidatesOf(
  models: readonly ModelFolder[],
  pictures: CurriculumPictures,
  signal?: AbortSignal,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const flip of [false, true]) {
    const single = new Map<ModelFolder, Candidate>();
    for (const model of models) {
      const cost = (flip ? 2 : 1) * gigaMacs(architectureOf(model));
      if (cost > mostGigaMacs(model.card)) continue;
      const outputs = await selectionOutputs(model, flip, pictures, signal);
      single.set(model, judged([model], flip, cost, outputs, pictures));
    }
    candidates.push(...single.values());
    for (const pair of pairsOf([...single.keys()])) {
      const [first, second] = pair.map((model) => single.get(model)!) as [Candidate, Candidate];
      const cost = first.gigaMacs + second.gigaMacs;
      if (cost > mostGigaMacs(pair[0].card)) continue;
      const outputs = first.outputs.map((value, i) => (value + second.outputs[i]!) / 2);
      candidates.push(judged(pair, flip, cost, outputs, pictures));
    }
  }
  return candidates;
}

/** What it ships as. */
export function modelOf({ models: [first, second] }: Candidate): ModelFolder {
  return second ? averaged([first, second]) : first;
}

function selectionOutputs(
  model: ModelFolder,
  flip: boolean,
  { prepared, selection }: CurriculumPictures,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const { visible } = model.card;
  return modelOutputs(model, 'output', { prepared, pictures: selection, visible, flip }, signal);
}

function judged(
  models: Candidate['models'],
  flip: boolean,
  cost: number,
  outputs: Float32Array,
  { selection, ageScale }: CurriculumPictures,
): Candidate {
  const { card } = models[0];
  const { error } = selectionMetrics(card, outputs, selection, ageScale);
  const loss = card.task === 'age' ? error : calibratedLoss(card, outputs, selection);
  return { models, flip, gigaMacs: cost, outputs, error, loss };
}

function calibratedLoss(
  head: Head,
  outputs: Float32Array,
  choosing: CurriculumPictures['selection'],
): number {
  const truth = Int32Array.from(choosing, (picture) => labelOf(picture, head));
  const width = headWidth(head);
  return likelihoodLoss(outputs, truth, width, fitTemperature(outputs, truth, width));
}

/**
 * The best on the model-selection pictures: by accuracy or MAE; of those that are as good, by likelihood; of those, by cost.
 * Margins of a linear machine are no likelihoods: they only tell two candidates apart that are right equally often.
 */
export function bestCandidate(candidates: readonly Candidate[]): Candidate {
  const isAge = candidates[0]!.models[0].card.task === 'age';
  const asGood = least(candidates, ({ error }) => error, isAge ? SAME.years : SAME.accuracy);
  const asLikely = least(asGood, ({ loss }) => loss, isAge ? SAME.years : SAME.nats);
  const cheapest = Math.min(...asLikely.map(({ gigaMacs }) => gigaMacs));
  const asCheap = asLikely.filter(({ gigaMacs }) => gigaMacs <= cheapest * SAME_COST);
  return asCheap.reduce((a, b) => (b.error < a.error ? b : a));
}

/** Those that are no more than `same` above the least. */
function least(
  candidates: readonly Candidate[],
  of: (candidate: Candidate) => number,
  same: number,
): readonly Candidate[] {
  const limit = Math.min(...candidates.map(of)) + same;
  return candidates.filter((candidate) => of(candidate) <= limit);
}
