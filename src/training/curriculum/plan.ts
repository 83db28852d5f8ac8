import { networkOf } from '../presets/index.ts';
import type { DistillationPreset, OneOf, Preset, StageKind, StagePreset } from '../presets/index.ts';
import { taskInKeys } from '../../artifact/old-names.ts';
import { sha256 } from '../../common/sha256.ts';

/** Raised by hand when the code of a stage would give another result for the same settings. */
const STAGE_VERSION: Readonly<Record<StageKind, number>> = {
  teacher: 1,
  student: 1,
  standard: 1,
  triplet: 1,
  ensemble: 1,
};

/** A stage of the graph, before it runs. */
export interface StageNode {
  kind: StageKind;
  /** Hash of all that decides the result: never a commit, a path, a time or a count of threads. */
  key: string;
  settings: StagePreset;
  /** Those that it starts from or learns from, in the order in which its kind names them. */
  parents: readonly StageNode[];
  /** Where a setting is a list: the same stage once for each value. The one that does best is the stage's result. */
  candidates: readonly StageNode[];
}

/**
 * The stages of a preset on these pictures, in the order in which they run.
 * @param published SHA-256 of the published weights that its teacher starts from; null where it starts from none
 */
export function planCurriculum(
  preset: Preset,
  fingerprint: string,
  published: string | null = null,
): StageNode[] {
  const nodes: StageNode[] = [];
  const node = (stage: StagePreset, parents: readonly StageNode[]): StageNode => {
    const variants = variantsOf(stage);
    const settings = variants.length === 1 ? variants[0]! : stage;
    return {
      kind: stage.kind,
      key: keyOf(preset, fingerprint, published, settings, parents),
      settings,
      parents,
      candidates: variants.length === 1 ? [] : variants.map((variant) => node(variant, parents)),
    };
  };
  for (const stage of preset.stages) {
    const parents = parentKinds(stage).map((kind) => nodes.find((made) => made.kind === kind)!);
    nodes.push(node(stage, parents));
  }
  return nodes;
}

/** Who a stage hangs on: a distillation on the teacher that it listens to and the student that it goes on from. */
function parentKinds(settings: StagePreset): readonly StageKind[] {
  switch (settings.kind) {
    case 'teacher':
      return [];
    case 'student':
      return settings.start === 'parent' ? ['teacher'] : [];
    case 'standard':
    case 'triplet':
      return settings.start === 'parent' ? ['teacher', 'student'] : ['teacher'];
    case 'ensemble':
      return settings.members;
  }
}

/** The nodes that these kinds need, themselves among them, in the order of the plan. */
export function neededFor(plan: readonly StageNode[], kinds: readonly StageKind[]): StageNode[] {
  const needed = new Set<StageNode>();
  const add = (node: StageNode) => {
    needed.add(node);
    node.parents.forEach(add);
  };
  plan.filter(({ kind }) => kinds.includes(kind)).forEach(add);
  return plan.filter((node) => needed.has(node));
}

/** Every combination of the values that a stage's settings list. */
function variantsOf(stage: StagePreset): StagePreset[] {
  switch (stage.kind) {
    case 'teacher':
    case 'student':
    case 'ensemble':
      return [stage];
    case 'triplet':
      return each(stage.lambda).flatMap((lambda) =>
        each(stage.margin).map((margin) => ({ ...stage, lambda, margin })),
      );
    case 'standard':
      return distillationsOf(stage.distillation).map((distillation) => ({ ...stage, distillation }));
  }
}

function distillationsOf(distillation: DistillationPreset): DistillationPreset[] {
  return each(distillation.lambda).flatMap((lambda): DistillationPreset[] =>
    distillation.kind === 'hint'
      ? [{ ...distillation, lambda }]
      : each(distillation.temperature).map((temperature) => ({ ...distillation, lambda, temperature })),
  );
}

function each(value: OneOf<number>): readonly number[] {
  return typeof value === 'number' ? [value] : value;
}

function keyOf(
  preset: Preset,
  fingerprint: string,
  published: string | null,
  settings: StagePreset,
  parents: readonly StageNode[],
): string {
  const { task, labels, color, scaling, batchSize, ageLoss, choosing, limitPictures, seed } = preset;
  const decides = {
    version: STAGE_VERSION[settings.kind],
    fingerprint,
    ...networkOf(preset, settings.kind),
    task: taskInKeys(task),
    labels,
    color,
    scaling,
    batchSize,
    ageLoss,
    choosing,
    limitPictures,
    seed,
    settings,
    published: (settings.kind === 'teacher' && published) || undefined,
    parents: parents.map(({ key }) => key),
  };
  return sha256(canonical(decides)).slice(0, 20);
}

/** JSON with sorted keys: the same text for the same content. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}
