import { createHash } from 'node:crypto';
import { existsSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

import { discardFolder, writeFileAtomic } from '../../common/files/atomic.ts';
import { DemifaceError } from '../../common/error.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import { readModelFolder } from '../../artifact/model-folder.ts';
import type { PreparedSet } from '../datasets/prepared.ts';
import { errorOf } from '../evaluation/metrics/error-of.ts';
import { fewNote } from '../evaluation/few.ts';
import { weightsOf } from '../library/load-model.ts';
import { netFor } from '../models/index.ts';
import type { WeightValues } from '../models/index.ts';
import { startingValues } from '../models/published/starting-values.ts';
import { headOf, networkOf, onPictures } from '../presets/index.ts';
import type { EnsemblePreset, LearningPreset, Preset, StageKind } from '../presets/index.ts';
import { fitEnsemble } from '../stages/ensemble-stage.ts';
import type { FolderClaim } from '../stages/owner.ts';
import { isFolderClaimed, claimFolder } from '../stages/owner.ts';
import { removeStageWork, runStage } from '../stages/run-stage.ts';
import type { StageHooks } from '../stages/stage.ts';
import type { TeacherOutputs } from '../stages/teacher-outputs.ts';
import { teacherOutputs } from '../stages/teacher-outputs.ts';
import { landStage } from './land.ts';
import { ownTuningNote } from './own-tuning.ts';
import type { CurriculumPictures } from './pictures.ts';
import { curriculumPictures } from './pictures.ts';
import type { StageNode } from './plan.ts';
import { neededFor, planCurriculum } from './plan.ts';
import type { Start } from './published-start.ts';
import { publishedStart } from './published-start.ts';
import { message } from '../../messages/message.ts';

export interface CurriculumHooks extends Pick<StageHooks, 'note' | 'signal'> {
  /** Called with each stage, and of each candidate of one, before it runs. */
  onStage?: (node: StageNode, done: boolean) => void;
  onStep?: (node: StageNode, ...report: Parameters<NonNullable<StageHooks['onStep']>>) => void;
  onEpoch?: (node: StageNode, ...report: Parameters<NonNullable<StageHooks['onEpoch']>>) => void;
  /** Called with each once its model stands in its place, whether it was made now or before. */
  onLanded?: (node: StageNode, model: ModelFolder) => void;
}

/** A stage and the model that it made; of candidates, the best. */
export interface CompletedStage {
  node: StageNode;
  model: ModelFolder;
}

/**
 * Runs the stages of a preset that are not done yet and lands each as a model folder `stages/<key>`.
 * @param runsFolder made if it is not there
 * @param wanted these stages and all that they need; every stage if left out
 * @returns every stage that was needed, in order
 * @throws DemifaceError as `runStage` and `fitEnsemble` do; `mismatch` before any training if the pictures do not serve
 */
export async function runCurriculum(
  preset: Preset,
  prepared: PreparedSet,
  runsFolder: string,
  { wanted, ...hooks }: CurriculumHooks & { wanted?: readonly StageKind[] | undefined } = {},
): Promise<CompletedStage[]> {
  const start = publishedStart(onPictures(preset, prepared.pictures));
  const plan = planCurriculum(start.preset, prepared.fingerprint, start.published?.sha256);
  const nodes = wanted ? neededFor(plan, wanted) : plan;
  const kinds = nodes.map(({ kind }) => kind);
  const pictures = curriculumPictures(start.preset, prepared, kinds);
  if (start.note !== undefined) hooks.note?.(start.note);
  const { train, selection, selectionSet } = pictures;
  const tuning = ownTuningNote(start.preset, nodes, selectionSet, runsFolder);
  if (tuning !== undefined) hooks.note?.(tuning);
  hooks.note?.(
    `${train.length.toLocaleString('en')} pictures train; figures of epochs are of ${selection.length.toLocaleString('en')} (${selectionSet}).`,
  );
  const few = fewNote(selection.length);
  if (few !== undefined) hooks.note?.(few);
  if (pictures.rareClasses.length > 0) hooks.note?.(rareText(pictures));
  const run: Run = { start, pictures, runsFolder, hooks, models: new Map() };
  for (const node of nodes) run.models.set(node, await finish(run, node));
  forgetTeachers(run);
  const done = nodes.map((node) => ({ node, model: run.models.get(node)! }));
  const record = {
    preset: start.preset,
    stages: done.map(({ node: { kind, key }, model }) => ({ kind, key, model: model.card.stage.key })),
    fingerprint: prepared.fingerprint,
  };
  writeFileAtomic(
    join(runsFolder, `${preset.id}.seed${preset.seed}.${nodes.at(-1)!.key}.json`),
    `${JSON.stringify(record, null, 2)}\n`,
  );
  return done;
}

/** `Few training pictures: 1 of disgust, none of contempt; these classes can hardly be learned.` */
function rareText({ rareClasses }: CurriculumPictures): string {
  const parts = rareClasses.map(({ label, n }) => `${n === 0 ? 'none' : n} of ${label}`);
  return `Few training pictures: ${parts.join(', ')}; these classes can hardly be learned.`;
}

interface Run {
  start: Start;
  pictures: CurriculumPictures;
  runsFolder: string;
  hooks: CurriculumHooks;
  /** Of the nodes that are done. */
  models: Map<StageNode, ModelFolder>;
}

/** @returns the node's model; where it has candidates, that of the one that does best on the model-selection pictures, of equals the first */
async function finish(run: Run, node: StageNode): Promise<ModelFolder> {
  if (node.candidates.length === 0) return finishOne(run, node);
  let best: ModelFolder | undefined;
  for (const candidate of node.candidates) {
    const model = await finishOne(run, candidate);
    if (best === undefined || errorOf(model.card.metrics) < errorOf(best.card.metrics)) best = model;
  }
  return best!;
}

async function finishOne(run: Run, node: StageNode): Promise<ModelFolder> {
  const { runsFolder, hooks } = run;
  const folder = join(runsFolder, 'stages', node.key);
  const workFolder = join(runsFolder, 'work', node.key);
  const isDone = existsSync(folder);
  hooks.onStage?.(node, isDone);
  if (!isDone) {
    const owner = await claimFolder(workFolder, `the ${node.kind} of ${run.start.preset.id}`, hooks);
    try {
      // A process that was waited for may have finished it.
      if (!existsSync(folder)) await make(run, node, { folder, workFolder, owner });
    } finally {
      owner.release();
    }
  }
  removeStageWork(workFolder);
  const model = readStage(folder, node);
  hooks.onLanded?.(node, model);
  return model;
}

/** Where a stage is made and where it lands. */
interface Place {
  folder: string;
  workFolder: string;
  owner: FolderClaim;
}

async function make(run: Run, node: StageNode, place: Place): Promise<void> {
  const { settings } = node;
  if (settings.kind === 'ensemble') await fit(run, node, settings, place);
  else await learn(run, node, settings, place);
}

async function learn(
  run: Run,
  node: StageNode,
  settings: LearningPreset,
  { folder, workFolder, owner }: Place,
): Promise<void> {
  const { start, pictures, hooks } = run;
  const { preset } = start;
  const { visible } = settings.occlusion;
  const seed = seedOf(preset.seed, node.kind);
  const { net, inputSize } = networkOf(preset, settings.kind);
  const { ageScale } = pictures;
  const architecture = netFor(net, headOf(preset), { inputSize, dropout: settings.dropout, ageScale });
  const firstWeights = (): WeightValues | null => {
    const parent = parentsOf(run, node).at(-1);
    if (settings.start === 'parent' && parent) return weightsOf(parent);
    const { published } = start;
    return published && settings.kind === 'teacher' ? startingValues(architecture, published, seed) : null;
  };
  const teacher = await teacherOf(run, node);
  try {
    const stage = {
      key: node.key,
      preset,
      settings,
      seed,
      pictures,
      workFolder,
      teacher,
      architecture,
      ageScale,
      start: firstWeights(),
    };
    const result = await runStage(stage, {
      ...(hooks.note ? { note: hooks.note } : {}),
      ...(hooks.signal ? { signal: hooks.signal } : {}),
      beforeSave: () => owner.check(),
      onStep: (report) => hooks.onStep?.(node, report),
      onEpoch: (...report) => hooks.onEpoch?.(node, ...report),
    });
    const parents = parentsOf(run, node).map(({ card }) => card.stage.key);
    const record = { computed: result.computed, history: result.history };
    const made = { ...result, preset, node, parents, visible, architecture, branches: [], record };
    owner.check();
    landStage(folder, made, pictures);
  } finally {
    teacher?.close();
  }
}

async function fit(
  run: Run,
  node: StageNode,
  settings: EnsemblePreset,
  { folder, owner }: Place,
): Promise<void> {
  const { start, pictures, hooks } = run;
  const { preset } = start;
  const { ageScale } = pictures;
  const members = parentsOf(run, node);
  const { C, figures, ...network } = await fitEnsemble(
    { preset, settings, members, pictures, ageScale },
    {
      signal: hooks.signal,
      onC({ C: tried, accuracy, mae }) {
        const figure = ageScale
          ? `maeYears ${(mae! * (preset.ageLoss === 'years' ? 1 : ageScale.std)).toFixed(4)}`
          : `accuracy ${accuracy!.toFixed(4)}`;
        hooks.note?.(`ensemble C ${tried}: ${figure}`);
      },
    },
  );
  const parents = members.map(({ card }) => card.stage.key);
  const record = { C, figures };
  owner.check();
  landStage(folder, { ...network, preset, node, parents, visible: preset.visible, record }, pictures);
}

function parentsOf({ models }: Run, { parents }: StageNode): ModelFolder[] {
  return parents.map((parent) => models.get(parent)!);
}

/** The outputs of the frozen teacher, for a stage that uses them. */
async function teacherOf(run: Run, { kind, parents }: StageNode): Promise<TeacherOutputs | null> {
  if (kind !== 'standard' && kind !== 'triplet') return null;
  const teacher = parents.find((parent) => parent.kind === 'teacher')!;
  const folder = teacherFolder(run, teacher);
  return teacherOutputs(run.models.get(teacher)!, run.pictures, folder, run.hooks);
}

function teacherFolder({ runsFolder }: Run, { key }: StageNode): string {
  return join(runsFolder, 'work', `teacher-${key}`);
}

/** No stage listens any more. */
function forgetTeachers(run: Run): void {
  for (const node of run.models.keys())
    if (node.kind === 'teacher' && !isFolderClaimed(teacherFolder(run, node)))
      discardFolder(teacherFolder(run, node));
  try {
    rmdirSync(join(run.runsFolder, 'work'));
  } catch {
    // Another curriculum is at work there, or it was never made.
  }
}

/** @throws DemifaceError `corrupt` if what lies in the stage's place is no whole model */
function readStage(folder: string, { kind }: StageNode): ModelFolder {
  try {
    return readModelFolder(folder);
  } catch (error) {
    if (!(error instanceof DemifaceError)) throw error;
    throw new DemifaceError(
      'corrupt',
      message('training.finishedDamaged', { kind, problem: error.coded, folder }),
      { cause: error },
    );
  }
}

/** Streams of random numbers of a stage differ from those of the stage before it. */
function seedOf(seed: number, kind: StageKind): number {
  return createHash('sha256').update(`${seed} ${kind}`).digest().readUInt32LE();
}
