import type { Card } from '../../artifact/card.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import type { CurriculumPictures } from '../curriculum/pictures.ts';
import { labelOf } from '../data/targets.ts';
import { fitTemperature, likelihoodLoss } from '../evaluation/temperature.ts';
import { architectureOf, withModel } from '../load-model.ts';
import { gigaMacs } from '../models/index.ts';
import { choosingMetrics } from '../stages/choosing.ts';
import { outputsOf } from '../stages/outputs.ts';
import type { ModelTask } from '../../artifact/labels.ts';
import { headWidth } from '../../artifact/labels.ts';

/** A way to read one task from what shows of a face. */
export interface Candidate {
  model: ModelFolder;
  /** Whether the mirror image is averaged in. */
  flip: boolean;
  /** Multiply-adds of one reading, in 10⁹. */
  gigaMacs: number;
  /** Of the choosing pictures: [pictures, head width]. */
  outputs: Float32Array;
  /** 1 − accuracy, or the MAE in years, on the choosing pictures. */
  error: number;
  /**
   * On the same: negative log likelihood at the fitted temperature, in nats, or the MAE in years. Every picture has a say in
   * it; in an accuracy only those that two candidates read apart.
   */
  loss: number;
}

/**
 * So much may one reading cost, in 10⁹ multiply-adds: what hides a face and all that is read of it take under 8 ms of one core
 * together. Where half is hidden the scenarios of interest come first; the mirror image tells age a few hundredths of a year.
 */
function mostGigaMacs({ task, visible }: Card): number {
  if (visible === 'full') return 0.15;
  if (task === 'expression') return 0.2;
  return task === 'gender' && visible === 'upper' ? 0.15 : 0.08;
}
/** Less than this is no difference: a tenth of a point, a five-hundredth of a nat, a hundredth of a year. */
const SAME = { accuracy: 0.001, nats: 0.002, years: 0.01 } as const;

/** Two passes of one net and one pass of two such nets with a joined head differ by less than this factor. */
const SAME_COST = 1.02;

/** Every model with and without its mirror image, as far as one may cost. */
export async function candidatesOf(
  models: readonly ModelFolder[],
  { prepared, choosing, ageScale }: CurriculumPictures,
  signal?: AbortSignal,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const model of models) {
    const { task, visible, preprocessing } = model.card;
    const most = mostGigaMacs(model.card);
    const { size: inputSize, scaling } = preprocessing;
    const rows = choosing.map(({ row }) => row);
    const once = gigaMacs(architectureOf(model));
    for (const flip of [false, true]) {
      const cost = flip ? 2 * once : once;
      if (cost > most) continue;
      const question = { prepared, rows, inputSize, scaling, visible, flip };
      const outputs = await withModel(model, ['output'], (run) =>
        outputsOf((input) => run(input)[0]!, headWidth(task), question, signal),
      );
      const { error } = choosingMetrics(task, outputs, choosing, ageScale);
      const loss = task === 'age' ? error : calibratedLoss(task, outputs, choosing);
      candidates.push({ model, flip, gigaMacs: cost, outputs, error, loss });
    }
  }
  return candidates;
}

function calibratedLoss(
  task: ModelTask,
  outputs: Float32Array,
  choosing: CurriculumPictures['choosing'],
): number {
  const truth = Int32Array.from(choosing, (picture) => labelOf(picture, task));
  const width = headWidth(task);
  return likelihoodLoss(outputs, truth, width, fitTemperature(outputs, truth, width));
}

/**
 * The best on the choosing pictures: by accuracy or MAE; of those that are as good, by likelihood; of those, by cost.
 * Margins of a linear machine are no likelihoods: they only tell two candidates apart that are right equally often.
 */
export function bestCandidate(candidates: readonly Candidate[]): Candidate {
  const isAge = candidates[0]!.model.card.task === 'age';
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
