import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

import { DemifaceError } from '../../../../../common/error.ts';
import { message } from '../../../../../messages/message.ts';
import type { SideHooks } from '../../../platform/jobs/side-jobs.ts';
import { inSlices } from '../../../../../common/slices.ts';
import { queryAll } from '../../../platform/store/sync.ts';
import type { RunStore } from '../runs/run-store.ts';
import { adopt, unfinishedIn } from './adopt.ts';
import type { FoundRun } from './found-run.ts';
import { rescanRuns } from './rescan.ts';
import { recordedRun } from './recorded-run.ts';
import { runsUnderWay } from './runs-under-way.ts';

export interface OpenedFolder {
  added: number;
  updated: number;
  /** Records that cannot be read, or whose models are damaged. */
  skipped: number;
}

export interface OpenHooks extends SideHooks {
  /** A run is other than before. */
  onChanged: (run: number) => void;
}

const RECORD = /\.seed\d+\.[0-9a-f]{20}\.json$/;

/**
 * Where a runs folder lies.
 * @throws DemifaceError `missing` if there is no such folder, or nothing of ours in it
 */
export function runsFolderAt(given: string): string {
  const folder = resolve(given);
  if (!existsSync(folder)) throw new DemifaceError('missing', message('run.noFolder', { folder }));
  if (!readdirSync(folder).some((name) => RECORD.test(name) || name === 'stages' || name === 'work'))
    throw new DemifaceError('missing', message('run.folderWithoutRuns', { folder }));
  return folder;
}

/**
 * Takes the runs of a runs folder into the list: those that are done, those that another process is at and those that it
 * left. In slices: others have their turn between.
 * @throws DemifaceError `interrupted`; what has been taken so far stays
 */
export async function openFolder(
  runs: RunStore,
  folder: string,
  { onChanged, progress, signal }: OpenHooks,
): Promise<OpenedFolder> {
  const names = readdirSync(folder).filter((name) => RECORD.test(name));
  const breathe = inSlices(signal);
  const opened: OpenedFolder = { added: 0, updated: 0, skipped: 0 };
  const claimed = new Set<number>();
  const take = (found: FoundRun) => {
    const adopted = adopt(runs, folder, found, claimed);
    if (!adopted) return;
    opened[adopted.isNew ? 'added' : 'updated']++;
    claimed.add(adopted.id);
    onChanged(adopted.id);
  };
  const taken = ownStages(runs, folder);
  const done: FoundRun[] = [];
  for (const [i, name] of names.entries()) {
    progress(i, names.length, message('jobs.readingRuns'));
    await breathe();
    const run = recordedRun(folder, name);
    if (run) done.push(run);
    else opened.skipped++;
  }
  done.forEach(({ stages }) => stages.forEach(({ key }) => taken.add(key)));
  const underWay = await runsUnderWay(folder, taken, knownFingerprints(runs), breathe);
  // First those that are under way: what an earlier look took for one of them may be done by now.
  for (const [i, found] of [...underWay, ...done].entries()) {
    progress(i, underWay.length + done.length, message('jobs.listingRuns'));
    await breathe();
    take(found);
  }
  for (const row of unfinishedIn(runs, folder)) {
    await breathe();
    if (!claimed.has(row.id) && rescanRuns(runs, row, false)) onChanged(row.id);
  }
  return opened;
}

/** Stages of runs in this folder that this program runs itself. */
function ownStages({ store }: RunStore, folder: string): Set<string> {
  const query = store.db
    .selectFrom('stages')
    .innerJoin('runs', 'runs.id', 'stages.run')
    .select('stages.key')
    .where('runs_folder', '=', folder)
    .where('runs.data_root', 'is not', null)
    .where('runs.state', '!=', 'done');
  return new Set(queryAll(store, query).map(({ key }) => key));
}

function knownFingerprints({ store }: RunStore): string[] {
  const query = store.db.selectFrom('runs').select('fingerprint').distinct();
  return queryAll(store, query).flatMap(({ fingerprint }) => fingerprint ?? []);
}
