import { createHash } from 'node:crypto';
import { existsSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

import { writeFileAtomic } from '../artifact/atomic.ts';
import type { Card } from '../artifact/card.ts';
import { DemifaceError } from '../artifact/error.ts';
import { headWidth, LABELS } from '../artifact/labels.ts';
import type { ModelFolder } from '../artifact/model-folder.ts';
import { readModelFolder, writeModelFolder } from '../artifact/model-folder.ts';
import { licenceOf } from './data/licences.ts';
import type { PreparedPicture, PreparedSet } from './data/prepared.ts';
import type { Roles } from './data/roles.ts';
import { assignRoles } from './data/roles.ts';
import { ageScaleOf } from './data/targets.ts';
import { planArchitecture } from './models/architecture.ts';
import { graphModel } from './models/graph-model.ts';
import type { WeightValues } from './models/index.ts';
import { NETS } from './models/index.ts';
import { onnxModel } from './models/onnx/index.ts';
import type { Preset, StagePreset } from './presets/preset.ts';
import { calibrate } from './stages/calibrate.ts';
import { choosingMetrics } from './stages/choosing.ts';
import type { Stage, StageHooks, StageResult } from './stages/stage.ts';
import { forgetStage, runStage } from './stages/run-stage.ts';

/** Raised by hand when the code of a stage would give another result for the same settings. */
const STAGE_VERSION: Readonly<Record<StagePreset['kind'], number>> = { teacher: 1, student: 1 };

/** A stage of the graph, before it runs. */
export interface StageNode {
  kind: StagePreset['kind'];
  /** Hash of all that decides the result: never a commit, a path, a time or a count of threads. */
  key: string;
  settings: StagePreset;
  parents: readonly string[];
}

/** The stages of a preset on these pictures, in the order in which they run; each starts from the one before. */
export function planCurriculum(preset: Preset, fingerprint: string): StageNode[] {
  const nodes: StageNode[] = [];
  for (const settings of preset.stages) {
    const parents = settings.start === 'parent' ? [nodes.at(-1)!.key] : [];
    const { task, net, inputSize, color, scaling, batchSize, limitPictures, seed } = preset;
    const decides = {
      version: STAGE_VERSION[settings.kind],
      fingerprint,
      ...{ task, net, inputSize, color, scaling, batchSize, limitPictures, seed },
      settings,
      parents,
    };
    const key = createHash('sha256').update(canonical(decides)).digest('hex').slice(0, 20);
    nodes.push({ kind: settings.kind, key, settings, parents });
  }
  return nodes;
}

/** JSON with sorted keys: the same text for the same content. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}

export interface CurriculumHooks extends Pick<StageHooks, 'note' | 'signal'> {
  onStage?: (node: StageNode, done: boolean) => void;
  onStep?: (node: StageNode, ...report: Parameters<NonNullable<StageHooks['onStep']>>) => void;
  onEpoch?: (node: StageNode, ...report: Parameters<NonNullable<StageHooks['onEpoch']>>) => void;
}

/**
 * Runs the stages of a preset that are not done yet and lands each as a model folder `stages/<key>`.
 * @param runsFolder made if it is not there
 * @returns every stage's model, in order
 * @throws DemifaceError as `runStage` does; `mismatch` if the pictures carry no labels for the task
 */
export async function runCurriculum(
  preset: Preset,
  prepared: PreparedSet,
  runsFolder: string,
  hooks: CurriculumHooks = {},
): Promise<{ node: StageNode; model: ModelFolder }[]> {
  const roles = assignRoles(prepared.pictures, { limit: preset.limitPictures, seed: preset.seed });
  if (roles.train.length < 2 || roles.choosing.length === 0)
    throw new DemifaceError(
      'mismatch',
      `found ${roles.train.length} pictures to train on and ${roles.choosing.length} to choose with; expected more`,
    );
  const ageScale = preset.task === 'age' ? ageScaleOf(roles.train) : null;
  const nodes = planCurriculum(preset, prepared.fingerprint);
  const stagesFolder = join(runsFolder, 'stages');
  const done: { node: StageNode; model: ModelFolder }[] = [];
  for (const node of nodes) {
    const folder = join(stagesFolder, node.key);
    const workFolder = join(runsFolder, 'work', node.key);
    const isDone = existsSync(folder);
    hooks.onStage?.(node, isDone);
    if (!isDone) {
      const parent = done.at(-1)?.model;
      const stage: Stage = {
        key: node.key,
        preset,
        settings: node.settings,
        seed: seedOf(preset.seed, node.kind),
        pictures: { prepared, train: roles.train, choosing: roles.choosing },
        ageScale,
        start: node.settings.start === 'parent' && parent ? weightsOf(parent) : null,
        workFolder,
      };
      const result = await runStage(stage, {
        ...(hooks.note ? { note: hooks.note } : {}),
        ...(hooks.signal ? { signal: hooks.signal } : {}),
        onStep: (report) => hooks.onStep?.(node, report),
        onEpoch: (...report) => hooks.onEpoch?.(node, ...report),
      });
      landStage(folder, stage, node, result, prepared, roles);
    }
    forgetStage(workFolder);
    done.push({ node, model: readStage(folder, node) });
  }
  removeIfEmpty(join(runsFolder, 'work'));
  const record = {
    preset,
    stages: nodes.map(({ kind, key }) => ({ kind, key })),
    fingerprint: prepared.fingerprint,
  };
  writeFileAtomic(
    join(runsFolder, `${preset.id}.seed${preset.seed}.${nodes.at(-1)!.key}.json`),
    `${JSON.stringify(record, null, 2)}\n`,
  );
  return done;
}

/** @throws DemifaceError `corrupt` if what lies in the stage's place is no whole model */
function readStage(folder: string, { kind }: StageNode): ModelFolder {
  try {
    return readModelFolder(folder);
  } catch (error) {
    if (!(error instanceof DemifaceError)) throw error;
    throw new DemifaceError(
      'corrupt',
      `the finished ${kind} is damaged: ${error.message}; delete the folder ${folder} and start again to train it anew`,
      { cause: error },
    );
  }
}

/** Streams of random numbers of a stage differ from those of the stage before it. */
function seedOf(seed: number, kind: StagePreset['kind']): number {
  return createHash('sha256').update(`${seed} ${kind}`).digest().readUInt32LE();
}

export function weightsOf(model: ModelFolder): WeightValues {
  return new Map(model.weights.map(({ name, values }) => [name, values]));
}

function landStage(
  folder: string,
  { preset, settings, ageScale }: Stage,
  node: StageNode,
  { weights, history, outputs }: StageResult,
  prepared: PreparedSet,
  roles: Roles<PreparedPicture>,
): void {
  const { task, inputSize } = preset;
  const architecture = NETS[preset.net]({ inputSize, outputs: headWidth(task), dropout: settings.dropout });
  const card: Card = {
    format: 1,
    name: `${preset.net}.${task}.${settings.occlusion.visible}`,
    net: preset.net,
    branches: [],
    task,
    labels: LABELS[task] ? [...LABELS[task]] : null,
    visible: settings.occlusion.visible,
    preprocessing: {
      size: inputSize,
      color: preset.color,
      scaling: { mean: [...preset.scaling.mean], std: [...preset.scaling.std] },
    },
    ageScale,
    ...calibrate(task, outputs, roles.choosing, ageScale),
    flip: true,
    taps: architecture.taps,
    stage: {
      key: node.key,
      kind: node.kind,
      preset: preset.id,
      seed: preset.seed,
      parents: [...node.parents],
    },
    data: {
      layout: preset.layout,
      fingerprint: prepared.fingerprint,
      pictures: roles.train.length,
      licence: licenceOf(preset.layout),
      choosing: roles.choosingIs,
    },
    use: 'research only',
    metrics: choosingMetrics(task, outputs, roles.choosing, ageScale).metrics,
    intervals: {},
    groups: {},
  };
  const named = planArchitecture(architecture).flatMap(({ weights: specs }) =>
    specs.map(({ name, shape }) => ({ name, shape, values: weights.get(name)! })),
  );
  const extra = { 'training.json': `${JSON.stringify({ preset, history }, null, 2)}\n` };
  const onnx = onnxModel(architecture, weights, card);
  writeModelFolder(folder, { card, ...graphModel(architecture), weights: named, onnx, extra });
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Another stage is at work there, or it was never made.
  }
}
