import type { Card } from '../../artifact/card.ts';
import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import { headWidth } from '../../artifact/labels.ts';
import type { Head, Visible } from '../../artifact/labels.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import { topLabels } from '../../common/math/probabilities.ts';
import { yearsOf } from '../../artifact/years.ts';
import type { PreparedPicture, PreparedSet } from '../datasets/prepared.ts';
import { seenInTraining } from '../datasets/splits.ts';
import { classNameOf, hasLabel, labeledForTask, labelOf, withMissingClasses } from '../datasets/targets.ts';
import type { Split } from '../sources/types.ts';
import type { Groups } from './groups.ts';
import type { EvaluationReport } from './report.ts';
import { evaluateClassification, evaluateRegression } from './report.ts';
import { truncatedList } from '../sources/lists/wrong-layout.ts';
import { modelOutputs } from '../library/model-outputs.ts';

/** Prediction of a model for labeled pictures. */
export interface Predictions {
  /** Of the model, with the classes behind its own that it lacks and pictures have: it never predicts them. */
  head: Head;
  pictures: readonly PreparedPicture[];
  /** Indices into the head's labels, or ages in years; one a picture. */
  truth: readonly number[];
  predicted: readonly number[];
  /** [pictures, head width], before temperature and softmax. */
  outputs: Float32Array;
}

export interface Evaluation extends Predictions {
  report: EvaluationReport;
  /** Whether a byte-identical copy of each picture stands in training; undefined where training itself is requested. */
  inTraining: readonly boolean[] | undefined;
}

export interface EvaluationRequest {
  split: Split | 'all';
  /** What the model is shown of each face. */
  visible: Visible;
  signal?: AbortSignal;
}

/** Decides the bootstrap's resamples; the same for all, so that figures repeat. */
const BOOTSTRAP_SEED = 1;

/**
 * Runs a model over a split of a labeled set. The pictures must be prepared as the card states.
 * @throws DemifaceError `missing` if the split holds no pictures, `mismatch` if they carry no labels for the task
 */
export async function readSplit(
  folder: ModelFolder,
  prepared: PreparedSet,
  { split, visible, signal }: EvaluationRequest,
): Promise<Predictions> {
  const { card } = folder;
  const inSplit = prepared.pictures.filter((picture) => split === 'all' || picture.split === split);
  if (inSplit.length === 0) {
    const found = [...new Set(prepared.pictures.map((picture) => picture.split))].join(', ');
    throw new DemifaceError('missing', message('training.emptySplit', { split, found }));
  }
  const pictures = labeledForTask(inSplit, card.task);
  if (!pictures.some((picture) => hasLabel(picture, card))) throw noCommonClass(card, inSplit);
  const head = withMissingClasses({ task: card.task, labels: card.labels }, pictures);
  const truth = pictures.map((picture) => labelOf(picture, head));
  const input = { prepared, pictures, visible, flip: card.flip };
  const own = await modelOutputs(folder, 'output', input, signal);
  const predicted =
    card.task === 'age'
      ? Float32Array.from(own, (output) => yearsOf(card, output))
      : topLabels(own, headWidth(card));
  const outputs = widened(own, headWidth(card), headWidth(head));
  return { head, pictures, truth, predicted: [...predicted], outputs };
}

/** Outputs with further classes, which have no probability. @returns [pictures, to] */
function widened(outputs: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return outputs;
  const wide = new Float32Array((outputs.length / from) * to).fill(-1e9);
  for (let row = 0; row * from < outputs.length; row++)
    wide.set(outputs.subarray(row * from, (row + 1) * from), row * to);
  return wide;
}

/** The error for pictures of which none shows what a model can predict. */
function noCommonClass({ task, labels }: Card, pictures: readonly PreparedPicture[]): DemifaceError {
  const found = [...new Set(pictures.flatMap((picture) => classNameOf(picture, task) ?? []))];
  return new DemifaceError(
    'mismatch',
    labels === null || found.length === 0
      ? message('dataSet.pictureWithoutTask', { picture: pictures[0]!.name, task })
      : message('training.noCommonClass', { found: truncatedList(found), labels }),
  );
}

/**
 * Measures a model on a labeled set.
 * @throws DemifaceError as `readSplit`
 */
export async function evaluateModel(
  folder: ModelFolder,
  prepared: PreparedSet,
  request: EvaluationRequest,
): Promise<Evaluation> {
  const { card } = folder;
  const { split } = request;
  const readings = await readSplit(folder, prepared, request);
  const { pictures, truth, predicted, outputs } = readings;
  const training = trainingSplitPictures(card, prepared);
  const inTraining =
    split === 'all' || card.data.splits.includes(split) || training.length === 0
      ? undefined
      : seenInTraining(pictures, training);
  const options = {
    seed: BOOTSTRAP_SEED,
    groups: groupsOf(pictures),
    ...(inTraining && { inTraining }),
  };
  const report =
    card.labels === null
      ? evaluateRegression({
          ...options,
          truth: Float32Array.from(truth),
          predicted: Float32Array.from(predicted),
        })
      : evaluateClassification({
          ...options,
          labels: readings.head.labels!,
          truth: Int32Array.from(truth),
          logits: outputs,
          temperature: card.temperature,
        });
  return { ...readings, report, inTraining };
}

/** The pictures of a data set that stand in splits which taught the model. */
export function trainingSplitPictures<P extends { split: Split }>(
  { data: { splits } }: Card,
  { pictures }: { pictures: readonly P[] },
): P[] {
  return pictures.filter(({ split }) => splits.includes(split));
}

function groupsOf(pictures: readonly PreparedPicture[]): Groups {
  const kinds = new Set(pictures.flatMap(({ groups }) => Object.keys(groups ?? {})));
  return Object.fromEntries([...kinds].map((kind) => [kind, pictures.map(({ groups }) => groups?.[kind])]));
}
