import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Head } from '../../artifact/labels.ts';
import { fullHead } from '../../artifact/labels.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import { readModelFolder } from '../../artifact/model-folder.ts';
import { DemifaceError } from '../../common/error.ts';
import { makeFolder } from '../../common/files/make-folder.ts';
import { sha256 } from '../../common/sha256.ts';
import { message } from '../../messages/message.ts';
import type { CurriculumPictures } from '../curriculum/pictures.ts';
import { curriculumPictures } from '../curriculum/pictures.ts';
import { landStage } from '../curriculum/land.ts';
import type { PreparedPicture, PreparedPixels, PreparedSet } from '../datasets/prepared.ts';
import { modelOutputs } from '../library/model-outputs.ts';
import type { Architecture, WeightValues } from '../models/index.ts';
import { namedWeights } from '../models/index.ts';
import { definePreset, onPictures } from '../presets/index.ts';
import type { Net, Preset, RetrainPreset } from '../presets/index.ts';
import type { Layout } from '../sources/types.ts';
import { claimFolder } from '../stages/owner.ts';
import { removeStageWork, runStage } from '../stages/run-stage.ts';
import type { StageHooks } from '../stages/stage.ts';
import { teacherOutputs } from '../stages/teacher-outputs.ts';
import { interpolate } from './interpolate.ts';
import type { PreparedPart } from './join-pictures.ts';
import { joinPictures } from './join-pictures.ts';
import { BATCH_SIZE, LEAST_TO_TRAIN_ALL, NEW_SHARE, retrainSettings } from './retrain-settings.ts';
import { weightsFor, withHead } from './retrained-network.ts';

export interface RetrainRequest {
  /** The model as it is. */
  from: ModelFolder;
  /** The pictures to learn from, as the model takes them. */
  prepared: PreparedSet;
  layout: Layout;
  /** What the pictures are labeled for; a task of their own gets a new head. */
  task: Head['task'];
  /** Name of a custom task. */
  title?: string | undefined;
  /** Pictures as the model takes them, whose predictions are to stay as they are. */
  rehearsal: readonly PreparedPart[];
  /** Left out: by the number of pictures. */
  trains?: RetrainPreset['trains'] | undefined;
  seed: number;
  /** Where the new model lands. */
  out: string;
  /** Where work lies while it is under way, to be resumed. */
  workRoot: string;
}

/**
 * Retrains a model on further pictures by distillation from the model as it is, whose predictions for the rehearsal pictures
 * are kept (Li and Hoiem 2016, "Learning without forgetting"). Continues where a stopped one stood.
 * @returns the new model; the one that it was made from stays as it is
 * @throws DemifaceError `mismatch` if the pictures do not serve; as `runStage`
 */
export async function retrain(request: RetrainRequest, hooks: StageHooks = {}): Promise<ModelFolder> {
  const plan = planRetrain(request);
  const { out: folder } = request;
  const workFolder = join(request.workRoot, plan.key);
  if (existsSync(folder)) return finished(folder, plan);
  const owner = await claimFolder(workFolder, `the retraining of ${request.from.card.name}`, hooks);
  try {
    // A process that was waited for may have finished it.
    if (!existsSync(folder)) await make(request, plan, { folder, workFolder }, hooks, () => owner.check());
  } finally {
    owner.release();
  }
  removeStageWork(workFolder);
  return readModelFolder(folder);
}

/** Which part of the network would learn. @throws DemifaceError as `retrain` */
export function trainedPart(request: RetrainRequest): RetrainPreset['trains'] {
  return planRetrain(request).settings.trains;
}

/** @throws DemifaceError `disk` if what lies in the model's place is something else */
function finished(folder: string, { key }: RetrainPlan): ModelFolder {
  const model = existsSync(join(folder, 'manifest.json')) ? readModelFolder(folder) : undefined;
  if (model?.card.stage.key === key) return model;
  throw new DemifaceError('disk', message('training.outTaken', { folder }));
}

/** What decides the result of a retraining. */
interface RetrainPlan {
  preset: Preset;
  settings: RetrainPreset;
  head: Head;
  /** The head of the model as it is goes on learning; else there is a new one, and nothing to keep. */
  isSameHead: boolean;
  pictures: CurriculumPictures;
  rehearsal: readonly PreparedPart[];
  architecture: Architecture;
  key: string;
}

function planRetrain(request: RetrainRequest): RetrainPlan {
  const { from, prepared, task, seed, rehearsal: given } = request;
  const wanted = onPictures(presetOf(request, undefined), prepared.pictures);
  const labels = wanted.labels ?? (task === 'custom' ? [] : fullHead(task).labels);
  const own = from.card.labels;
  const isSameHead =
    task === from.card.task &&
    (own === null ? labels === null : labels!.every((label) => own.includes(label)));
  // A class that the new pictures lack is kept.
  const head: Head = { task, labels: isSameHead ? own : labels };
  const preset = presetOf(request, head.labels ?? undefined);
  const pictures = curriculumPictures(preset, prepared, ['teacher']);
  const architecture = withHead(from, head);
  const rehearsal = isSameHead ? given : [];
  const settings = retrainSettings(request.trains ?? trainsFor(head, pictures.train), {
    visible: from.card.visible,
    targets: architecture.taps.ageScores === undefined ? 'labels' : 'distribution',
    pictures: taughtTimes(pictures.train.length, rehearsal) * pictures.train.length + countOf(rehearsal),
    isSameHead,
  });
  const decides = {
    version: 1,
    from: from.sha256,
    fingerprint: prepared.fingerprint,
    rehearsal: rehearsal.map((part) => part.pictures.map(({ contentId }) => contentId)),
    ...{ head, settings, seed },
  };
  const key = sha256(JSON.stringify(decides)).slice(0, 20);
  return { preset, settings, head, isSameHead, pictures, rehearsal, architecture, key };
}

function presetOf(
  { from, layout, task, title, seed }: RetrainRequest,
  labels: readonly string[] | undefined,
): Preset {
  const { net, preprocessing, visible } = from.card;
  const { size, color, scaling } = preprocessing;
  const [whole] = net.split(/-(?:lower|upper)$/) as [Net];
  return definePreset({
    ...{ id: 'retrain', layout, task, visible, net: whole, inputSize: size, color, scaling },
    ...(whole !== net && { half: { net: net as NonNullable<Preset['half']>['net'], inputSize: size } }),
    ...(labels && { labels }),
    ...(title !== undefined && task === 'custom' && { title }),
    ...{ precision: 'mixed', batchSize: BATCH_SIZE, choosing: 'tenth', stages: [], seed, source: 'ours' },
  });
}

/** Few pictures cannot teach a whole network. */
function trainsFor({ task, labels }: Head, train: readonly PreparedPicture[]): RetrainPreset['trains'] {
  if (labels === null) return train.length < LEAST_TO_TRAIN_ALL * 5 ? 'head' : 'all';
  const classOf = ({ custom, ...picture }: PreparedPicture) =>
    task === 'custom' ? custom : task === 'age' ? undefined : picture[task];
  const counts = [...Map.groupBy(train, classOf).values()].map(({ length }) => length);
  return Math.min(...counts) < LEAST_TO_TRAIN_ALL ? 'head' : 'all';
}

interface Place {
  folder: string;
  workFolder: string;
}

async function make(
  { from, seed }: RetrainRequest,
  plan: RetrainPlan,
  { folder, workFolder }: Place,
  hooks: StageHooks,
  check: () => void,
): Promise<void> {
  const { preset, settings, head, isSameHead, pictures, architecture, key } = plan;
  makeFolder(workFolder);
  const stagePictures = picturesIn(workFolder, plan);
  const visibleHooks = { visible: from.card.visible, ...(hooks.signal && { signal: hooks.signal }) };
  const teacher = isSameHead
    ? await teacherOutputs(from, stagePictures, join(workFolder, 'teacher'), visibleHooks)
    : null;
  const start = weightsFor(from, architecture, { isSameHead, seed });
  try {
    const stage = {
      ...{ key, preset, settings, seed, architecture, start, teacher },
      ...{ pictures: stagePictures, ageScale: from.card.ageScale, workFolder: join(workFolder, 'stage') },
    };
    const result = await runStage(stage, { ...hooks, beforeSave: check });
    const weights = isSameHead ? interpolate(start, result.weights, NEW_SHARE) : result.weights;
    const outputs = await selectionOutputs(
      from,
      head,
      { architecture, weights },
      stagePictures,
      hooks.signal,
    );
    check();
    const { card } = from;
    landStage(
      folder,
      {
        ...{ preset, architecture, weights, outputs, crop: card.crop, visible: card.visible },
        node: { kind: 'retrain', key },
        parents: [card.stage.key],
        branches: card.branches,
        terms: { use: card.use, license: `${card.data.license}; pictures of its user` },
        record: {
          retrained: { from: from.sha256, settings },
          history: result.history,
          computed: result.computed,
        },
      },
      pictures,
    );
  } finally {
    teacher?.close();
  }
}

/** New pictures as often as those that are rehearsed; both in one file. */
function picturesIn(
  folder: string,
  { pictures: { prepared, train, selection }, rehearsal }: RetrainPlan,
): { prepared: PreparedPixels; train: PreparedPicture[]; selection: PreparedPicture[] } {
  const own = (some: readonly PreparedPicture[]): PreparedPart => ({ pixels: prepared, pictures: some });
  const unlabeled = rehearsal.map(({ pixels, pictures }) => ({
    pixels,
    pictures: pictures.map(withoutLabels),
  }));
  const { pixels, pictures } = joinPictures([own(train), own(selection), ...unlabeled], folder);
  const [taught, held, ...rehearsed] = pictures as [
    PreparedPicture[],
    PreparedPicture[],
    ...PreparedPicture[][],
  ];
  const others = rehearsed.flat();
  const times = taughtTimes(taught.length, rehearsal);
  return {
    prepared: pixels,
    train: [...Array.from({ length: times }, () => taught).flat(), ...others],
    selection: held,
  };
}

function countOf(rehearsal: readonly PreparedPart[]): number {
  return rehearsal.reduce((sum, { pictures }) => sum + pictures.length, 0);
}

function taughtTimes(taught: number, rehearsal: readonly PreparedPart[]): number {
  return Math.max(1, Math.round(countOf(rehearsal) / taught));
}

/** Without a label a picture teaches what the model predicts for it as it is. */
function withoutLabels(picture: PreparedPicture): PreparedPicture {
  const { name, file, split, contentId, row } = picture;
  return { name, file, split, contentId, row };
}

function selectionOutputs(
  { path, card, sha256: hash }: ModelFolder,
  { task, labels }: Head,
  { architecture, weights }: { architecture: Architecture; weights: WeightValues },
  { prepared, selection }: { prepared: PreparedPixels; selection: readonly PreparedPicture[] },
  signal: AbortSignal | undefined,
): Promise<Float32Array> {
  const model: ModelFolder = {
    ...{ path, sha256: hash, weights: namedWeights(architecture, weights) },
    card: { ...card, task, labels: labels ? [...labels] : null },
  };
  const asked = { prepared, pictures: selection, visible: card.visible, flip: true };
  return modelOutputs(model, 'output', asked, signal);
}
