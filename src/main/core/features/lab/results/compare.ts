import { holm } from '../../../../../training/evaluation/significance/holm.ts';
import type { Preset } from '../../../../../training/presets/index.ts';
import type { ComparedRuns, CorePayload } from '../../../../ipc/contract.ts';
import type { SideJobs } from '../../../platform/jobs/side-jobs.ts';
import type { ComparedModels } from '../jobs/compare.ts';
import { jsonObject, storedJson } from '../../../platform/store/stored-values.ts';
import { requestedModels } from './requested-runs.ts';
import { presetDifferences } from './differences.ts';
import type { RunStore } from '../runs/run-store.ts';
import { COMPARE } from '../jobs/index.ts';

/**
 * Starts the comparison of runs at one stage.
 * @returns the job's number
 * @throws DemifaceError as `askedRuns`
 */
export function compareRuns(
  { runs, jobs }: { runs: RunStore; jobs: SideJobs },
  { runs: ids, stage }: CorePayload<'lab.compare'>,
): number {
  const models = requestedModels(runs, ids, stage);
  const presets = models.map(({ run }) => storedJson(runs.row(run).preset, jsonObject<Preset>()));
  return jobs.start({ kind: 'compare', runs: ids, stage }, COMPARE, { models }, (outcome) => ({
    kind: 'compare',
    compared: {
      ...withHolm(outcome),
      differences: [...dataDifference(outcome), ...presetDifferences(presets)],
    },
  }));
}

/** Runs of different data sets differ by more than their settings: they are never seeds of one. */
function dataDifference({ isAcrossSets, dataSets }: ComparedModels): ComparedRuns['differences'] {
  return isAcrossSets ? [{ key: 'dataSet', values: dataSets }] : [];
}

function withHolm({
  split,
  pictures,
  isAcrossSets,
  models,
  pairs,
}: ComparedModels): Omit<ComparedRuns, 'differences'> {
  const corrected = holm(pairs.map(({ comparison }) => comparison.pValue));
  return {
    split,
    pictures,
    isAcrossSets,
    models,
    pairs: pairs.map(({ first, second, comparison }, i) => {
      const [a, b] = [models[first]!.run, models[second]!.run];
      return { a, b, comparison, pHolm: corrected[i]! };
    }),
  };
}
