import type { AudienceCamera, AudienceSettings, Site } from '../../../../ipc/contract/audience.ts';
import { openDays } from '../buckets/close-day.ts';
import { mergeUntil } from '../buckets/merge.ts';
import { hoursOfOpenDay } from '../buckets/open-hours.ts';
import type { Period } from '../buckets/period.ts';
import { hasFewer, keptPeriods, waitingPeriod } from '../buckets/period-rows.ts';
import { DemifaceError } from '../../../../../common/error.ts';
import { message } from '../../../../../messages/message.ts';
import type { Store } from '../../../platform/store/store.ts';
import { queryAll } from '../../../platform/store/sync.ts';
import { hourStart, localTime } from '../../../platform/time/local-time.ts';

/** What one camera may tell of a range of days. */
export interface CameraPeriods {
  camera: AudienceCamera;
  site: Site;
  /** In the order of time; each of at least k visits, or of none because nothing was observed. */
  periods: Period[];
}

/** Below this share of its opening hours a bucket is not to be compared. */
export const ENOUGH_OBSERVED = 0.8;

/**
 * The periods of cameras in a range of days. Of a day that is not closed yet, the hours that are over, merged as closing will
 * merge them; the last of those waits, for closing may join more to it.
 * @param readKept reads closed days: with sums of their cells or dwell times where those are wanted
 * @throws DemifaceError `missing` if a camera is not set up; as `checkMerged`
 */
export function periodsOf(
  store: Store,
  settings: Pick<AudienceSettings, 'cameras' | 'sites' | 'k'>,
  { cameras, from, to }: { cameras: readonly string[]; from: string; to: string },
  nowMs: number,
  readKept: (store: Store, camera: string, from: string, to: string) => Period[] = keptVisits,
): CameraPeriods[] {
  return cameras.map((id) => {
    const camera = settings.cameras.find((one) => one.id === id);
    if (!camera) throw new DemifaceError('missing', message('counting.cameraIdGone', { id }));
    const site = settings.sites.find((one) => one.id === camera.site)!;
    checkMerged(store, camera, settings.k);
    const kept = readKept(store, id, from, to);
    const open = openPeriods(store, id, site, settings.k, nowMs).filter(
      ({ firstDay, lastDay }) => firstDay >= from && lastDay <= to,
    );
    return { camera, site, periods: [...kept, ...open] };
  });
}

/**
 * As `periodsOf`, of all cameras whichever are chosen: what is suppressed of one depends on the others.
 * @throws DemifaceError as `periodsOf`
 */
export function periodsOfAll(
  store: Store,
  settings: Pick<AudienceSettings, 'cameras' | 'sites' | 'k'>,
  { cameras, ...span }: { cameras: readonly string[]; from: string; to: string },
  nowMs: number,
  readKept?: Parameters<typeof periodsOf>[4],
): CameraPeriods[] {
  const all = [...new Set([...cameras, ...settings.cameras.map(({ id }) => id)])];
  return periodsOf(store, settings, { cameras: all, ...span }, nowMs, readKept);
}

/** @throws DemifaceError `busy` while periods that were kept with a smaller k are not merged yet */
function checkMerged(store: Store, { id, name }: AudienceCamera, k: number): void {
  if (hasFewer(store, id, k)) throw new DemifaceError('busy', message('counting.merging', { name, k }));
}

/** Of those, what one figure of each camera adds up to. */
export function total(periods: readonly Period[], figure: 'visits' | 'masked' | 'headsets'): number {
  return periods.reduce((sum, period) => sum + period[figure], 0);
}

/** Each period, without cells and dwell times. */
function keptVisits(store: Store, camera: string, from: string, to: string): Period[] {
  return keptPeriods(store, camera, from, to, false);
}

/** What may be reported of today, by the same rule as in the counter of a camera (`Counter`): nothing before all earlier days are closed, for what they leave is merged with its first hours. */
export function openPeriods(store: Store, camera: string, site: Site, k: number, nowMs: number): Period[] {
  const { day } = localTime(nowMs, site.timeZone);
  if (isClosed(store, camera, day) || openDays(store, camera).some((open) => open < day)) return [];
  const waiting = waitingPeriod(store, camera);
  const hours = hoursOfOpenDay(store, camera, site, day, hourStart(nowMs, site.timeZone));
  const { kept } = mergeUntil(waiting ? [waiting, ...hours] : hours, k);
  return kept.slice(
    0,
    Math.max(
      0,
      kept.findLastIndex(({ visits }) => visits >= k),
    ),
  );
}

export function isClosed({ raw, db }: Store, camera: string, day: string): boolean {
  const query = db
    .selectFrom('audience_days')
    .select('day')
    .where('camera', '=', camera)
    .where('day', '=', day);
  return queryAll({ raw }, query).length > 0;
}
