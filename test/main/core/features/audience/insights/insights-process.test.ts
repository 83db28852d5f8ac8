import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import {
  resultOf,
  type InsightsQuery,
} from '../../../../../../src/main/core/features/audience/insights/answer.ts';
import { InsightsProcess } from '../../../../../../src/main/core/features/audience/insights/insights-process.ts';
import { dayStart, HOUR_MS, laterDay } from '../../../../../../src/main/core/platform/time/local-time.ts';
import { scratchFolder } from '../../../../../support/made-data.ts';
import { BERLIN, camera, closeAll, madeStore, settings } from '../made-audience.ts';
import { simulated } from '../simulated-days.ts';

const DAY = '2026-11-02';
const question = { cameras: ['c1'], from: DAY, to: laterDay(DAY, 13) };
const ASKS: InsightsQuery[] = [
  { kind: 'series', question, by: 'hour' },
  { kind: 'series', question, by: 'week' },
  { kind: 'heatMap', question },
  { kind: 'pyramid', question },
  { kind: 'dwell', question, zone: '' },
  {
    kind: 'comparison',
    cameras: ['c1'],
    before: { from: DAY, to: laterDay(DAY, 6) },
    after: { from: laterDay(DAY, 7), to: laterDay(DAY, 13) },
  },
  { kind: 'today' },
];

test('the process answers as the core would, sees later counts, refuses with codes, and starts again', async () => {
  const file = join(scratchFolder(), 'demiface.sqlite');
  const store = madeStore(file);
  const chosen = settings({ cameras: [camera([])] });
  const midnight = (days: number) => dayStart(laterDay(DAY, days), BERLIN.timeZone);
  const put = (from: number, to: number) => {
    const at = { camera: 'c1', site: BERLIN, models: countingModels([]) };
    writeCounts(store, at, simulated(BERLIN, midnight(from), midnight(to), 20));
    closeAll(store, chosen, midnight(to) + HOUR_MS);
  };
  const insights = new InsightsProcess(file);
  onTestFinished(() => insights.close());
  for (const [from, to] of [
    [0, 10],
    [10, 14],
  ] as const) {
    put(from, to);
    const nowMs = midnight(to) + HOUR_MS;
    const answers = await Promise.all(ASKS.map((ask) => insights.ask(chosen, ask, nowMs)));
    expect(answers).toEqual(ASKS.map((ask) => resultOf(store, chosen, ask, nowMs)));
  }
  const unknown: InsightsQuery = { kind: 'heatMap', question: { ...question, cameras: ['gone'] } };
  await expect(insights.ask(chosen, unknown, 0)).rejects.toMatchObject({ code: 'missing' });
  const waiting = insights.ask(chosen, ASKS[0]!, midnight(14));
  insights.close();
  await expect(waiting).rejects.toThrow('ask again');
  expect(await insights.ask(chosen, ASKS[0]!, midnight(14))).toMatchObject({ kind: 'series' });
});
