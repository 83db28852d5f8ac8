import type { Interval } from '../evaluation/significance/bootstrap.ts';
import type { Task, Visible } from '../../artifact/labels.ts';
import type { Dataset, Metric, ModelRow } from './cell.ts';
import { HALF_OF_INTEREST, lowerIsBetter } from './cell.ts';

/** A claim for one net on one data set: which figures decide, and how. */

/** A figure in the metric's unit. Printed figures have no intervals. */
export interface KnownFigure {
  figure: number;
  ci95: Interval | null;
  /** Whether its model is significantly better than the student, after Holm's correction; null where nothing was tested. */
  significant: boolean | null;
}

export interface Group {
  dataset: Dataset;
  task: Task;
  metric: Metric;
}

export interface Check {
  /** Of the pictures or the models, for the reader. */
  what: string;
  needs: readonly (readonly [model: ModelRow, test: Visible])[];
  /** @returns undefined if these figures cannot decide */
  judge: (figures: readonly KnownFigure[]) => { numbers: string; holds: boolean } | undefined;
}

/** The least that the paper's teachers lose, in points; and by how much their error in years grows. */
export const MIN_LOSS_POINTS = 4;
export const MIN_ERROR_GROWTH = 1.7;
/** What we call much better: a little less than the least gap between students in the paper, 2.53 points. */
export const MUCH_BETTER_POINTS = 2;

export function loss(half: Visible): Check {
  return {
    what: `${half} half`,
    needs: [
      ['teacher', 'full'],
      ['teacher', half],
    ],
    judge([full, hidden]) {
      const lost = full!.figure - hidden!.figure;
      const reach = reachOf([1, full!], [1, hidden!]);
      return {
        numbers: `${arrow(full, hidden)}, ${points(-lost, reach)}`,
        holds: lost - reach >= MIN_LOSS_POINTS,
      };
    },
  };
}

export function growth(half: Visible): Check {
  return {
    what: `${half} half`,
    needs: [
      ['teacher', 'full'],
      ['teacher', half],
    ],
    judge([full, hidden]) {
      const times = hidden!.figure / full!.figure;
      const reach = reachOf([1 / full!.figure, hidden!], [times / full!.figure, full!]);
      return {
        numbers: `${arrow(full, hidden)} years, ${times.toFixed(2)}${plusMinus(reach)} times`,
        holds: times - reach >= MIN_ERROR_GROWTH,
      };
    },
  };
}

export function recoversAccuracy(half: 'lower' | 'upper', metric: Metric): Check {
  return {
    what: `${half} half`,
    needs: [
      ['teacher', 'full'],
      ['teacher', half],
      ['student', half],
    ],
    judge([full, hidden, student]) {
      const lost = gain(metric, hidden!, full!);
      if (lost <= 0) return undefined;
      const share = gain(metric, hidden!, student!) / lost;
      const reach = reachOf([1 / lost, student!], [share / lost, full!], [(1 - share) / lost, hidden!]);
      const percent = (value: number) => (100 * value).toFixed(0);
      return {
        numbers: `${arrow(full, hidden, student)}, ${percent(share)}${reach > 0 ? ` ±${percent(reach)}` : ''} % won back`,
        holds: share - reach > 0.5,
      };
    },
  };
}

export function lowerBeatsUpper(model: 'teacher' | 'student'): Check {
  return {
    what: model,
    needs: [
      [model, 'lower'],
      [model, 'upper'],
    ],
    judge([lower, upper]) {
      const ahead = lower!.figure - upper!.figure;
      const reach = reachOf([1, lower!], [1, upper!]);
      return {
        numbers: `lower ${show(lower)}, upper ${show(upper)}, ${points(ahead, reach)}`,
        holds: ahead - reach >= MUCH_BETTER_POINTS,
      };
    },
  };
}

export function upperHalfIsBetter(metric: Metric): Check {
  return {
    what: 'student',
    needs: [
      ['student', 'lower'],
      ['student', 'upper'],
    ],
    judge([lower, upper]) {
      const ahead = gain(metric, lower!, upper!);
      const reach = reachOf([1, lower!], [1, upper!]);
      return {
        numbers: `lower ${show(lower)}, upper ${show(upper)}${yearsOf(metric)}${aheadBy(ahead, reach)}`,
        holds: ahead - reach >= 0,
      };
    },
  };
}

export function adds(model: 'standard' | 'triplet', { task, metric }: Group): Check {
  const half = HALF_OF_INTEREST[task];
  return {
    what: `${model} T-S`,
    needs: [
      ['student', half],
      [model, half],
    ],
    judge([student, distilled]) {
      const tested = distilled!.ci95 !== null && distilled!.significant !== null;
      const numbers = `${arrow(student, distilled)}${yearsOf(metric)}`;
      return {
        numbers: tested ? `${numbers}, ${significance(distilled!)}` : numbers,
        holds: gain(metric, student!, distilled!) > 0 && (!tested || distilled!.significant === true),
      };
    },
  };
}

export function gainsMost({ task, metric }: Group): Check {
  const half = HALF_OF_INTEREST[task];
  return {
    what: `${half} half`,
    needs: [
      ['standard', half],
      ['triplet', half],
      ['ensemble', half],
    ],
    judge([standard, triplet, both]) {
      const isAhead = (other: KnownFigure) =>
        gain(metric, other, both!) - reachOf([1, other], [1, both!]) > 0;
      const reach = reachOf([1, standard!], [1, both!]);
      return {
        numbers: `standard ${show(standard)}, triplet ${show(triplet)}, both ${show(both)}${yearsOf(metric)}${reach > 0 ? `, differences${plusMinus(reach)}` : ''}`,
        holds: isAhead(standard!) && isAhead(triplet!),
      };
    },
  };
}

export function gainsSignificantly({ task }: Group): Check {
  const half = HALF_OF_INTEREST[task];
  return {
    what: `${half} half`,
    needs: [
      ['student', half],
      ['ensemble', half],
    ],
    judge([student, both]) {
      if (both!.significant === null) return undefined;
      return { numbers: `${arrow(student, both)}, ${significance(both!)}`, holds: both!.significant };
    },
  };
}

/** How much better the second is, in the metric's unit. */
function gain(metric: Metric, first: KnownFigure, second: KnownFigure): number {
  return (second.figure - first.figure) * (lowerIsBetter(metric) ? -1 : 1);
}

const show = (known: KnownFigure | undefined): string => known!.figure.toFixed(2);
const arrow = (...steps: (KnownFigure | undefined)[]): string => steps.map(show).join(' → ');
const points = (value: number, reach: number): string =>
  `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}${plusMinus(reach)} points`;
const plusMinus = (reach: number): string => (reach > 0 ? ` ±${reach.toFixed(2)}` : '');
const aheadBy = (ahead: number, reach: number): string =>
  reach > 0 ? `, ${ahead < 0 ? '−' : '+'}${Math.abs(ahead).toFixed(2)}${plusMinus(reach)}` : '';
const significance = ({ significant }: KnownFigure): string =>
  significant ? 'significant' : 'not significant';

/**
 * Half of the 95 % interval of a sum of figures, each times its weight, as if they were measured on different pictures: wider
 * than a paired one of models that are right on the same pictures. 0 for printed figures, which have no intervals.
 */
function reachOf(...terms: readonly (readonly [weight: number, known: KnownFigure])[]): number {
  return Math.hypot(...terms.map(([weight, { ci95 }]) => (ci95 ? (weight * (ci95[1] - ci95[0])) / 2 : 0)));
}
const yearsOf = (metric: Metric): string => (metric === 'maeYears' ? ' years' : '');
