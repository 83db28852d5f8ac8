import { join } from 'node:path';

import { DemifaceError } from '../../../../../common/error.ts';
import { message } from '../../../../../messages/message.ts';
import type { RunSummary, StageKind } from '../../../../ipc/contract.ts';
import type { RequestedModel } from '../jobs/requested-models.ts';
import { dataSourcesOf } from '../runs/data-source.ts';
import { bestOf } from '../runs/run-rows.ts';
import type { RunStore } from '../runs/run-store.ts';

/**
 * The models that a stage of these runs made.
 * @throws DemifaceError `missing` if a run has not finished the stage or no data set serves, `mismatch` if the runs learned
 * different tasks
 */
export function requestedModels(runs: RunStore, ids: readonly number[], stage: StageKind): RequestedModel[] {
  const requested = [...new Set(ids)].map((id) => runs.summary(id));
  const names = namesOf(requested);
  if (new Set(requested.map(({ task }) => task)).size > 1)
    throw new DemifaceError('mismatch', message('run.differentTasks'));
  return requested.map((run, i) => ({
    run: run.id,
    name: names[i]!,
    path: modelPath(run, stage),
    data: dataSourcesOf(runs.store, runs.row(run.id)),
  }));
}

function modelPath(run: RunSummary, stage: StageKind): string {
  const best = bestOf(run.stages, stage);
  if (!best)
    throw new DemifaceError(
      'missing',
      message('run.stageNotFinished', { name: run.name, seed: run.seed, stage }),
    );
  return join(run.runsFolder, 'stages', best.key);
}

/** What distinguishes each run from the others: its name, and what is needed besides. */
function namesOf(runs: readonly Pick<RunSummary, 'id' | 'name' | 'preset' | 'seed'>[]): string[] {
  const isOne = (texts: readonly string[]) => new Set(texts).size === texts.length;
  const ways = [
    runs.map(({ name }) => name),
    runs.map(({ name, seed }) => `${name}, seed ${seed}`),
    runs.map(({ name, preset, seed }) => `${name}, ${preset}, seed ${seed}`),
  ];
  return ways.find(isOne) ?? runs.map(({ id, name, seed }) => `${name}, seed ${seed} (run ${id})`);
}
