import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { DemifaceError } from '../../../../../common/error.ts';
import { message } from '../../../../../messages/message.ts';
import type { CorePayload, RunSummary, StageKind, StageSummary } from '../../../../ipc/contract.ts';
import type { SideJobs } from '../../../platform/jobs/side-jobs.ts';
import { inProcess } from '../../../platform/jobs/side-jobs.ts';
import { bundleFiles } from './bundle.ts';
import { dataSourcesOf } from '../runs/data-source.ts';
import { exportedFiles, writeExport } from './export-folder.ts';
import type { RunStore } from '../runs/run-store.ts';
import { PREDICTIONS } from '../jobs/index.ts';

/**
 * Starts to write a run as a folder that another machine can run again and check picture by picture.
 * @returns the job's number
 * @throws DemifaceError `usage` if something else lies there, `missing` if no stage is finished or the pictures are not there,
 * `corrupt` if epochs of it are damaged
 */
export function exportRun(
  { runs, jobs }: { runs: RunStore; jobs: SideJobs },
  { run: id, path: given }: CorePayload<'lab.export'>,
): number {
  const path = resolve(given);
  exportedFiles(path);
  const { summary, resolved, epochs, damaged } = runs.detail(id);
  if (damaged.length > 0)
    throw new DemifaceError('corrupt', message('run.epochsDamaged', { name: summary.name }));
  const done = summary.stages.filter(({ state }) => state === 'done');
  if (done.length === 0)
    throw new DemifaceError('missing', message('run.nothingFinished', { name: summary.name }));
  const row = runs.row(id);
  const data = dataSourcesOf(runs.store, row);
  const models = done.map((stage) => ({
    run: id,
    name: fileName(done, stage),
    path: modelPath(summary, stage),
    data,
  }));
  return jobs.begin({ kind: 'bundle', run: id }, async (hooks) => {
    const predictions = await inProcess(PREDICTIONS, { models }, hooks);
    const stages = models.map(({ name, path: folder }) => ({
      name,
      card: readFileSync(join(folder, 'card.json'), 'utf8'),
      training: readFileSync(join(folder, 'training.json'), 'utf8'),
    }));
    const files = bundleFiles({
      summary,
      resolved,
      epochs,
      predictions,
      stages,
      until: row.until as StageKind | null,
    });
    await writeExport(path, files);
    return { kind: 'bundle', path };
  });
}

function modelPath({ runsFolder }: RunSummary, { key }: StageSummary): string {
  return join(runsFolder, 'stages', key);
}

/** The stage's kind; where it was tried with several values, also which one it is. */
function fileName(stages: readonly StageSummary[], { key, kind }: StageSummary): string {
  const same = stages.filter((stage) => stage.kind === kind);
  return same.length === 1 ? kind : `${kind}-${same.findIndex((stage) => stage.key === key) + 1}`;
}
