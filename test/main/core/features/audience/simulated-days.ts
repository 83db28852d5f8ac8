import {
  type Increment,
  Accumulator,
} from '../../../../../src/main/core/features/audience/counting/accumulator.ts';
import {
  hourStart,
  laterDay,
  QUARTER_MS,
  quarterStart,
} from '../../../../../src/main/core/platform/time/local-time.ts';
import { isOpen } from '../../../../../src/main/core/features/audience/time/opening-hours.ts';
import { ADULT_BANDS } from '../../../../../src/artifact/age-bands.ts';
import type { Site } from '../../../../../src/main/ipc/contract/audience.ts';
import { randomFor } from '../../../../../src/common/math/random.ts';

/** Visits of open quarters as a counter gives them, with seconds; about `perHour` an hour, seeded by the time. */
export function simulated(site: Site, fromMs: number, toMs: number, perHour: number, seed = 1): Increment[] {
  const counts = new Accumulator();
  for (let at = quarterStart(fromMs); at < toMs; at += QUARTER_MS) {
    if (!isOpen(site, at)) continue;
    const random = randomFor(seed, 'quarter', at);
    const visits = random.int(Math.max(1, Math.round(perHour / 2)) + 1);
    const hour = hourStart(at, site.timeZone);
    counts.add({ of: 'quarter', atMs: at, figure: 'observedSeconds' }, 890);
    counts.add({ of: 'quarter', atMs: at, figure: 'passersBy' }, random.int(12));
    if (visits > 0) counts.add({ of: 'quarter', atMs: at, figure: 'visits' }, visits);
    for (let i = 0; i < visits; i++) {
      const gender = random.bool(0.5) ? 'male' : 'female';
      const age = ADULT_BANDS[random.int(ADULT_BANDS.length)]!;
      if (random.bool(0.85)) counts.add({ of: 'cell', atMs: hour, age, gender }, 1);
      counts.add({ of: 'dwell', atMs: hour, zone: '', bin: random.int(8) }, 1);
    }
  }
  return counts.drain();
}

/** From the first day to the last, both included. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = laterDay(day, 1)) days.push(day);
  return days;
}
