import type { Store } from '../../../src/main/core/platform/store/store.ts';
import { openStore } from '../../../src/main/core/platform/store/store.ts';
import { closeDays } from '../../../src/main/core/features/audience/buckets/close-day.ts';
import { writeCounts } from '../../../src/main/core/features/audience/buckets/write-counts.ts';
import { Accumulator } from '../../../src/main/core/features/audience/counting/accumulator.ts';
import { hourStart, quarterStart } from '../../../src/main/core/platform/time/local-time.ts';
import { saveAudienceSettings } from '../../../src/main/core/features/audience/settings/stored-settings.ts';
import type { AudienceSettings } from '../../../src/main/ipc/contract.ts';
import { liveCountingModels } from '../../../src/main/core/features/audience/cameras/counting-nets.ts';
import { execute } from '../../../src/main/core/platform/store/sync.ts';
import { findPreset } from '../../../src/training/presets/index.ts';
import { RunMaker } from '../../app/made-runs.ts';

const AT = '2026-01-05T08:00:00.000Z';
export const CAMERA = 'camera';
const SETTINGS: AudienceSettings = {
  people: 'visitors',
  purposes: ['visitor-numbers'],
  measures: ['count', 'age', 'gender'],
  controller: { name: 'Shop', address: 'Street 1', contact: 'a@shop.example', officer: '', authority: '' },
  k: 10,
  retentionDays: 365,
  sites: [
    {
      id: 'site',
      name: 'Site',
      timeZone: 'Europe/Berlin',
      opening: Array.from({ length: 7 }, () => [{ from: '09:00', to: '18:00' }]),
    },
  ],
  cameras: [
    {
      id: CAMERA,
      name: 'Camera',
      site: 'site',
      zones: [],
      device: { id: '', width: 640, height: 480, isMirrored: false },
    },
  ],
};

/** A database with rows of every feature; nothing in it waits to be run. */
export async function writeValidStore(file: string): Promise<void> {
  const store = openStore(file);
  const maker = new RunMaker(store);
  const preset = findPreset('compact-expression-lower');
  const common = { preset, seed: 1, at: 0, minutes: 60 };
  maker.run({ ...common, experiment: maker.experiment('First', 0), name: 'First', state: 'done', done: 5 });
  const refusal = { code: 'disk', message: 'the disk is full' };
  maker.run({ ...common, experiment: 1, name: 'Second', state: 'failed', done: 2, refusal });
  fillRooms(store);
  saveAudienceSettings(store, SETTINGS);
  await fillCounts(store);
  await store.close();
}

/** Some open quarters of today, and one closed day. */
async function fillCounts(store: Store): Promise<void> {
  const models = await liveCountingModels(store, ['gender', 'age']);
  const site = SETTINGS.sites[0]!;
  const now = Date.now();
  const counts = new Accumulator();
  for (const day of [3, 0]) {
    const atMs = quarterStart(now - day * 86_400_000);
    const hourMs = hourStart(atMs, site.timeZone);
    counts.add({ of: 'quarter', atMs, figure: 'observedSeconds' }, 800);
    counts.add({ of: 'quarter', atMs, figure: 'visits' }, 20);
    counts.add({ of: 'cell', atMs: hourMs, age: '25-34', gender: 'female' }, 20);
    counts.add({ of: 'dwell', atMs: hourMs, zone: '', bin: 1 }, 20);
  }
  writeCounts(store, { camera: CAMERA, site, models }, counts.drain());
  const counted = { seconds: 900, models: models.hash, both: 41, only_person: 3, only_camera: 2 };
  execute(store, store.db.insertInto('audience_audits').values({ camera: CAMERA, at: AT, ...counted }));
  closeDays(store, SETTINGS, now);
}

function fillRooms({ raw }: Store): void {
  const insert = (table: string, row: Readonly<Record<string, unknown>>) => {
    const names = Object.keys(row);
    raw
      .prepare(`insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`)
      .run(...Object.values(row));
  };
  const tasks = JSON.stringify(['gender', 'age']);
  insert('data_sets', { name: 'Set', layout: 'csv', root: 'set', added_at: AT, pictures: 4, tasks });
  insert('corrections', { data_set: 1, version: 1, at: AT, fingerprint: 'f', changes: '{}' });
  insert('recordings', { source: 'a.mp4', target: 'a.csv', tasks, state: 'stopped', added_at: AT });
  insert('live_models', { task: 'gender', visible: 'full', path: 'model', name: 'gender.full', at: AT });
  insert('settings', { key: 'threads', value: '1' });
}
