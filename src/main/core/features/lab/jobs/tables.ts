import type { Dataset } from '../../../../../training/reproduce/cell.ts';
import { TABLES } from '../../../../../training/reproduce/cell.ts';
import { requestedCells } from '../../../../../training/reproduce/cells.ts';
import type { ReproductionPlan } from '../../../../../training/reproduce/plan-reproduction.ts';
import { planReproduction } from '../../../../../training/reproduce/plan-reproduction.ts';
import type { Reproduction } from '../../../../../training/reproduce/results.ts';
import { resultsOf } from '../../../../../training/reproduce/results.ts';
import type { Scale } from '../../../../../training/reproduce/scale.ts';
import { SCALE_SETTINGS } from '../../../../../training/reproduce/scale.ts';
import {
  evaluateFinished,
  finishedPlan,
  finishedEvaluations,
  missingFigureReason,
} from '../../../../../training/reproduce/finished-evaluations.ts';
import { readyEngine } from '../../../../../training/engine/tf.ts';
import type { Job, JobHooks } from '../../../platform/jobs/job.ts';
import type { OpenPictures } from '../../../platform/jobs/open-pictures.ts';
import type { RequestedModel } from './requested-models.ts';
import { ownOpener } from './requested-models.ts';

export interface TablesPayload {
  scale: Scale;
  runsFolder: string;
  /** Of each of which models stand in the runs folder one model: the tables are of the data set that it learned from. */
  data: Partial<Record<Dataset, RequestedModel>>;
}

/** The paper's tables with what stands in a runs folder; models without stored outputs are evaluated, none is trained. */
export const tables: Job<TablesPayload, Reproduction> = async (payload, hooks) => {
  const plan = await planOf(payload, hooks);
  const open = finishedEvaluations(plan.curricula, payload.runsFolder);
  if (open.length > 0) {
    await readyEngine({ note: () => {}, signal: hooks.signal });
    await evaluateFinished(open, payload.runsFolder, {
      signal: hooks.signal,
      onQuestion: (done) => hooks.progress(done, open.length),
    });
  }
  return resultsOf(finishedPlan(plan));
};

async function planOf(
  { scale, runsFolder, data }: TablesPayload,
  hooks: JobHooks,
): Promise<ReproductionPlan> {
  const datasets = Object.keys(data) as Dataset[];
  const openers = new Map<Dataset, OpenPictures>();
  for (const dataset of datasets) openers.set(dataset, await ownOpener(data[dataset]!, hooks));
  const open: ReproductionPlan['request']['open'] = (dataset, pictures) => openers.get(dataset)!(pictures);
  const request = { tables: TABLES, scale, runsFolder, datasets, open };
  if (datasets.length > 0) return planReproduction(request);
  const cells = requestedCells(TABLES, SCALE_SETTINGS[scale].nets).map((cell) => ({
    cell,
    reason: missingFigureReason(scale, cell),
    questions: [],
    students: [],
  }));
  return { request, cells, curricula: [], isPartial: false };
}
