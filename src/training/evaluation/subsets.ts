import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import { groupFigures } from './groups.ts';
import type { GroupFigures, Groups } from './groups.ts';

/** What the figures of any task are given beside predictions and truth. */
export interface EvaluationOptions {
  /** Decides the bootstrap's resamples. */
  seed: number;
  /** Default 1,000. */
  resamples?: number;
  /** For per-group figures, a list for each kind of group. */
  groups?: Groups;
  /** Which pictures also stand, byte for byte, in the training split: FER+ has such copies. */
  inTraining?: readonly boolean[];
}

export interface SubsetFigures<F> {
  groups: GroupFigures<F>;
  /** Pictures that also stand in the training split; only where `inTraining` was given. */
  copies?: number;
  /** The figures without those copies; `null` if nothing else is there. */
  withoutCopies?: F | null;
}

/** @param figuresOf figures of some of the pictures, given by their positions */
export function subsetFigures<F extends { n: number }>(
  n: number,
  { groups = {}, inTraining }: EvaluationOptions,
  figuresOf: (pictures: Int32Array) => F,
): SubsetFigures<F> {
  const byGroup = groupFigures(groups, n, figuresOf);
  if (inTraining === undefined) return { groups: byGroup };
  if (inTraining.length !== n)
    throw new DemifaceError('mismatch', message('training.copyCount', { n: inTraining.length, expected: n }));
  const fresh = Int32Array.from(inTraining.keys()).filter((i) => !inTraining[i]);
  return {
    groups: byGroup,
    copies: n - fresh.length,
    withoutCopies: fresh.length === 0 ? null : figuresOf(fresh),
  };
}

/** The entries at these positions. */
export function pick(values: ArrayLike<number>, at: Int32Array): Float64Array {
  return Float64Array.from(at, (i) => values[i]!);
}

/** @throws DemifaceError `missing` without pictures */
export function checkNotEmpty(n: number): void {
  if (n === 0) throw new DemifaceError('missing', message('training.nothingToEvaluate'));
}
