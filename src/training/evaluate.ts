import { DemifaceError } from '../artifact/error.ts';
import type { Visible } from '../artifact/labels.ts';
import type { ModelFolder } from '../artifact/model-folder.ts';
import { topLabels } from '../artifact/probabilities.ts';
import { yearsOf } from '../artifact/years.ts';
import type { PreparedPicture, PreparedSet } from './data/prepared.ts';
import { seenInTraining } from './data/splits.ts';
import { labelOf } from './data/targets.ts';
import type { Split } from './data/types.ts';
import type { Groups } from './evaluation/groups.ts';
import type { EvaluationReport } from './evaluation/report.ts';
import { evaluateClassification, evaluateRegression } from './evaluation/report.ts';
import { withModel } from './load-model.ts';
import { outputsOf } from './stages/outputs.ts';

export interface Evaluation {
  report: EvaluationReport;
  pictures: readonly PreparedPicture[];
  /** Indices of classes, or ages in years; one a picture. */
  predicted: readonly number[];
  /** [pictures, head width], before temperature and softmax. */
  outputs: Float32Array;
  /** Whether a byte-identical copy of each picture stands in training; undefined where training itself is asked for. */
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

/** Runs a model over prepared pictures. The pictures must be prepared as the card says. */
export async function modelOutputs(
  folder: ModelFolder,
  prepared: Pick<PreparedSet, 'picturesPath' | 'size' | 'channels'>,
  rows: readonly number[],
  { visible, signal }: Pick<EvaluationRequest, 'visible' | 'signal'>,
): Promise<Float32Array> {
  const { preprocessing, labels, flip } = folder.card;
  const { size: inputSize, scaling } = preprocessing;
  const { picturesPath, size, channels } = prepared;
  const question = { picturesPath, size, channels, rows, inputSize, scaling, visible, flip };
  return withModel(folder, ['output'], (run) =>
    outputsOf((input) => run(input)[0]!, labels?.length ?? 1, question, signal),
  );
}

/**
 * Measures a model on a labelled set.
 * @throws DemifaceError `missing` if the split holds no pictures, `mismatch` if they carry no labels for the task
 */
export async function evaluateModel(
  folder: ModelFolder,
  prepared: PreparedSet,
  request: EvaluationRequest,
): Promise<Evaluation> {
  const { card } = folder;
  const { split } = request;
  const pictures = prepared.pictures.filter((picture) => split === 'all' || picture.split === split);
  if (pictures.length === 0) {
    const found = [...new Set(prepared.pictures.map((picture) => picture.split))].join(', ');
    throw new DemifaceError('missing', `the split ${split} holds no pictures; the data set has ${found}`);
  }
  const truth = pictures.map((picture) => labelOf(picture, card.task));
  const outputs = await modelOutputs(
    folder,
    prepared,
    pictures.map(({ row }) => row),
    request,
  );
  const training = prepared.pictures.filter((picture) => picture.split === 'train');
  const inTraining =
    split === 'train' || split === 'all' || training.length === 0
      ? undefined
      : seenInTraining(pictures, training);
  const options = {
    seed: BOOTSTRAP_SEED,
    groups: groupsOf(pictures),
    ...(inTraining && { inTraining }),
  };
  if (card.labels === null) {
    const years = Float32Array.from(outputs, (output) => yearsOf(card, output));
    const report = evaluateRegression({ ...options, truth: Float32Array.from(truth), predicted: years });
    return { report, pictures, predicted: [...years], outputs, inTraining };
  }
  const report = evaluateClassification({
    ...options,
    labels: card.labels,
    truth: Int32Array.from(truth),
    logits: outputs,
    temperature: card.temperature,
  });
  return { report, pictures, predicted: [...topLabels(outputs, card.labels.length)], outputs, inTraining };
}

function groupsOf(pictures: readonly PreparedPicture[]): Groups {
  const kinds = new Set(pictures.flatMap(({ groups }) => Object.keys(groups ?? {})));
  return Object.fromEntries([...kinds].map((kind) => [kind, pictures.map(({ groups }) => groups?.[kind])]));
}
