import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import { jsonOf } from '../../common/json.ts';
import type { Layout } from '../sources/types.ts';
import type { Preset, StagePreset } from '../presets/index.ts';
import { definePreset } from '../presets/index.ts';
import { finishedStage, stageFolder } from './finished.ts';
import { planCurriculum } from './plan.ts';
import { publishedStart } from './published-start.ts';

/** α and C as a finished curriculum chose them; what is not finished is left out. */
export interface ChosenSettings {
  margin?: number;
  C?: number;
}

/** Whether a stage still has to choose α or C from several values. */
export function isOpen(stage: StagePreset): boolean {
  if (stage.kind === 'triplet') return typeof stage.margin !== 'number';
  return stage.kind === 'ensemble' && stage.penalty.length > 1;
}

/**
 * What the finished stages of a preset chose.
 * @param fingerprints of the pictures that it may have learned from; the first with a finished stage counts
 * @throws DemifaceError as `readCard`
 */
export function chosenSettings(
  preset: Preset,
  fingerprints: readonly string[],
  runsFolder: string,
): ChosenSettings {
  const start = publishedStart(preset);
  for (const fingerprint of fingerprints) {
    const chosen: ChosenSettings = {};
    for (const node of planCurriculum(start.preset, fingerprint, start.published?.sha256)) {
      const stage = finishedStage(node, runsFolder);
      if (!stage) continue;
      const { settings, key } = stage;
      if (settings.kind === 'triplet' && typeof settings.margin === 'number') chosen.margin = settings.margin;
      const C = settings.kind === 'ensemble' ? chosenC(runsFolder, key) : undefined;
      if (C !== undefined) chosen.C = C;
    }
    if (Object.keys(chosen).length > 0) return chosen;
  }
  return {};
}

/** The preset with these values where it would choose from several. */
export function withChosen(preset: Preset, { margin, C }: ChosenSettings): Preset {
  const stages = preset.stages.map((stage) => {
    if (!isOpen(stage)) return stage;
    if (stage.kind === 'triplet' && margin !== undefined) return { ...stage, margin };
    return stage.kind === 'ensemble' && C !== undefined ? { ...stage, penalty: [C] } : stage;
  });
  return definePreset({ ...preset, stages });
}

const runRecord = z.object({ preset: z.object({ layout: z.string() }), fingerprint: z.string() });

/** Fingerprints of the pictures of this layout that curricula in a runs folder learned from; the newest record's first. */
export function recordedFingerprints(runsFolder: string, layout: Layout): string[] {
  let names: string[];
  try {
    names = readdirSync(runsFolder).filter((name) => name.endsWith('.json'));
  } catch {
    return []; // No curriculum has run here yet.
  }
  const records = names.flatMap((name) => {
    const path = join(runsFolder, name);
    const { data } = runRecord.safeParse(recordAt(path));
    return data?.preset.layout === layout ? [{ ...data, time: statSync(path).mtimeMs }] : [];
  });
  records.sort((a, b) => b.time - a.time);
  return [...new Set(records.map(({ fingerprint }) => fingerprint))];
}

function chosenC(runsFolder: string, key: string): number | undefined {
  const record = recordAt(join(stageFolder(runsFolder, key), 'training.json'));
  return z.object({ C: z.number() }).safeParse(record).data?.C;
}

function recordAt(path: string): unknown {
  try {
    return jsonOf(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // It was deleted meanwhile: as if it were not there, or damaged.
  }
}
