import { join } from 'node:path';

import { DemifaceError } from '../../../../common/error.ts';
import type { RunSummary, StageKind } from '../../../ipc/contract.ts';
import type { AskedModel } from './jobs/asked-models.ts';
import type { DataSource } from '../../platform/jobs/open-pictures.ts';
import { dataSetFor, dataSource } from './data-source.ts';
import { bestOf } from './run-rows.ts';
import type { RunStore } from './run-store.ts';

/** The models that a stage of these runs made, and the pictures that they are asked about. */
export interface AskedRuns {
  runs: RunSummary[];
  models: AskedModel[];
  data: DataSource;
}

/**
 * @throws DemifaceError `missing` if a run has not finished the stage or no data set serves, `mismatch` if the runs learned
 * different things
 */
export function askedRuns(runs: RunStore, ids: readonly number[], stage: StageKind): AskedRuns {
  const asked = [...new Set(ids)].map((id) => runs.summary(id));
  const names = namesOf(asked);
  const models = asked.map((run, i) => ({ run: run.id, name: names[i]!, path: modelPath(run, stage) }));
  const layouts = new Set(asked.map(({ layout }) => layout));
  const tasks = new Set(asked.map(({ task }) => task));
  if (layouts.size > 1 || tasks.size > 1)
    throw new DemifaceError(
      'mismatch',
      'these runs learned different things; choose runs of one task and one data set',
    );
  const [first] = asked;
  return { runs: asked, models, data: dataFor(runs, first!) };
}

/** @throws DemifaceError `missing` */
export function dataFor({ store }: RunStore, { dataSet, layout }: RunSummary): DataSource {
  const id = dataSetFor(store, { data_set: dataSet, layout });
  if (id === null)
    throw new DemifaceError(
      'missing',
      `no data set with the layout ${layout} is in the list; add it under Data`,
    );
  return dataSource(store, id);
}

function modelPath(run: RunSummary, stage: StageKind): string {
  const best = bestOf(run.stages, stage);
  if (!best) throw new DemifaceError('missing', `${run.name} (seed ${run.seed}) has no finished ${stage}`);
  return join(run.runsFolder, 'stages', best.key);
}

/** What tells each run from the others: its name, and what is needed besides. */
export function namesOf(runs: readonly Pick<RunSummary, 'id' | 'name' | 'preset' | 'seed'>[]): string[] {
  const isOne = (texts: readonly string[]) => new Set(texts).size === texts.length;
  const ways = [
    runs.map(({ name }) => name),
    runs.map(({ name, seed }) => `${name}, seed ${seed}`),
    runs.map(({ name, preset, seed }) => `${name}, ${preset}, seed ${seed}`),
  ];
  return ways.find(isOne) ?? runs.map(({ id, name, seed }) => `${name}, seed ${seed} (run ${id})`);
}
