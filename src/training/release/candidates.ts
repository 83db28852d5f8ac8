import type { ModelFolder } from '../../artifact/model-folder.ts';
import type { CurriculumPictures } from '../curriculum/pictures.ts';
import { architectureOf, withModel } from '../load-model.ts';
import { gigaMacs } from '../models/index.ts';
import { choosingMetrics } from '../stages/choosing.ts';
import { outputsOf } from '../stages/outputs.ts';
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
}

/** So much may one reading cost: two passes of the compact net at 64×64, four at 48×48, under 3 ms of one core. */
const MOST_GIGA_MACS = 0.15;
/** A dearer candidate must be better by more than this: a tenth of a point, or a hundredth of a year. */
const WORTH = { classes: 0.001, years: 0.01 } as const;

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
    const { size: inputSize, scaling } = preprocessing;
    const { picturesPath, size, channels } = prepared;
    const rows = choosing.map(({ row }) => row);
    const once = gigaMacs(architectureOf(model));
    for (const flip of [false, true]) {
      const cost = flip ? 2 * once : once;
      if (cost > MOST_GIGA_MACS) continue;
      const question = { picturesPath, size, channels, rows, inputSize, scaling, visible, flip };
      const outputs = await withModel(model, ['output'], (run) =>
        outputsOf((input) => run(input)[0]!, headWidth(task), question, signal),
      );
      const { error } = choosingMetrics(task, outputs, choosing, ageScale);
      candidates.push({ model, flip, gigaMacs: cost, outputs, error });
    }
  }
  return candidates;
}

/** The best on the choosing pictures; of those that are as good as it, the cheapest; of those that cost as much, the best. */
export function bestCandidate(candidates: readonly Candidate[]): Candidate {
  const least = Math.min(...candidates.map(({ error }) => error));
  const worth = candidates[0]!.model.card.task === 'age' ? WORTH.years : WORTH.classes;
  const asGood = candidates.filter(({ error }) => error <= least + worth);
  const cheapest = Math.min(...asGood.map(({ gigaMacs: cost }) => cost));
  const asCheap = asGood.filter(({ gigaMacs: cost }) => cost <= cheapest * SAME_COST);
  return asCheap.reduce((a, b) => (b.error < a.error ? b : a));
}
