import { checkAugmentation } from './augment.ts';
import type { Augmentation } from './augment.ts';
import type { Occlusion } from '../occlusion/occlusion.ts';
import { shuffledOrder } from '../../common/math/random.ts';
import type { Scaling } from '../../artifact/scaling.ts';

/** All that decides the content of every batch of every epoch. Plain data: it crosses to the worker as it is. */
export interface BatchPlan {
  /** Prepared pictures one after the other, size x size x channels bytes each, nothing before or between them. */
  readonly picturesPath: string;
  readonly size: number;
  readonly channels: 1 | 3;
  /** Which pictures of the file take part; a number may stand more than once. */
  readonly rows: Int32Array;
  readonly outputSize: number;
  readonly scaling: Scaling;
  /** Each batch holds the same pictures, varied the same way, once per view. */
  readonly views: readonly Occlusion[];
  /** `null`: pictures as they are, only resized. */
  readonly augmentation: Augmentation | null;
  readonly batchSize: number;
  readonly seed: number;
  readonly shuffle: boolean;
  /** Leave out the last batch of an epoch if it is not full. */
  readonly dropLast: boolean;
  /** Mirrors every picture (after its variation), for readings averaged over both. */
  readonly mirrored: boolean;
  /** The network looks at the rows that show alone: nothing is drawn in the others, they are black. Default false. */
  readonly cropped?: boolean;
}

/** @throws RangeError with the expected and the actual value */
export function checkPlan(plan: BatchPlan): void {
  const whole = { size: plan.size, outputSize: plan.outputSize, batchSize: plan.batchSize };
  for (const [name, value] of Object.entries(whole))
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`${name} must be a whole number from 1, not ${value}`);
  if (plan.views.length === 0) throw new RangeError('views must name at least one view');
  if (plan.scaling.std.some((std) => !(std > 0)))
    throw new RangeError(`scaling.std must be above 0, not ${plan.scaling.std.join(', ')}`);
  for (const { drawnShare } of plan.views)
    if (drawnShare !== undefined && !(drawnShare >= 0 && drawnShare <= 1))
      throw new RangeError(`drawnShare must lie in 0 … 1, not ${drawnShare}`);
  for (const row of plan.rows) if (row < 0) throw new RangeError(`rows must not be negative: ${row}`);
  if (plan.augmentation) checkAugmentation(plan.augmentation);
}

export function batchesPerEpoch(plan: BatchPlan): number {
  const count = plan.rows.length / plan.batchSize;
  return plan.dropLast ? Math.floor(count) : Math.ceil(count);
}

/** The order in which an epoch visits the positions 0 … rows.length - 1. */
export function epochOrder(plan: BatchPlan, epoch: number): Int32Array {
  const n = plan.rows.length;
  return plan.shuffle ? shuffledOrder(plan.seed, epoch, n) : Int32Array.from({ length: n }, (_, i) => i);
}

/** Numbers in one view of one picture. */
export function viewLength(plan: BatchPlan): number {
  return plan.outputSize * plan.outputSize * 3;
}
