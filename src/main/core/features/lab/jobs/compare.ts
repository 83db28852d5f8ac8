import { DemifaceError } from '../../../../../common/error.ts';
import { changesFingerprint } from '../../../../../training/datasets/corrections.ts';
import type { Comparison } from '../../../../../training/evaluation/compare.ts';
import { comparePredictions } from '../../../../../training/evaluation/compare.ts';
import type { Evaluation } from '../../../../../training/evaluation/evaluate.ts';
import { evaluateModel } from '../../../../../training/evaluation/evaluate.ts';
import type { EvaluationReport } from '../../../../../training/evaluation/report.ts';
import { yieldToEventLoop } from '../../../../../common/yield-to-event-loop.ts';
import { message, joined } from '../../../../../messages/message.ts';
import type { Job } from '../../../platform/jobs/job.ts';
import type { OpenedModel, OpenedModels, RequestedModel } from './requested-models.ts';
import { openModels } from './requested-models.ts';

export interface ComparedModels extends Pick<OpenedModels, 'isAcrossSets'> {
  split: string;
  pictures: number;
  models: { run: number; name: string; report: EvaluationReport }[];
  /** What each of `models` learned from, in words. */
  dataSets: string[];
  /** Every pair of places in `models`, the earlier one first. */
  pairs: { first: number; second: number; comparison: Comparison }[];
}

/** Measures models on the reported split, and every pair of them against each other. */
export const compare: Job<{ models: RequestedModel[] }, ComparedModels> = async (
  { models: requested },
  hooks,
) => {
  const { models: opened, isAcrossSets } = await openModels(requested, hooks);
  const tasks = new Set(opened.map(({ folder }) => folder.card.task));
  if (tasks.size > 1)
    throw new DemifaceError(
      'mismatch',
      message('run.severalTasks', {
        tasks: joined(
          [...tasks].map((task) => message('text.task', { task })),
          'and',
        ),
      }),
    );
  const measured: Evaluation[] = [];
  for (const [i, { folder, prepared, split, name }] of opened.entries()) {
    hooks.progress(i, opened.length, message('jobs.predicting', { split, model: name }));
    const { signal } = hooks;
    measured.push(await evaluateModel(folder, prepared, { split, visible: folder.card.visible, signal }));
  }
  const pairs: ComparedModels['pairs'] = [];
  for (let second = 1; second < measured.length; second++)
    for (let first = 0; first < second; first++) {
      await yieldToEventLoop(hooks.signal);
      pairs.push({
        first,
        second,
        comparison: comparePredictions(measured[first]!, measured[second]!),
      });
    }
  hooks.progress(opened.length, opened.length);
  return {
    split: opened[0]!.split,
    pictures: measured[0]!.report.n,
    isAcrossSets,
    models: opened.map(({ run, name }, i) => ({ run, name, report: measured[i]!.report })),
    dataSets: opened.map(inWords),
    pairs,
  };
};

/** Other words for other data; corrections by the fingerprint of their version. */
function inWords({ source: { root }, corrections }: OpenedModel): string {
  const hasSome = Object.keys(corrections).length > 0;
  return hasSome ? `${root}, corrections ${changesFingerprint(corrections).slice(0, 12)}` : root;
}
