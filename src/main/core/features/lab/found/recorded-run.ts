import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { currentPreset } from '../../../../../artifact/old-names.ts';
import { presetSchema } from '../../../../../training/presets/schema.ts';
import type { FoundRun } from './found-run.ts';
import { landedStage, timeOf } from './found-run.ts';

const record = z.object({
  preset: z.preprocess(currentPreset, presetSchema),
  stages: z
    .array(
      z.object({
        kind: z.enum(['teacher', 'student', 'standard', 'triplet', 'ensemble']),
        model: z.string(),
      }),
    )
    .min(1),
  fingerprint: z.string(),
});

/** What a finished run wrote down. @returns null if it cannot be read, or one of its models is damaged or not there */
export function recordedRun(folder: string, name: string): FoundRun | null {
  const path = join(folder, name);
  try {
    const { preset, stages, fingerprint } = record.parse(JSON.parse(readFileSync(path, 'utf8')));
    const last = stages.at(-1)!.kind;
    return {
      preset,
      fingerprint,
      state: 'done',
      endedAt: timeOf(path),
      until: last === preset.stages.at(-1)!.kind ? null : last,
      stages: stages.map(({ kind, model }) => landedStage(folder, kind, model)),
    };
  } catch {
    return null;
  }
}
