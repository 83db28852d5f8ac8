import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { auditLog } from '../../../../../support/audit-log.ts';
import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { keptPeriods } from '../../../../../../src/main/core/features/audience/buckets/period-rows.ts';
import { markOld } from '../../../../../../src/main/core/features/audience/buckets/retention.ts';
import { deleteSome } from '../../../../../../src/main/core/features/audience/deletion/delete-counts.ts';
import {
  markedDeletions,
  unmarkDeletions,
} from '../../../../../../src/main/core/features/audience/deletion/marked-deletions.ts';
import { emptyLog } from '../../../../../../src/main/core/platform/store/empty-log.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import { dayStart, HOUR_MS, laterDay } from '../../../../../../src/main/core/platform/time/local-time.ts';
import { openStore, type Store } from '../../../../../../src/main/core/platform/store/store.ts';
import { scratchFolder } from '../../../../../support/made-data.ts';
import { BERLIN, madeStore, settings, closeAll } from '../made-audience.ts';
import { simulated } from '../simulated-days.ts';

const FIRST = '2026-11-16';
const noon = (days: number) => dayStart(laterDay(FIRST, days), BERLIN.timeZone) + 12 * HOUR_MS;

function tenDays(store: Store): void {
  const models = countingModels([]);
  writeCounts(
    store,
    { camera: 'c1', site: BERLIN, models },
    simulated(BERLIN, noon(0) - 12 * HOUR_MS, noon(9) + 12 * HOUR_MS, 20),
  );
  closeAll(store, settings(), noon(10));
}
/** Deletes what is older than is kept, all of it. @returns how many periods went */
function deleteOld(...[store, chosen, nowMs]: Parameters<typeof markOld>): number {
  const count = () => store.raw.prepare('select count(*) from audience_periods').pluck().get() as number;
  const before = count();
  markOld(store, chosen, nowMs);
  const marked = markedDeletions(store);
  for (const deletion of marked) while (deleteSome(store, deletion));
  unmarkDeletions(store, marked);
  return before - count();
}
const days = (store: Store) => [
  ...new Set(keptPeriods(store, 'c1', '2000-01-01', '2100-01-01').map(({ firstDay }) => firstDay)),
];
const subjects = (store: Store) => auditLog(store, 'audience.retention').map(({ subject }) => subject);

test('what is older than is kept goes, with its cells, once, and the audit log reports it', () => {
  const store = madeStore();
  tenDays(store);
  const before = days(store);
  expect(before).toHaveLength(10);
  const deleted = deleteOld(store, settings({ retentionDays: 4 }), noon(10));
  expect(days(store)).toEqual(before.slice(6));
  expect(subjects(store)).toEqual([
    `camera Camera c1: ${deleted} periods before ${laterDay(FIRST, 6)} deleted; 4 days are kept`,
  ]);
  const orphans =
    'select count(*) from audience_period_cells where period not in (select id from audience_periods)';
  expect(store.raw.prepare(orphans).pluck().get()).toBe(0);
  expect(deleteOld(store, settings({ retentionDays: 4 }), noon(10))).toBe(0);
  expect(subjects(store)).toHaveLength(1);
});

test('a camera that has counted nothing yet still writes after a deletion', () => {
  const store = madeStore();
  tenDays(store);
  const models = countingModels([{ task: 'age', visible: 'full', name: 'a', sha256: 'x', confusion: null }]);
  deleteOld(store, settings({ retentionDays: 1 }), noon(30));
  expect(days(store)).toEqual([]);
  const increments = simulated(BERLIN, noon(30), noon(30) + HOUR_MS, 20);
  expect(writeCounts(store, { camera: 'c1', site: BERLIN, models }, increments)).toBe(increments.length);
});

test('of a quiet camera whose days are merged, nothing that began before the days that are kept stays', () => {
  const store = madeStore();
  const chosen = settings({ retentionDays: 3 });
  const oldest = (): string | null =>
    store.raw.prepare('select min(first_day) from audience_periods').pluck().get() as string | null;
  for (let day = 0; day < 30; day++) {
    const at = noon(day);
    writeCounts(store, { camera: 'c1', site: BERLIN, models: countingModels([]) }, [
      { of: 'quarter', atMs: at, figure: 'visits', by: day % 7 === 0 ? 4 : 1 },
      { of: 'quarter', atMs: at, figure: 'observedSeconds', by: 900 },
    ]);
    closeAll(store, chosen, noon(day + 1));
    deleteOld(store, chosen, noon(day + 1));
    expect([day, (oldest() ?? '9999') >= laterDay(FIRST, day - 2)]).toEqual([day, true]);
  }
});

test('what was deleted can no longer be read from the file', async () => {
  const file = join(scratchFolder(), 'demiface.sqlite');
  const store = openStore(file);
  const marked = { ...BERLIN, id: 'site-with-a-mark-to-be-found' };
  const models = countingModels([]);
  writeCounts(store, { camera: 'c1', site: marked, models }, simulated(BERLIN, noon(0), noon(9), 20));
  store.raw.pragma('wal_checkpoint(truncate)');
  expect(readFileSync(file).includes(marked.id)).toBe(true);
  closeAll(store, settings({ sites: [{ ...BERLIN }] }), noon(10));
  deleteOld(store, settings({ retentionDays: 1 }), noon(30));
  expect(emptyLog(store)).toBe(true);
  for (const ending of ['', '-wal']) expect(readFileSync(file + ending).includes(marked.id)).toBe(false);
  await store.close();
});

test('what is marked is noted once, and a camera that is marked anew by a later day has one mark', () => {
  const store = madeStore();
  tenDays(store);
  for (let i = 0; i < 3; i++) markOld(store, settings({ retentionDays: 4 }), noon(10));
  expect(subjects(store)).toHaveLength(1);
  markOld(store, settings({ retentionDays: 3 }), noon(10));
  expect(markedDeletions(store)).toEqual([{ camera: 'c1', before: laterDay(FIRST, 7) }]);
  unmarkDeletions(store, [{ camera: 'c1', before: laterDay(FIRST, 6) }]);
  expect(markedDeletions(store)).toHaveLength(1);
});
