import { joined, type Period } from './period.ts';

/** What merging leaves. */
export interface Merged {
  /** In the order of time. */
  kept: Period[];
  /** Fewer than k visits and nothing kept before to join them to: to be merged with what comes next. */
  rest: Period | null;
}

/**
 * Merges periods that follow each other until each has at least k visits. Stretches in which nothing was observed say
 * nothing of anyone: they stay apart, one a day, unless they lie within a merged one. What is left at the end joins the last that has
 * k. The first ones never depend on those that follow, so what was shown of a day's first hours holds when it is closed.
 * @param periods of one camera, in the order of time
 */
export function mergeUntil(periods: readonly Period[], k: number): Merged {
  const kept: Period[] = [];
  let open: Period | null = null;
  for (const period of periods) {
    if (!open && isEmpty(period)) {
      const before = kept.at(-1);
      if (before && isEmpty(before) && before.lastDay === period.firstDay)
        kept.push(joined(kept.pop()!, period));
      else kept.push(period);
    } else {
      open = open ? joined(open, period) : period;
      if (open.visits >= k) {
        kept.push(open);
        open = null;
      }
    }
  }
  if (!open) return { kept, rest: null };
  const last = kept.findLastIndex(({ visits }) => visits >= k);
  if (last < 0) return { kept, rest: open };
  const tail = [...kept.slice(last), open].reduce((a, b) => joined(a, b));
  return { kept: [...kept.slice(0, last), tail], rest: null };
}

/** Whether nothing was observed in it. */
export function isEmpty({ seconds, visits, passersBy, masked, headsets, cells, dwells }: Period): boolean {
  const counts = [seconds.observed, visits, passersBy, masked, headsets, cells.length, dwells.length];
  return counts.every((count) => count === 0);
}
