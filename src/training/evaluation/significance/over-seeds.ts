import { DemifaceError } from '../../../common/error.ts';
import { mean } from '../metrics/mae.ts';
import { message } from '../../../messages/message.ts';

export interface OverSeeds {
  seeds: number;
  mean: number;
  /** Sample standard deviation (over n − 1); null for a single seed. */
  std: number | null;
}

/**
 * One figure of several runs that differ in their seed alone.
 * @throws DemifaceError `missing` without figures
 */
export function overSeeds(figures: readonly number[]): OverSeeds {
  if (figures.length === 0) throw new DemifaceError('missing', message('training.noFigures'));
  const middle = mean(figures);
  const squares = figures.reduce((sum, figure) => sum + (figure - middle) ** 2, 0);
  const std = figures.length === 1 ? null : Math.sqrt(squares / (figures.length - 1));
  return { seeds: figures.length, mean: middle, std };
}
