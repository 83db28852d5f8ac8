import { holm } from '../../../../training/evaluation/holm.ts';
import type { ComparedRuns, CorePayload, Preset } from '../../../ipc/contract.ts';
import type { SideJobs } from '../../platform/jobs/side-jobs.ts';
import type { ComparedModels } from './jobs/compare.ts';
import { anObject, storedJson } from '../../platform/store/stored-values.ts';
import { askedRuns } from './asked-runs.ts';
import { presetDifferences } from './differences.ts';
import type { RunStore } from './run-store.ts';
import { comparisonSentence } from './sentence.ts';
import { COMPARE } from './jobs/index.ts';

/**
 * Starts the comparison of runs at one stage.
 * @returns the job's number
 * @throws DemifaceError as `askedRuns`
 */
export function compareRuns(
  { runs, jobs }: { runs: RunStore; jobs: SideJobs },
  { runs: ids, stage }: CorePayload<'lab.compare'>,
): number {
  const { models, data } = askedRuns(runs, ids, stage);
  const presets = models.map(({ run }) => storedJson(runs.row(run).preset, anObject<Preset>()));
  return jobs.start({ kind: 'compare', runs: ids, stage }, COMPARE, { models, data }, (outcome) => ({
    kind: 'compare',
    compared: { ...withSentences(outcome), differences: presetDifferences(presets) },
  }));
}

function withSentences({ pairs, models, ...rest }: ComparedModels): Omit<ComparedRuns, 'differences'> {
  const corrected = holm(pairs.map(({ comparison }) => comparison.pValue));
  return {
    ...rest,
    models,
    pairs: pairs.map(({ first, second, comparison }, i) => {
      const [a, b] = [models[first]!, models[second]!];
      const pHolm = corrected[i]!;
      const sentence = comparisonSentence(a.name, b.name, comparison, pHolm);
      return { a: a.run, b: b.run, comparison, pHolm, sentence };
    }),
  };
}
