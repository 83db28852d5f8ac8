import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { expect, onTestFinished, test } from 'vitest';

import { englishText } from '../../../../../../src/messages/english.ts';
import { auditLog } from '../../../../../support/audit-log.ts';
import {
  keepCountingModels,
  countingModels,
} from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import { Deleter } from '../../../../../../src/main/core/features/audience/deletion/deleter.ts';
import {
  markDeletion,
  markedDeletions,
} from '../../../../../../src/main/core/features/audience/deletion/marked-deletions.ts';
import { saveAudienceSettings } from '../../../../../../src/main/core/features/audience/settings/stored-settings.ts';
import { cameraError } from '../../../../../../src/main/core/features/audience/audits/known-error.ts';
import { transaction } from '../../../../../../src/main/core/platform/store/sync.ts';
import { dayStart, HOUR_MS, laterDay } from '../../../../../../src/main/core/platform/time/local-time.ts';
import { Upkeep } from '../../../../../../src/main/core/features/audience/buckets/upkeep.ts';
import { backUpDaily, eraseInCopies } from '../../../../../../src/main/core/platform/store/backups.ts';
import { openStore, type Store } from '../../../../../../src/main/core/platform/store/store.ts';
import { scratchFolder } from '../../../../../support/made-data.ts';
import { backupsOfStore, BERLIN, camera, closeAll, madeStore, settings, SHELF } from '../made-audience.ts';
import { simulated } from '../simulated-days.ts';

const FIRST = '2026-11-02';
const midnight = (days: number) => dayStart(laterDay(FIRST, days), BERLIN.timeZone);
const clockAt = (nowMs: number) => ({ nowMs: () => nowMs, mayClose: true, mayDelete: true });
const periods = ({ raw }: Store) =>
  raw.prepare('select count(*) from audience_periods').pluck().get() as number;

/** Many periods of one camera, an hour each, with cells and dwell times. */
function filled(store: Store, count: number): void {
  const { raw } = store;
  const period = raw.prepare(`insert into audience_periods (camera, site, time_zone, starts_at, ends_at,
    offset_minutes, first_day, last_day, models, observed_seconds, dark_seconds, blocked_seconds, absent_seconds,
    visits, passers_by, masked, headsets, is_kept)
    values ('c1', 's1', 'UTC', ?, ?, 0, ?, ?, '[]', 3600, 0, 0, 0, 20, 0, 0, 0, 1)`);
  const cell = raw.prepare("insert into audience_period_cells values (?, '25-34', 'male', 20)");
  raw.transaction(() => {
    for (let hour = 0; hour < count; hour++) {
      const at = Date.parse('2020-01-01') + hour * HOUR_MS;
      const [from, to] = [at, at + HOUR_MS].map((ms) => new Date(ms).toISOString());
      const row = period.run(from, to, from!.slice(0, 10), from!.slice(0, 10));
      cell.run(row.lastInsertRowid);
    }
  })();
}

test('a deletion of all counts stays one when older counts of the same camera are to go too', () => {
  const store = madeStore();
  markDeletion(store, { camera: 'c1', before: '2026-01-01' });
  markDeletion(store, { camera: 'c1', before: null });
  markDeletion(store, { camera: 'c1', before: '2026-02-01' });
  markDeletion(store, { camera: 'c2', before: '2026-02-01' });
  expect(markedDeletions(store)).toEqual([
    { camera: 'c1', before: null },
    { camera: 'c2', before: '2026-02-01' },
  ]);
});

test('a large deletion goes in many short transactions, and others have their turn in between', async () => {
  const store = madeStore();
  filled(store, 2500);
  markDeletion(store, { camera: 'c1', before: '2026-01-01' });
  let isDone = false;
  const done = new Deleter(store, backupsOfStore(store))
    .run(new AbortController().signal)
    .then(() => (isDone = true));
  const left = [2500];
  while (!isDone) {
    await setImmediate();
    left.push(periods(store));
  }
  await done;
  expect(periods(store)).toBe(0);
  expect(store.raw.prepare('select count(*) from audience_period_cells').pluck().get()).toBe(0);
  const atOnce = left.slice(1).map((n, i) => left[i]! - n);
  expect(Math.max(...atOnce)).toBeLessThanOrEqual(200);
});

test('a deletion that was interrupted is completed by the next core, in the backups too', async () => {
  const file = join(scratchFolder(), 'demiface.sqlite');
  const store = openStore(file);
  onTestFinished(() => store.close());
  saveAudienceSettings(store, settings({ cameras: [camera([])] }));
  filled(store, 400);
  backUpDaily(store, file);
  const chosen = settings({ cameras: [camera([])], retentionDays: 30 });
  const first = new Upkeep(store, clockAt(midnight(0)), {
    forget: () => Promise.reject(new Error('made to fail')),
  });
  await first.run(chosen);
  expect(first.problems.map(englishText)).toEqual([
    'counts that are to be deleted are still stored: made to fail; it is tried again every minute',
  ]);
  expect(periods(store)).toBe(0);
  const before = laterDay(FIRST, -30);
  expect(markedDeletions(store)).toEqual([{ camera: 'c1', before }]);
  const second = new Upkeep(store, clockAt(midnight(0)), backupsOfStore(store));
  await second.run(chosen);
  expect(second.problems).toEqual([]);
  expect(markedDeletions(store)).toEqual([]);
  expect(auditLog(store, 'audience.retention').map(({ subject }) => subject)).toEqual([
    `camera Camera c1: 400 periods before ${before} deleted; 30 days are kept`,
  ]);
  const [name] = readdirSync(dirname(file)).filter((one) => one.endsWith('.backup'));
  const copy = openStore(join(dirname(file), name!));
  expect(periods(copy)).toBe(0);
  await copy.close();
});

test('what retention deletes is in no file of the home any more, and later counts are in the backups still', async () => {
  const file = join(scratchFolder(), 'demiface.sqlite');
  const store = openStore(file);
  onTestFinished(() => store.close());
  const chosen = settings({ cameras: [camera([])], retentionDays: 10 });
  saveAudienceSettings(store, chosen);
  const put = (site: typeof BERLIN, from: number, to: number) => {
    const at = { camera: 'c1', site, models: countingModels([]) };
    writeCounts(store, at, simulated(BERLIN, midnight(from), midnight(to), 20));
  };
  const [old, later] = ['site-of-old-days-to-be-found', 'site-of-later-days-to-be-found'];
  put({ ...BERLIN, id: old }, 0, 3);
  const inSite = (id: string) => ({
    ...chosen,
    sites: [{ ...BERLIN, id }],
    cameras: [{ ...camera([]), site: id }],
  });
  closeAll(store, inSite(old), midnight(3) + HOUR_MS);
  put({ ...BERLIN, id: later }, 3, 6);
  closeAll(store, inSite(later), midnight(6) + HOUR_MS);
  backUpDaily(store, file);
  const holding = (text: string) =>
    readdirSync(dirname(file)).filter((name) => readFileSync(join(dirname(file), name)).includes(text));
  expect(holding(old).some((name) => name.endsWith('.backup'))).toBe(true);
  const upkeep = new Upkeep(store, clockAt(midnight(13) + HOUR_MS), backupsOfStore(store));
  await upkeep.run(chosen);
  expect(upkeep.problems).toEqual([]);
  expect(holding(old)).toEqual([]);
  expect(holding(later).some((name) => name.endsWith('.backup'))).toBe(true);
});

test('audits by hand go with the counts of their day, from the backups too, and a camera whose last one went is shown as not audited', async () => {
  const file = join(scratchFolder(), 'demiface.sqlite');
  const store = madeStore(file);
  const chosen = settings({ cameras: [camera([])], retentionDays: 30 });
  saveAudienceSettings(store, chosen);
  const audit = (at: string) => {
    transaction(store, () => keepCountingModels(store, countingModels([])));
    store.raw
      .prepare("insert into audience_audits values (null, 'c1', ?, 900, ?, 8, 1, 1)")
      .run(at, countingModels([]).hash);
  };
  const kept = ({ raw }: Store) => raw.prepare('select at from audience_audits').pluck().all();
  // The last one of a day that goes, on the clock of a place far west, and one of a day later.
  const lastOld = `${laterDay(FIRST, -30)}T11:59:59.999Z`;
  const later = `${laterDay(FIRST, -30)}T12:00:00.000Z`;
  for (const at of ['2020-01-01T12:00:00.000Z', lastOld, later]) audit(at);
  backUpDaily(store, file);
  const upkeep = new Upkeep(store, clockAt(midnight(0)), backupsOfStore(store));
  await upkeep.run(chosen);
  expect(upkeep.problems).toEqual([]);
  expect(kept(store)).toEqual([later]);
  const [name] = readdirSync(dirname(file)).filter((one) => one.endsWith('.backup'));
  const copy = openStore(join(dirname(file), name!));
  expect(kept(copy)).toEqual([later]);
  await copy.close();
  await new Upkeep(store, clockAt(midnight(1)), backupsOfStore(store)).run(chosen);
  expect(cameraError(store, 'c1', countingModels([]).hash)).toMatchObject({
    audits: 0,
    ratio: null,
    isOutdated: false,
  });
});

test('a reader keeps the log from being emptied once, not for ever', async () => {
  const file = join(scratchFolder(), 'demiface.sqlite');
  const store = madeStore(file);
  filled(store, 50);
  const mark = Buffer.from('2020-01-01T00:00:00.000Z');
  const other = openStore(file);
  onTestFinished(() => other.close());
  const reading = other.raw.prepare('select * from audience_periods').iterate();
  reading.next();
  const chosen = settings({ cameras: [camera([])], retentionDays: 10 });
  const upkeep = new Upkeep(store, clockAt(midnight(0)), backupsOfStore(store));
  const isHeld = () => ['', '-wal'].some((ending) => readFileSync(file + ending).includes(mark));
  await upkeep.run(chosen);
  expect(isHeld()).toBe(true);
  reading.return!();
  await upkeep.run(chosen);
  expect(isHeld()).toBe(false);
});

test(
  'a database that another program holds is waited for by no step, and the deletion follows',
  { timeout: 30_000 },
  async () => {
    const file = join(scratchFolder(), 'demiface.sqlite');
    const store = madeStore(file);
    filled(store, 50);
    const other = openStore(file);
    onTestFinished(() => other.close());
    // A step that waits for the lock takes longer than the test may.
    store.raw.pragma('busy_timeout = 60000');
    other.raw.exec('begin exclusive');
    const chosen = settings({ cameras: [camera([])], retentionDays: 10 });
    const upkeep = new Upkeep(store, clockAt(midnight(0)), backupsOfStore(store));
    await upkeep.run(chosen);
    expect(upkeep.problems.map(englishText).join()).toMatch('held by another program');
    other.raw.exec('rollback');
    await upkeep.run(chosen);
    expect(upkeep.problems).toEqual([]);
    expect(periods(store)).toBe(0);
  },
);

test('a core that is killed at any step of the removal of a camera: the next one leaves its name in the audit log alone', async () => {
  const folder = scratchFolder();
  const file = join(folder, 'demiface.sqlite');
  const store = madeStore(file);
  const gone = 'camera-to-be-found-nowhere';
  // Zones of many sides, so that the settings take several pages.
  const zones = Array.from({ length: 20 }, (_, i) => ({ ...SHELF, id: `shelf-of-${gone}-${i}` }));
  saveAudienceSettings(
    store,
    settings({ cameras: [{ ...camera(zones, gone), name: 'Hall' }, camera([], 'c2')] }),
  );
  for (const id of [gone, 'c2']) {
    const at = { camera: id, site: BERLIN, models: countingModels([]) };
    writeCounts(store, at, simulated(BERLIN, midnight(0), midnight(20), 20));
    closeAll(store, settings({ cameras: [camera([], id)] }), midnight(18) + HOUR_MS);
    store.raw
      .prepare("insert into audience_audits values (null, ?, '', 900, ?, 1, 0, 0)")
      .run(id, at.models.hash);
  }
  backUpDaily(store, file);
  const kept = settings({ cameras: [camera([], 'c2')] });
  saveAudienceSettings(store, kept);
  // What a killed core leaves on the disk, after each step.
  const left: string[] = [];
  const snapshot = () => {
    const copy = scratchFolder();
    cpSync(folder, copy, { recursive: true });
    left.push(join(copy, 'demiface.sqlite'));
  };
  const upkeep = new Upkeep(store, clockAt(midnight(20)), {
    forget: (deletions) => eraseInCopies(file, deletions, () => Promise.resolve(snapshot())),
  });
  let isDone = false;
  const done = upkeep.deleteMarked().then(() => (isDone = true));
  for (let turns = 0; !isDone; turns++) {
    if (turns % 2 === 0) snapshot();
    await setImmediate();
  }
  await done;
  snapshot();
  expect(left.length).toBeGreaterThan(4);
  for (const copy of left) {
    const next = openStore(copy);
    await new Upkeep(next, clockAt(midnight(20)), backupsOfStore(next)).deleteMarked();
    await next.close();
    const names = readdirSync(dirname(copy));
    expect(names.filter((name) => readFileSync(join(dirname(copy), name)).includes(gone))).toEqual([]);
    expect(names.some((name) => readFileSync(join(dirname(copy), name)).includes('Camera c2'))).toBe(true);
  }
});
