import { expect, test } from 'vitest';

import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { CountedCamera } from '../../../../../../src/main/core/features/audience/cameras/counted-camera.ts';
import { openStore } from '../../../../../../src/main/core/platform/store/store.ts';
import { join } from 'node:path';
import { scratchFolder } from '../../../../../support/made-data.ts';
import { adult, BERLIN, camera, framesOf, madeStore, settings, straight } from '../made-audience.ts';
import { englishText } from '../../../../../../src/messages/english.ts';

const MORNING = Date.parse('2026-11-26T08:00:00Z');
/** Someone every 20 seconds for ten minutes, each in view for ten. */
const WALKERS = Array.from({ length: 30 }, (_, i) => ({
  ...{ track: i + 1, fromMs: i * 20_000, toMs: i * 20_000 + 10_000, reading: adult(30, 'female') },
  way: straight({ x: 0.5, y: 0.2 }, { x: 0.5, y: 0.8 }),
}));

function made(file = join(scratchFolder(), 'demiface.sqlite')) {
  const store = madeStore(file);
  const plan = { camera: camera(), site: BERLIN, measures: settings().measures };
  const counted = new CountedCamera(store, plan, countingModels([]));
  const sum = (table: string) =>
    store.raw.prepare(`select coalesce(sum(visits), 0) from ${table}`).pluck().get() as number;
  return { store, counted, sums: () => ['audience_quarters', 'audience_hours', 'audience_dwells'].map(sum) };
}

test.each(['SQLITE_BUSY', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE'])(
  'while writes fail with %s the camera goes on; afterwards every visit is there once, with its dwell in three zones',
  (code) => {
    const { store, counted, sums } = made();
    const { raw } = store;
    const before = raw.transaction.bind(raw);
    let failed = 0;
    for (const frame of framesOf(WALKERS, 620_000, { fps: 4 })) {
      const isFailing = frame.atMs > 100_000 && frame.atMs < 500_000;
      raw.transaction = isFailing
        ? () => {
            failed++;
            throw Object.assign(new Error('made to fail'), { code });
          }
        : before;
      counted.add(frame, MORNING + frame.atMs);
      if (frame.atMs === 400_000)
        expect(englishText(counted.failure!)).toMatch(/free some space|held by another program/);
    }
    expect(failed).toBeGreaterThan(30);
    counted.endTracks();
    expect(counted.failure).toBeNull();
    expect(sums()).toEqual([30, 30, 90]);
  },
);

test('a write that fails in its middle leaves nothing behind that would count twice', () => {
  const { store, counted, sums } = made();
  store.raw.exec(
    `create temp trigger fails before insert on audience_dwells begin select raise(abort, 'power cut'); end`,
  );
  for (const frame of framesOf(WALKERS, 400_000, { fps: 4 })) counted.add(frame, MORNING + frame.atMs);
  expect(sums()).toEqual([0, 0, 0]);
  expect(englishText(counted.failure!)).toMatch('power cut');
  store.raw.exec('drop trigger fails');
  for (const frame of framesOf(WALKERS, 620_000, { fps: 4, fromMs: 400_250 }))
    counted.add(frame, MORNING + frame.atMs);
  counted.endTracks();
  expect(sums()).toEqual([30, 30, 90]);
});

test('a database that another program holds does not hold up frames', async () => {
  const file = join(scratchFolder(), 'demiface.sqlite');
  const { store, counted, sums } = made(file);
  const other = openStore(file);
  other.raw.exec('begin immediate');
  for (const frame of framesOf(WALKERS, 620_000, { fps: 4 })) counted.add(frame, MORNING + frame.atMs);
  expect(englishText(counted.failure!)).toMatch('held by another program');
  // It waits elsewhere as long as before.
  expect(store.raw.pragma('busy_timeout', { simple: true })).toBe(3000);
  other.raw.exec('rollback');
  await other.close();
  expect(counted.write()).toBe(true);
  expect(sums()).toEqual([30, 30, 90]);
});
