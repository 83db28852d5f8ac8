/** First file of `demiface bench insights`: how long answers take over a large made store, and how long the core is held up. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';

import type { AudienceAsk, AudienceSettings } from '../../../ipc/contract.ts';
import { openStore, type Store } from '../../store/store.ts';
import { HOUR_MS, laterDay } from '../time/local-time.ts';
import { InsightsProcess } from './insights-process.ts';

const [CAMERAS, DAYS, HOURS] = [24, 365, 24] as const;
const FIRST = '2025-01-01';
const LAST = laterDay(FIRST, DAYS - 1);

function made(store: Store): AudienceSettings {
  const day = [{ from: '00:00', to: '24:00' }];
  const period = store.raw.prepare(`insert into audience_periods (camera, site, time_zone, starts_at, ends_at,
    offset_minutes, first_day, last_day, models, observed_seconds, dark_seconds, blocked_seconds, absent_seconds,
    visits, passers_by, masked, headsets, is_kept)
    values (?, 's', 'UTC', ?, ?, 0, ?, ?, '[]', 3600, 0, 0, 0, ?, 30, 0, 0, 1)`);
  const cell = store.raw.prepare('insert into audience_period_cells values (?, ?, ?, 2)');
  const dwell = store.raw.prepare("insert into audience_period_dwells values (?, '', ?, 4)");
  const ids = Array.from({ length: CAMERAS }, (_, i) => `c${i}`);
  store.raw.transaction(() => {
    for (const id of ids)
      for (let hour = 0; hour < DAYS * HOURS; hour++) {
        const at = Date.parse(FIRST) + hour * HOUR_MS;
        const [from, to] = [at, at + HOUR_MS].map((ms) => new Date(ms).toISOString());
        const row = period.run(id, from, to, from!.slice(0, 10), from!.slice(0, 10), 20 + (hour % 17));
        for (const age of ['18-29', '30-39', '40-49', '50-59'])
          for (const gender of ['male', 'female']) cell.run(row.lastInsertRowid, age, gender);
        for (let bin = 0; bin < 5; bin++) dwell.run(row.lastInsertRowid, bin);
      }
  })();
  return {
    ...{ people: 'visitors', purposes: ['visitor-numbers'], measures: ['count'], k: 10, retentionDays: 1100 },
    controller: { name: '', address: '', contact: '', officer: '', authority: '' },
    sites: [{ id: 's', name: '', timeZone: 'UTC', opening: Array.from({ length: 7 }, () => day) }],
    cameras: ids.map((id) => ({
      ...{ id, name: id, site: 's', zones: [] },
      device: { id: '', width: 640, height: 480, isMirrored: false },
    })),
  };
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
  const asks: AudienceAsk[] = [
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
  process.send?.(`${CAMERAS * DAYS * HOURS} periods of ${CAMERAS} cameras`);
  for (const ask of asks) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const start = performance.now();
    await insights.ask(settings, ask, Date.parse(LAST) + 48 * HOUR_MS);
    const seconds = ((performance.now() - start) / 1000).toFixed(2);
    delay.disable();
    process.send?.(
      `${ask.kind}: answered in ${seconds} s, core held up ${(delay.max / 1e6).toFixed(0)} ms at most`,
    );
  }
} finally {
  insights.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
process.disconnect?.();
