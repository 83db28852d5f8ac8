import { currentName } from '../../artifact/old-names.ts';
import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import { COMPACT_PRESETS } from './compact.ts';
import { OCCLUSION_PRESET } from './occlusion.ts';
import { PAPER_PRESETS } from './paper.ts';
import type { Preset } from './preset.ts';
import { SMOKE_PRESETS } from './smoke.ts';

export { definePreset, headOf, isLearning, MAX_TITLE, NETS, networkOf, STAGE_KINDS } from './preset.ts';
export type {
  DistillationPreset,
  EnsemblePreset,
  LearningPreset,
  Net,
  OneOf,
  Preset,
  RetrainPreset,
  SchedulePreset,
  StageKind,
  StagePreset,
  StandardPreset,
  TripletPreset,
} from './preset.ts';
export { onLayout } from './on-layout.ts';
export { onPictures } from './on-pictures.ts';
export { SettingError, settingKeys, withSettings } from './settings.ts';

/** Every experiment there is: the paper's, then ours. */
export const PRESETS: readonly Preset[] = Object.freeze([
  ...PAPER_PRESETS,
  ...COMPACT_PRESETS,
  OCCLUSION_PRESET,
  ...SMOKE_PRESETS,
]);

/** @throws DemifaceError `usage` with the three nearest names */
export function findPreset(id: string): Preset {
  const preset = PRESETS.find((candidate) => candidate.id === currentName(id));
  if (preset) return preset;
  const near = PRESETS.map((candidate) => ({ id: candidate.id, edits: editDistance(id, candidate.id) }))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 3);
  throw new DemifaceError(
    'usage',
    message('run.noPreset', { preset: id, nearest: near.map((candidate) => candidate.id).join(', ') }),
  );
}

/** Letters to insert, delete or replace to turn one word into the other (Levenshtein 1966). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
