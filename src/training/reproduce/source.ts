import type { Visible } from '../../artifact/labels.ts';
import { PENALTIES } from '../presets/method.ts';
import type { Preset, StageKind } from '../presets/index.ts';
import { definePreset, findPreset } from '../presets/index.ts';
import type { CellPlace } from './cell.ts';
import { HALF_OF_INTEREST } from './cell.ts';
import type { Scale } from './scale.ts';
import { presetId, SCALE_SETTINGS } from './scale.ts';

/** Where a cell's figure comes from: a stage of a preset, and what its model is shown of each face. */
export interface Source {
  readonly preset: Preset;
  readonly kind: StageKind;
  readonly visible: Visible;
  /** The preset whose finished curriculum gives α and C: of AffectNet's models that of the same FER+ models (Sec. 4.2.4). */
  readonly settingsFrom?: Preset;
}

/** @returns undefined if the scale does not train the cell's net */
export function sourceOf(scale: Scale, cell: CellPlace): Source | undefined {
  const source = ownSource(scale, cell);
  if (cell.dataset !== 'affectnet' || !source) return source;
  return { ...source, settingsFrom: ownSource(scale, { ...cell, dataset: 'ferplus' })!.preset };
}

function ownSource(scale: Scale, cell: CellPlace): Source | undefined {
  const { net, model, train, test } = cell;
  if (model === 'reference' || !SCALE_SETTINGS[scale].nets.some((trained) => trained === net))
    return undefined;
  const preset = (half: Visible) => findPreset(presetId(scale, cell, half));
  switch (model) {
    case 'teacher':
      // The teacher is the same in the presets of both halves.
      return { preset: preset(HALF_OF_INTEREST[cell.task]), kind: 'teacher', visible: test };
    case 'student':
      return { preset: preset(train as Visible), kind: 'student', visible: test };
    case 'standard':
    case 'triplet':
      return { preset: preset(test), kind: model, visible: test };
    case 'ensemble':
      return { preset: withPaperC(preset(test)), kind: 'ensemble', visible: test };
    case 'standard-svm':
      return { preset: withMember(withPaperC(preset(test)), 'standard'), kind: 'ensemble', visible: test };
    case 'triplet-svm':
      return { preset: withMember(withPaperC(preset(test)), 'triplet'), kind: 'ensemble', visible: test };
  }
}

/** Table 4's ablation: the linear machine on one student's embedding alone. All other stages are the preset's own. */
function withMember(preset: Preset, member: 'standard' | 'triplet'): Preset {
  return definePreset({
    ...preset,
    id: `${preset.id}-${member}-svm`,
    stages: preset.stages.map((stage) =>
      stage.kind === 'ensemble' ? { ...stage, members: [member] } : stage,
    ),
  });
}

/** The tables compare ensembles whose C was chosen among the paper's values, whatever ours ship with. */
function withPaperC(preset: Preset): Preset {
  const stages = preset.stages.map((stage) =>
    stage.kind === 'ensemble' ? { ...stage, penalty: PENALTIES } : stage,
  );
  const isSame = preset.stages.every((stage) => stage.kind !== 'ensemble' || same(stage.penalty, PENALTIES));
  return isSame ? preset : definePreset({ ...preset, id: `${preset.id}-paper-c`, stages });
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
