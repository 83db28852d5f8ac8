import type { EvaluationReport } from '../../../../../training/evaluation/report.ts';
import { evaluateModel } from '../../../../../training/evaluation/evaluate.ts';
import { message } from '../../../../../messages/message.ts';
import type { Job } from '../../../platform/jobs/job.ts';
import type { Interpretation } from '../../../../../training/sources/types.ts';
import type { RequestedModel } from './requested-models.ts';
import { openModels } from './requested-models.ts';

/** What models of one run say of the reported split, picture by picture. */
export interface Predictions {
  split: string;
  /** How the data set that the models learned from is read. */
  interpretation: Interpretation | undefined;
  /** How many corrections of it they learned from. */
  corrections: number;
  /** As the data set names them. */
  files: string[];
  /** Classes by name, or years. */
  truth: (string | number)[];
  models: { name: string; report: EvaluationReport; predicted: (string | number)[] }[];
}

export const predictions: Job<{ models: RequestedModel[] }, Predictions> = async (
  { models: requested },
  hooks,
) => {
  const { models: opened } = await openModels(requested, hooks);
  const { split: reported, source, corrections } = opened[0]!;
  const found: Predictions = {
    split: reported,
    interpretation: source.interpretation,
    corrections: Object.keys(corrections).length,
    files: [],
    truth: [],
    models: [],
  };
  for (const [i, { folder, prepared, split, name }] of opened.entries()) {
    hooks.progress(i, opened.length, message('jobs.predicting', { split, model: name }));
    const { visible } = folder.card;
    const { report, head, pictures, truth, predicted } = await evaluateModel(folder, prepared, {
      split,
      visible,
      signal: hooks.signal,
    });
    const say = (value: number) => head.labels?.[value] ?? value;
    found.files = pictures.map((picture) => picture.name);
    found.truth = truth.map(say);
    found.models.push({ name, report, predicted: predicted.map(say) });
  }
  return found;
};
