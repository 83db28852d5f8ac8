/**
 * First file of `demiface bench session`: how long the core takes with a session of an hour: to open its timeline, to move
 * it, to make the report, and to export it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { quantile } from '../../../../../../common/math/quantile.ts';
import type { ReportForm } from '../../../../../ipc/contract/session-report.ts';
import { openStore } from '../../../../platform/store/store.ts';
import { openClients } from '../../clients/open-clients.ts';
import { reportHandlers } from '../report-handlers.ts';
import { addSampleClient, SAMPLE_PASSPHRASE } from './sample-client.ts';

const HOUR_MS = 3_600_000;
/** What the page requests while it is moved: a stretch with a margin at each side. */
const [BUCKETS, STRETCH_MS, PANS] = [2400, 10 * 60_000, 300];

const folder = mkdtempSync(join(tmpdir(), 'demiface-bench-'));
const say = (line: string) => process.send?.(line);
/** Milliseconds that this process worked, and until it was done: on a machine that is busy it waits for a processor. */
interface Took {
  worked: number;
  passed: number;
}

async function timed(work: () => unknown): Promise<Took> {
  const [used, start] = [cpuMs(), performance.now()];
  await work();
  return { worked: cpuMs() - used, passed: performance.now() - start };
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

const inWords = ({ worked, passed }: Took) => `${passed.toFixed(0)} ms (${worked.toFixed(0)} ms of work)`;

const ref = await addSampleClient(folder);
const store = openStore(join(folder, 'demiface.sqlite'));
const clients = openClients({ store, home: folder, emit: () => {} });
try {
  await clients.vault.unlock({ kind: 'passphrase', passphrase: SAMPLE_PASSPHRASE });
  const handlers = reportHandlers({ store, emit: () => {} }, clients, { current: null });
  const timeline = (fromMs: number, toMs: number, buckets: number) =>
    handlers['session.timeline']({ ...ref, fromMs, toMs, buckets });
  const opened = await timed(async () => {
    await handlers['session.list'](ref);
    await timeline(0, HOUR_MS, 800);
  });
  say(`open: ${inWords(opened)} for the list and the whole timeline of 36,000 readings`);
  const pans: Took[] = [];
  for (let i = 0; i < PANS; i++) {
    const fromMs = ((HOUR_MS - STRETCH_MS) * i) / PANS;
    pans.push(await timed(() => timeline(fromMs, fromMs + STRETCH_MS, BUCKETS)));
  }
  const at = (of: keyof Took, share: number) =>
    quantile(
      pans.map((took) => took[of]).sort((a, b) => a - b),
      share,
    ).toFixed(1);
  say(
    `pan: ${at('passed', 0.5)} ms (p95 ${at('passed', 0.95)}), of work ${at('worked', 0.5)} ms (p95 ${at('worked', 0.95)}), for ${BUCKETS} buckets`,
  );
  for (const form of ['page', 'long'] as ReportForm[]) {
    const took = await timed(() => handlers['session.report']({ ...ref, form, language: 'en' }));
    say(`report, ${form}: ${inWords(took)}`);
  }
  for (const format of ['csv', 'json'] as const) {
    const path = join(folder, `export.${format}`) as never;
    const took = await timed(() => handlers['session.export']({ ...ref, format, path }));
    say(`export, ${format}: ${inWords(took)}`);
  }
} finally {
  await clients.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
process.disconnect?.();
