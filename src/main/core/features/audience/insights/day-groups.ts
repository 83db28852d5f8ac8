import { joined, type Period } from '../buckets/period.ts';
import type { CameraPeriods } from './periods.ts';

export interface Group {
  whole: Period;
  /** One for each camera that has any. */
  ofCamera: Period[];
}

/** Periods by day or by week; where one spans several of those, they are one group. */
export function grouped(cameras: readonly CameraPeriods[], keyOf: (day: string) => string): Group[] {
  const marked = cameras.flatMap(({ camera, periods }) =>
    periods.map((period) => ({
      camera: camera.id,
      period,
      first: keyOf(period.firstDay),
      last: keyOf(period.lastDay),
    })),
  );
  marked.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const groups: (typeof marked)[] = [];
  let last = '';
  for (const one of marked) {
    if (groups.length > 0 && one.first <= last) groups.at(-1)!.push(one);
    else groups.push([one]);
    if (one.last > last) last = one.last;
  }
  return groups.map((group) => {
    const ofCamera = [...Map.groupBy(group, ({ camera }) => camera).values()].map((some) =>
      some.map(({ period }) => period).reduce(joined),
    );
    return { whole: ofCamera.reduce(joined), ofCamera };
  });
}
