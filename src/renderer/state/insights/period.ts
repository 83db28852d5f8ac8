import type { AudienceSeries } from '../../../main/ipc/contract.ts';
import { addDays, daysUntil, isDay, mondayOf } from '../../../common/math/calendar.ts';

/** How a span is cut into columns. */
export type By = AudienceSeries['by'];

/** Days, both included. */
export interface Span {
  from: string;
  to: string;
}

export const PRESETS = ['thisWeek', 'lastWeek', 'last28', 'thisMonth', 'custom'] as const;
export type Preset = (typeof PRESETS)[number];

/** Weeks begin on Monday. The last 28 days are whole ones: they end yesterday, and hold each weekday four times. */
export function spanOf(preset: Exclude<Preset, 'custom'>, today: string): Span {
  const monday = mondayOf(today);
  switch (preset) {
    case 'thisWeek':
      return { from: monday, to: today };
    case 'lastWeek':
      return { from: addDays(monday, -7), to: addDays(monday, -1) };
    case 'last28':
      return { from: addDays(today, -28), to: addDays(today, -1) };
    case 'thisMonth':
      return { from: `${today.slice(0, 8)}01`, to: today };
  }
}

export type SpanProblem = 'unreadable' | 'reversed' | 'future';

/** Why these days are no valid query; null if they are. */
export function spanProblem({ from, to }: Span, today: string): SpanProblem | null {
  if (!isDay(from) || !isDay(to)) return 'unreadable';
  if (from > to) return 'reversed';
  return from > today ? 'future' : null;
}

/** More hours than this would be columns too thin to distinguish. */
const MAX_DAYS_BY_HOUR = 31;
const MAX_DAYS_BY_DAY = 366;

/** How a span can be cut: no more columns than can be seen, no fewer than two. */
export function cutsOf({ from, to }: Span): By[] {
  const days = daysUntil(from, to) + 1;
  const cuts: By[] = [];
  if (days <= MAX_DAYS_BY_HOUR) cuts.push('hour');
  if (days > 1 && days <= MAX_DAYS_BY_DAY) cuts.push('day');
  if (mondayOf(from) !== mondayOf(to)) cuts.push('week');
  return cuts;
}

export interface Compared {
  before: Span;
  after: Span;
}

/** The last four whole weeks, and the four before them. */
export function lastWeeksCompared(today: string): Compared {
  const end = addDays(mondayOf(today), -1);
  return {
    before: { from: addDays(end, -55), to: addDays(end, -28) },
    after: { from: addDays(end, -27), to: end },
  };
}

export function comparedProblem({ before, after }: Compared, today: string): SpanProblem | 'overlap' | null {
  const problem = spanProblem(before, today) ?? spanProblem(after, today);
  if (problem) return problem;
  return before.to >= after.from ? 'overlap' : null;
}
