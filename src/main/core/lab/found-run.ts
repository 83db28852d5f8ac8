import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { readCard } from '../../../artifact/model-folder.ts';
import { historyOf } from '../../../training/curriculum/history.ts';
import { presetSchema } from '../../../training/presets/schema.ts';
import type { EpochPoint, Preset, RunState, StageSummary } from '../../ipc/contract.ts';
import type { PlannedStage } from '../jobs/kinds/train-news.ts';

/** A stage as its folder tells of it. */
export interface FoundStage extends PlannedStage {
  state: StageSummary['state'];
  metrics: Record<string, number> | null;
  history: EpochPoint[];
  endedAt: string | null;
}

export interface FoundRun {
  preset: Preset;
  fingerprint: string;
  state: Extract<RunState, 'done' | 'elsewhere'>;
  endedAt: string | null;
  /** In the order of the curriculum. */
  stages: FoundStage[];
}

const record = z.object({
  preset: presetSchema,
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
    return {
      ...{ preset, fingerprint, state: 'done', endedAt: timeOf(path) },
      stages: stages.map(({ kind, model }) => landedStage(folder, kind, model)),
    };
  } catch {
    return null;
  }
}

/** @throws DemifaceError as `readCard` */
export function landedStage(folder: string, kind: PlannedStage['kind'], key: string): FoundStage {
  const path = join(folder, 'stages', key);
  const { stage, metrics } = readCard(path);
  const history = historyOf(folder, key, 'stages');
  const endedAt = timeOf(join(path, 'card.json'));
  return {
    key,
    kind,
    parents: [...stage.parents],
    epochs: history.length,
    state: 'done',
    metrics,
    history,
    endedAt,
  };
}

function timeOf(path: string): string {
  return statSync(path).mtime.toISOString();
}
