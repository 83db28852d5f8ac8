import { ADULT_BANDS } from '../../../src/artifact/age-bands.ts';
import { closeDays } from '../../../src/main/core/features/audience/buckets/close-day.ts';
import { writeCounts } from '../../../src/main/core/features/audience/buckets/write-counts.ts';
import { Accumulator } from '../../../src/main/core/features/audience/counting/accumulator.ts';
import {
  hourStart,
  localTime,
  QUARTER_MS,
  quarterStart,
} from '../../../src/main/core/platform/time/local-time.ts';
import { isOpen } from '../../../src/main/core/features/audience/time/opening-hours.ts';
import { liveCountingModels } from '../../../src/main/core/features/audience/cameras/counting-nets.ts';
import type { Store } from '../../../src/main/core/platform/store/store.ts';
import { execute } from '../../../src/main/core/platform/store/sync.ts';
import type { AudienceSettings, Site } from '../../../src/main/ipc/contract.ts';
import { randomFor } from '../../../src/common/math/random.ts';

const DAYS = 63;
/** How many come in by the hour of the day, at most: a noon and an evening peak. */
const BY_HOUR: Readonly<Record<number, number>> = {
  9: 10,
  10: 18,
  11: 30,
  12: 46,
  13: 38,
  14: 26,
  15: 28,
  16: 40,
  17: 58,
  18: 52,
  19: 24,
};
/** Of 16 faces so many are in each band, from 18-24 on. */
const AGES = [3, 4, 4, 3, 1, 1] as const;

/** A time zone in which it is afternoon now: the day has been counted for some hours, whenever the pictures are taken. */
export function afternoonZone(): string {
  const east = ((16 - new Date().getUTCHours() + 36) % 24) - 12;
  return `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;
}

/** What nine weeks of counting have left at all cameras, up to now; two were audited by hand. Closes the store. */
export async function fillAudience(store: Store, settings: AudienceSettings): Promise<void> {
  const models = await liveCountingModels(store, ['gender', 'age']);
  const now = Date.now();
  settings.cameras.forEach((camera, i) => {
    const site = settings.sites.find(({ id }) => id === camera.site)!;
    writeCounts(store, { camera: camera.id, site, models }, weeks(site, now, i));
    const audit = { seconds: 900, models: models.hash, both: 41 - 6 * i, only_person: 3 + i, only_camera: 2 };
    const at = new Date(now - 3 * 86_400_000).toISOString();
    execute(store, store.db.insertInto('audience_audits').values({ camera: camera.id, at, ...audit }));
  });
  while (closeDays(store, settings, now).length > 0);
  await store.close();
}

function weeks(site: Site, nowMs: number, seed: number) {
  const counts = new Accumulator();
  for (let at = quarterStart(nowMs - DAYS * 86_400_000); at < nowMs; at += QUARTER_MS) {
    if (!isOpen(site, at)) continue;
    const random = randomFor(seed, 'quarter', at);
    const hourMs = hourStart(at, site.timeZone);
    const busy = BY_HOUR[Math.floor(localTime(at, site.timeZone).minute / 60)] ?? 6;
    const visits = Math.round((busy / 4) * (0.6 + random.int(9) / 10));
    counts.add({ of: 'quarter', atMs: at, figure: 'observedSeconds' }, 880 + random.int(20));
    counts.add(
      { of: 'quarter', atMs: at, figure: 'passersBy' },
      Math.round(visits * (1 + random.int(10) / 10)),
    );
    if (visits > 0) counts.add({ of: 'quarter', atMs: at, figure: 'visits' }, visits);
    for (let i = 0; i < visits; i++) {
      const gender = random.bool(0.46) ? 'male' : 'female';
      if (random.bool(0.88)) counts.add({ of: 'cell', atMs: hourMs, age: anAge(random.int(16)), gender }, 1);
      counts.add({ of: 'dwell', atMs: hourMs, zone: '', bin: Math.min(random.int(5), random.int(8)) }, 1);
    }
  }
  return counts.drain();
}

/** @param n 0 … 15 */
function anAge(n: number): (typeof ADULT_BANDS)[number] {
  let left = n;
  return ADULT_BANDS[AGES.findIndex((share) => (left -= share) < 0)]!;
}
