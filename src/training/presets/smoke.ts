import { COMPACT_PRESETS } from './compact.ts';
import { OCCLUSION_PRESET } from './occlusion.ts';
import { definePreset } from './preset.ts';
import type { Preset } from './preset.ts';

const EPOCHS = { teacher: 2, student: 1, standard: 1, triplet: 1 } as const;

/** The compact curriculum in seconds, to see that everything runs; its figures mean nothing. */
export const SMOKE_PRESETS: readonly Preset[] = [...COMPACT_PRESETS, OCCLUSION_PRESET].map(smokePreset);

function smokePreset(compact: Preset): Preset {
  return definePreset({
    ...compact,
    id: compact.id.replace('compact', 'smoke'),
    batchSize: 32,
    stages: compact.stages.map((stage) =>
      stage.kind === 'ensemble' ? stage : { ...stage, epochs: EPOCHS[stage.kind] },
    ),
    limitPictures: 300,
  });
}
