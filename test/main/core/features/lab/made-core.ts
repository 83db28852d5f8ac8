import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { onTestFinished } from 'vitest';

import { cacheFolder } from '../../../../../src/artifact/places.ts';
import type { CoreContext } from '../../../../../src/main/core/platform/handlers.ts';
import { SideJobs } from '../../../../../src/main/core/platform/jobs/side-jobs.ts';
import type { Lab } from '../../../../../src/main/core/features/lab/lab.ts';
import { openLab } from '../../../../../src/main/core/features/lab/lab.ts';
import type { Store } from '../../../../../src/main/core/platform/store/store.ts';
import { openStore } from '../../../../../src/main/core/platform/store/store.ts';
import type {
  EventName,
  Events,
  JobKind,
  JobResult,
  RunSummary,
} from '../../../../../src/main/ipc/contract.ts';
import { madeFerplus, madeTree, scratchFolder } from '../../../../support/made-data.ts';
import { jobOutcome } from '../../platform/jobs/job-outcome.ts';

/** The rooms of the lab over a database of their own, with all that they told. */
export interface MadeLab extends Lab {
  home: string;
  store: Store;
  told: { event: EventName; payload: unknown }[];
  events<E extends EventName>(event: E): Events[E][];
  /** Waits until a run is as it should be, about as long as a test may take: jobs run at low priority. */
  until(run: number, is: (summary: RunSummary) => boolean): Promise<RunSummary>;
  /** Waits for a job beside the queue. @returns what came of it @throws DemifaceError as it was refused */
  outcome<K extends JobKind>(
    begun: { job: number } | Promise<{ job: number }>,
  ): Promise<Extract<JobResult, { kind: K }>>;
}

/** Prepared pictures of the tests' own; the engine's parts are the machine's. Call it before anything is trained. */
export function ownCache(): string {
  const folder = scratchFolder();
  const engine = join(cacheFolder(), 'engine');
  if (existsSync(engine)) symlinkSync(engine, join(folder, 'engine'));
  const before = process.env['DEMIFACE_CACHE'];
  process.env['DEMIFACE_CACHE'] = folder;
  onTestFinished(() => {
    if (before === undefined) delete process.env['DEMIFACE_CACHE'];
    else process.env['DEMIFACE_CACHE'] = before;
  });
  return folder;
}

export async function madeLab(home = scratchFolder()): Promise<MadeLab> {
  const store = openStore(join(home, 'demiface.sqlite'));
  const told: MadeLab['told'] = [];
  const context: CoreContext = { store, home, emit: (event, payload) => void told.push({ event, payload }) };
  const jobs = new SideJobs(context);
  const lab = await openLab(context, jobs);
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    jobs.close();
    await lab.close();
    await store.close();
  };
  onTestFinished(close);
  return {
    ...lab,
    ...{ home, store, told, close },
    events: (event) => told.filter((one) => one.event === event).map(({ payload }) => payload) as never,
    outcome: async (begun) => jobOutcome((await begun).job, jobs, told) as never,
    async until(run, is) {
      for (let tries = 0; tries < 16_000; tries++) {
        const { summary } = await lab.handlers['lab.run']({ run });
        if (is(summary)) return summary;
        await sleep(50);
      }
      const { summary } = await lab.handlers['lab.run']({ run });
      throw new Error(`run ${run} did not get there: ${JSON.stringify(summary)}`);
    },
  };
}

/** A small FER+ of drawn faces on the disk and in the list. */
export async function withFerplus(
  { store }: Pick<MadeLab, 'store'>,
  train = 40,
  val = 20,
): Promise<{ id: number; root: string }> {
  const root = madeTree(await madeFerplus(train, val));
  return { id: addDataSet(store, root), root };
}

export function addDataSet({ raw }: Store, root: string, layout = 'ferplus'): number {
  const sql = `insert into data_sets (name, layout, root, added_at, tasks) values (?, ?, ?, '2026-01-01T00:00:00.000Z', '["expression"]')`;
  return Number(raw.prepare(sql).run('made faces', layout, root).lastInsertRowid);
}

/** Process numbers of the jobs that this process runs. */
export function jobProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/stat`, 'latin1');
        const [state, parent] = status.slice(status.lastIndexOf(')') + 2).split(' ');
        if (Number(parent) !== process.pid || state === 'Z') return false;
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('job-main.ts');
      } catch {
        return false; // it has just ended
      }
    });
}

/** A runs folder's weights, by the stage that made them. */
export function weightsIn(runsFolder: string): Record<string, string> {
  const stages = join(runsFolder, 'stages');
  mkdirSync(stages, { recursive: true });
  return Object.fromEntries(
    readdirSync(stages).map((key) => {
      const manifest = JSON.parse(readFileSync(join(stages, key, 'manifest.json'), 'utf8')) as {
        files: Record<string, { sha256: string }>;
      };
      return [key, manifest.files['weights.bin']!.sha256];
    }),
  );
}
