/**
 * First file of `demiface bench insights`: how long answers, a backup, closing and deletion take over a large made store,
 * and how long the core is held up by each.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ADULT_BANDS } from '../../../../../artifact/age-bands.ts';
import { GENDERS } from '../../../../../artifact/labels.ts';
import type { AudienceSettings } from '../../../../ipc/contract.ts';
import { Backups } from '../../../platform/backup/backup-jobs.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { HOUR_MS, laterDay, QUARTER_MS } from '../../../platform/time/local-time.ts';
import { countingModels } from '../buckets/models.ts';
import { writeCounts } from '../buckets/write-counts.ts';
import { Accumulator } from '../counting/accumulator.ts';
import { Upkeep } from '../buckets/upkeep.ts';
import type { InsightsQuery } from './answer.ts';
import { InsightsProcess } from './insights-process.ts';

const [CAMERAS, DAYS, HOURS] = [24, 365, 24] as const;
const FIRST = '2025-01-01';
const LAST = laterDay(FIRST, DAYS - 1);
const DAY_MS = 24 * HOUR_MS;

function made(store: Store): AudienceSettings {
  const day = [{ from: '00:00', to: '24:00' }];
  const period = store.raw.prepare(`insert into audience_periods (camera, site, time_zone, starts_at, ends_at,
    offset_minutes, first_day, last_day, models, observed_seconds, dark_seconds, blocked_seconds, absent_seconds,
    visits, passers_by, masked, headsets, is_kept, opening)
    values (?, 's', 'UTC', ?, ?, 0, ?, ?, '[]', 3600, 0, 0, 0, ?, 30, 0, 0, 1, ?)`);
  const cell = store.raw.prepare('insert into audience_period_cells values (?, ?, ?, 2)');
  const dwell = store.raw.prepare("insert into audience_period_dwells values (?, '', ?, 4)");
  const ids = Array.from({ length: CAMERAS }, (_, i) => `c${i}`);
  store.raw.transaction(() => {
    for (const id of ids)
      for (let hour = 0; hour < DAYS * HOURS; hour++) {
        const at = Date.parse(FIRST) + hour * HOUR_MS;
        const [from, to] = [at, at + HOUR_MS].map((ms) => new Date(ms).toISOString());
        const day = from!.slice(0, 10);
        const opening = JSON.stringify([[at, at + HOUR_MS]]);
        const row = period.run(id, from, to, day, day, 20 + (hour % 17), opening);
        for (const age of ['18-29', '30-39', '40-49', '50-59'])
          for (const gender of ['male', 'female']) cell.run(row.lastInsertRowid, age, gender);
        for (let bin = 0; bin < 5; bin++) dwell.run(row.lastInsertRowid, bin);
      }
  })();
  return {
    people: 'visitors',
    purposes: ['visitor-numbers'],
    measures: ['count'],
    k: 10,
    retentionDays: 1100,
    controller: { name: '', address: '', contact: '', officer: '', authority: '' },
    sites: [{ id: 's', name: '', timeZone: 'UTC', opening: Array.from({ length: 7 }, () => day) }],
    cameras: ids.map((id) => ({
      id,
      name: id,
      site: 's',
      zones: [],
      device: { id: '', width: 640, height: 480, isMirrored: false },
    })),
  };
}

/** Of each camera a day whose finer rows are still there. */
function countOpenDay(store: Store, { cameras, sites: [site] }: AudienceSettings): void {
  const start = Date.parse(LAST) + DAY_MS;
  for (const { id } of cameras) {
    const counts = new Accumulator();
    for (let quarter = 0; quarter < HOURS * 4; quarter++) {
      const atMs = start + quarter * QUARTER_MS;
      counts.add({ of: 'quarter', atMs, figure: 'observedSeconds' }, 900);
      counts.add({ of: 'quarter', atMs, figure: 'visits' }, 5);
      const hour = start + Math.floor(quarter / 4) * HOUR_MS;
      for (const age of ADULT_BANDS)
        for (const gender of GENDERS) counts.add({ of: 'cell', atMs: hour, age, gender }, 1);
      for (let bin = 0; bin < 8; bin++) counts.add({ of: 'dwell', atMs: hour, zone: '', bin }, 1);
    }
    writeCounts(store, { camera: id, site: site!, models: countingModels([]) }, counts.drain());
  }
}

/** The longest time between two turns of the event loop: how much of it this process worked, and how long it was. */
class LoopWatch {
  #cpuUs = cpuUs();
  #at = performance.now();
  #worked = 0;
  #held = 0;
  readonly #timer = setInterval(() => this.#turn(), 1);

  /** @returns in words */
  end(): string {
    this.#turn();
    clearInterval(this.#timer);
    return `the core worked ${this.#worked.toFixed(0)} ms at a time at most (${this.#held.toFixed(0)} ms with waits for a processor)`;
  }

  #turn(): void {
    const [used, now] = [cpuUs(), performance.now()];
    this.#worked = Math.max(this.#worked, (used - this.#cpuUs) / 1000);
    this.#held = Math.max(this.#held, now - this.#at);
    [this.#cpuUs, this.#at] = [used, now];
  }
}

function cpuUs(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

const folder = mkdtempSync(join(tmpdir(), 'demiface-bench-'));
const file = join(folder, 'demiface.sqlite');
const store = openStore(file);
const insights = new InsightsProcess(file);
try {
  const settings = made(store);
  const cameras = settings.cameras.map(({ id }) => id);
  const question = { cameras, from: FIRST, to: LAST };
  const half = laterDay(FIRST, Math.floor(DAYS / 2));
  const nowMs = Date.parse(LAST) + DAY_MS + 23 * HOUR_MS;
  countOpenDay(store, settings);
  const questions: InsightsQuery[] = [
    { kind: 'today' },
    { kind: 'series', question, by: 'hour' },
    { kind: 'heatMap', question },
    { kind: 'pyramid', question },
    { kind: 'dwell', question, zone: '' },
    {
      kind: 'comparison',
      cameras,
      before: { from: FIRST, to: half },
      after: { from: laterDay(half, 1), to: LAST },
    },
  ];
  const measure = async (name: string, work: () => Promise<unknown>) => {
    const watch = new LoopWatch();
    const start = performance.now();
    await work();
    const seconds = ((performance.now() - start) / 1000).toFixed(2);
    process.send?.(`${name}: ${seconds} s, ${watch.end()}`);
  };
  process.send?.(`${CAMERAS * DAYS * HOURS} periods of ${CAMERAS} cameras`);
  for (const ask of questions) await measure(ask.kind, () => insights.ask(settings, ask, nowMs));
  const backups = new Backups(file);
  await measure('backup', () => backups.forget([]));
  const clock = { nowMs: () => nowMs + 2 * HOUR_MS, mayClose: true, mayDelete: true };
  const upkeep = new Upkeep(store, clock, backups);
  await measure('closing of days', () => upkeep.run(settings));
  await measure('deletion of half a year', () => upkeep.run({ ...settings, retentionDays: 183 }));
  for (const problem of [backups.problem, ...upkeep.problems]) if (problem) process.send?.(problem);
  await backups.close();
} finally {
  insights.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
process.disconnect?.();
