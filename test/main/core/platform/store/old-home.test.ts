import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { expect, onTestFinished, test } from 'vitest';

import { cameraError } from '../../../../../src/main/core/features/audience/audits/known-error.ts';
import { knownCountingModels } from '../../../../../src/main/core/features/audience/buckets/models.ts';
import { listDataSets } from '../../../../../src/main/core/features/data/data-sets.ts';
import { RunStore } from '../../../../../src/main/core/features/lab/runs/run-store.ts';
import { RecordingStore } from '../../../../../src/main/core/features/recordings/recording-store.ts';
import { liveHistory } from '../../../../../src/main/core/platform/models/live-models.ts';
import { eraseDeleted, containsDeleted } from '../../../../../src/main/core/platform/store/erase-deleted.ts';
import { MIGRATIONS } from '../../../../../src/main/core/platform/store/migrations/index.ts';
import { openStore } from '../../../../../src/main/core/platform/store/store.ts';
import { scratchFolder } from '../../../../support/made-data.ts';

/** A database of before the names of the glossary. */
function oldDatabase(): string {
  const home = join(scratchFolder(), 'home');
  mkdirSync(home);
  const file = join(home, 'demiface.sqlite');
  writeFileSync(file, gunzipSync(readFileSync('test/fixtures/old-names/demiface.sqlite.gz')));
  return file;
}

/** @param migrations those of before: it stays as it is */
function opened(file: string, migrations = MIGRATIONS) {
  const store = openStore(file, migrations);
  onTestFinished(() => store.close());
  return store;
}

const BEFORE = MIGRATIONS.slice(0, 12);

test('a home of before opens: runs, the live occlusion model, audits and corrections have their present names', () => {
  const store = opened(oldDatabase());
  const runs = new RunStore(store);
  expect(runs.summaries().map(({ damage }) => damage)).toEqual([null, null, null]);
  expect(runs.summary(3)).toMatchObject({
    ...{ name: 'Occlusion', preset: 'compact-occlusion-full', task: 'occlusion', layout: 'occlusion' },
  });
  expect(runs.detail(3).resolved).toMatchObject({
    ...{ id: 'compact-occlusion-full', task: 'occlusion', layout: 'occlusion' },
  });
  expect(runs.summary(1)).toMatchObject({ preset: 'compact-expression-lower', task: 'expression' });
  expect(liveHistory(store, { task: 'occlusion', visible: 'full' })[0]).toMatchObject({
    name: 'occlusion',
    path: 'runs/stages/aa',
  });
  const [models] = knownCountingModels(store).keys();
  expect(cameraError(store, 'camera', models!)).toMatchObject({ audits: 1, entries: 44, minutes: 15 });
  expect(store.raw.prepare('select change_count from corrections').pluck().all()).toEqual([3]);
  expect(listDataSets(store)).toHaveLength(1);
  expect(store.raw.pragma('foreign_key_check')).toEqual([]);
  expect(
    store.raw.prepare("select count(*) from sqlite_schema where name like '%tallies%'").pluck().get(),
  ).toBe(0);
});

test('a live occlusion model of a name of its own keeps it', async () => {
  const file = oldDatabase();
  const before = openStore(file, BEFORE);
  before.raw.exec("update live_models set name = 'mine' where id = 2");
  await before.close();
  expect(liveHistory(opened(file), { task: 'occlusion', visible: 'full' })[0]).toMatchObject({
    name: 'mine',
  });
});

test('stages and recordings of before whose turn had not come are queued', async () => {
  const file = oldDatabase();
  const before = openStore(file, MIGRATIONS.slice(0, 13));
  before.raw.exec(`
    insert into stages (run, key, kind, position, parents, state, epochs, epoch)
      values (1, 'next', 'student', 90, '[]', 'waiting', 3, 0), (1, 'last', 'triplet', 91, '[]', 'failed', 3, 1);
    insert into recordings (source, target, tasks, state, frames, total, added_at)
      values ('clip.mp4', 'clip.csv', '["age"]', 'waiting', 0, 0, '2026-01-01T00:00:00.000Z');`);
  await before.close();
  const store = opened(file);
  const { damage, stages } = new RunStore(store).summary(1);
  expect(damage).toBeNull();
  expect(stages.slice(-2).map(({ key, state }) => [key, state])).toEqual([
    ['next', 'queued'],
    ['last', 'failed'],
  ]);
  const recordings = new RecordingStore(store);
  expect(recordings.next()).toMatchObject({ source: 'clip.mp4', state: 'queued', refusal: null });
});

test('counts are taken out of a backup of before, audits by hand with them', () => {
  const { raw: copy } = opened(oldDatabase(), BEFORE);
  const all = { camera: 'camera', before: '2026-01-07' };
  const audits = () => copy.prepare('select count(*) from audience_tallies').pluck().get();
  expect([containsDeleted(copy, [all]), audits()]).toEqual([true, 1]);
  eraseDeleted(copy, [all]);
  expect([containsDeleted(copy, [all]), audits()]).toEqual([false, 0]);
});
