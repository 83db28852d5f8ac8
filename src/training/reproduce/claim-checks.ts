import type { Task, Visible } from '../../artifact/labels.ts';
import type { Dataset, Metric, ModelRow } from './cell.ts';
import { HALF_OF_INTEREST, lowerIsBetter } from './cell.ts';

/** What a claim says of one net on one data set: which figures decide, and how. */

/** A figure in the metric's unit, and whether its model is significantly better than the student. */
export interface KnownFigure {
  figure: number;
  significant: boolean | null;
}

export interface Group {
  dataset: Dataset;
  task: Task;
  metric: Metric;
}

export interface Check {
  /** Of the pictures or the models, for whoever reads it. */
  what: string;
  needs: readonly (readonly [model: ModelRow, test: Visible])[];
  /** @returns undefined if these figures cannot decide */
  judge: (figures: readonly KnownFigure[]) => { told: string; holds: boolean } | undefined;
}

/** The least that the paper's teachers lose, in points; and by how much their error in years grows. */
export const LEAST_LOSS = 4;
export const LEAST_GROWTH = 1.7;
/** What we call much better: a little less than the least gap between students in the paper, 2.53 points. */
export const MUCH = 2;

export function loss(half: Visible): Check {
  return {
    what: `${half} half`,
    needs: [
      ['teacher', 'full'],
      ['teacher', half],
    ],
    judge([full, hidden]) {
      const lost = full!.figure - hidden!.figure;
      return { told: `${arrow(full, hidden)}, ${points(-lost)}`, holds: lost >= LEAST_LOSS };
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
      return {
        told: `${arrow(full, hidden)} years, ${times.toFixed(2)} times`,
        holds: times >= LEAST_GROWTH,
      };
    },
  };
}

export function wonBack(half: 'lower' | 'upper', metric: Metric): Check {
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
      return {
        told: `${arrow(full, hidden, student)}, ${(100 * share).toFixed(0)} % won back`,
        holds: share > 0.5,
      };
    },
  };
}

export function halvesApart(model: 'teacher' | 'student'): Check {
  return {
    what: model,
    needs: [
      [model, 'lower'],
      [model, 'upper'],
    ],
    judge([lower, upper]) {
      const ahead = lower!.figure - upper!.figure;
      return {
        told: `lower ${show(lower)}, upper ${show(upper)}, ${points(ahead)}`,
        holds: ahead >= MUCH,
      };
    },
  };
}

export function upperHalfWins(metric: Metric): Check {
  return {
    what: 'student',
    needs: [
      ['student', 'lower'],
      ['student', 'upper'],
    ],
    judge: ([lower, upper]) => ({
      told: `lower ${show(lower)}, upper ${show(upper)}${yearsOf(metric)}`,
      holds: gain(metric, lower!, upper!) >= 0,
    }),
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
    judge: ([student, distilled]) => ({
      told: `${arrow(student, distilled)}${yearsOf(metric)}`,
      holds: gain(metric, student!, distilled!) > 0,
    }),
  };
}

export function addsMost({ task, metric }: Group): Check {
  const half = HALF_OF_INTEREST[task];
  return {
    what: `${half} half`,
    needs: [
      ['standard', half],
      ['triplet', half],
      ['ensemble', half],
    ],
    judge: ([standard, triplet, both]) => ({
      told: `standard ${show(standard)}, triplet ${show(triplet)}, both ${show(both)}${yearsOf(metric)}`,
      holds: gain(metric, standard!, both!) > 0 && gain(metric, triplet!, both!) > 0,
    }),
  };
}

export function addsSignificantly({ task }: Group): Check {
  const half = HALF_OF_INTEREST[task];
  return {
    what: `${half} half`,
    needs: [
      ['student', half],
      ['ensemble', half],
    ],
    judge([student, both]) {
      if (both!.significant === null) return undefined;
      const word = both!.significant ? 'significant' : 'not significant';
      return { told: `${arrow(student, both)}, ${word}`, holds: both!.significant };
    },
  };
}

/** How much better the second is, in the metric's unit. */
function gain(metric: Metric, first: KnownFigure, second: KnownFigure): number {
  return (second.figure - first.figure) * (lowerIsBetter(metric) ? -1 : 1);
}

const show = (known: KnownFigure | undefined): string => known!.figure.toFixed(2);
const arrow = (...steps: (KnownFigure | undefined)[]): string => steps.map(show).join(' → ');
const points = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)} points`;
const yearsOf = (metric: Metric): string => (metric === 'maeYears' ? ' years' : '');
