import { existsSync } from 'node:fs';

import type { CorePayload, Result, RunSummary } from '../../../../ipc/contract.ts';
import { stageFolder } from '../../../../../training/curriculum/finished.ts';
import type { Dataset } from '../../../../../training/reproduce/cell.ts';
import type { Scale } from '../../../../../training/reproduce/scale.ts';
import { readSettings } from '../../../platform/settings.ts';
import type { CoreContext } from '../../../platform/handlers.ts';
import type { SideJobs } from '../../../platform/jobs/side-jobs.ts';
import type { TablesPayload } from '../jobs/tables.ts';
import { dataSourcesOf, setsOf } from '../runs/data-source.ts';
import type { RequestedModel } from '../jobs/requested-models.ts';
import type { RunStore } from '../runs/run-store.ts';
import { TABLES } from '../jobs/index.ts';

const DATASETS: readonly Dataset[] = ['ferplus', 'affectnet', 'utkface'];

/** The paper's tables as they stand; worked out again once more stages have landed. */
export function paperTables({
  context,
  jobs,
  runs,
}: {
  context: CoreContext;
  jobs: SideJobs;
  runs: RunStore;
}): { now: (question?: CorePayload<'lab.tables'>) => Promise<Result<'lab.tables'>> } {
  let known: { question: string; answer: Promise<Result<'lab.tables'>> } | null = null;
  return {
    async now() {
      const { runsFolder } = await readSettings(context);
      const found = payloadOf(runs, runsFolder);
      if (!found) return null;
      const question = JSON.stringify(found);
      if (known?.question === question) return known.answer;
      const answer = jobs.ask(TABLES, found.payload);
      known = { question, answer };
      answer.catch(() => (known = null)); // what went wrong may be right next time
      return answer;
    },
  };
}

/**
 * @returns null while no data set of the paper is known
 * @throws DemifaceError `missing` if the data set of a run is not in the list any more, nor any of its layout
 */
function payloadOf(runs: RunStore, runsFolder: string): { payload: TablesPayload; landed: string[] } | null {
  const { store } = runs;
  const known = DATASETS.filter((dataset) => setsOf(store, dataset).length > 0);
  if (known.length === 0) return null;
  const begun = runs
    .summaries()
    .filter((run) => run.runsFolder === runsFolder && run.stages.some(({ state }) => state === 'done'));
  const data: TablesPayload['data'] = {};
  for (const dataset of known) {
    const model = typicalModel(
      runs,
      begun.filter(({ layout }) => layout === dataset),
    );
    if (model) data[dataset] = model;
  }
  const landed = begun.flatMap(({ stages }) =>
    stages.flatMap(({ key, state }) => (state === 'done' ? [key] : [])),
  );
  return { payload: { scale: scaleOf(begun), runsFolder, data }, landed: [...new Set(landed)].sort() };
}

/** Of the data set that most of these runs learned from the latest model that still stands. */
function typicalModel(runs: RunStore, begun: readonly RunSummary[]): RequestedModel | undefined {
  const models = begun.flatMap(({ id: run, name, dataSet, runsFolder, stages }) => {
    const paths = stages.map(({ key }) => stageFolder(runsFolder, key));
    const path = paths.find((one) => existsSync(one));
    return path === undefined ? [] : [{ run, name, path, dataSet }];
  });
  const bySet = [...Map.groupBy(models, ({ dataSet }) => dataSet).values()];
  const [latest] = bySet.reduce((most, some) => (some.length > most.length ? some : most), []);
  if (!latest) return undefined;
  const { run, name, path } = latest;
  return { run, name, path, data: dataSourcesOf(runs.store, runs.row(run)) };
}

/** At which most runs have been trained. */
function scaleOf(begun: readonly RunSummary[]): Scale {
  const counts: Record<Scale, number> = { compact: 0, paper: 0, smoke: 0 };
  for (const { preset, net } of begun)
    counts[preset.startsWith('smoke-') ? 'smoke' : net.startsWith('compact') ? 'compact' : 'paper']++;
  return (Object.keys(counts) as Scale[]).reduce((most, scale) =>
    counts[scale] > counts[most] ? scale : most,
  );
}
