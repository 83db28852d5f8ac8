import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { readCard } from '../../../artifact/model-folder.ts';
import { historyOf } from '../../../training/curriculum/history.ts';
import { definePreset } from '../../../training/presets/index.ts';
import type { Preset } from '../../../training/presets/index.ts';
import { planOf } from '../jobs/kinds/planned-stages.ts';
import type { PlannedStage } from '../jobs/kinds/train-news.ts';
import type { FoundRun, FoundStage } from './found-run.ts';
import { landedStage } from './found-run.ts';
import { STARTABLE } from './presets.ts';

const CHECKPOINT = 'checkpoint.bin';
const FIRST_SEEDS = [0, 1, 2, 3, 4, 5];

/**
 * Runs that another process is at. A checkpoint says only the key of its stage; which preset that is of is found by
 * working out the keys of ours with the seeds and pictures that are known. One with changed settings is not found.
 * @param taken stages of runs that are known already
 * @param fingerprints of pictures that are known besides those of the folder
 */
export function runsUnderWay(
  folder: string,
  taken: ReadonlySet<string>,
  fingerprints: readonly string[],
): FoundRun[] {
  const begun = namesIn(join(folder, 'work')).filter((key) =>
    existsSync(join(folder, 'work', key, CHECKPOINT)),
  );
  if (begun.every((key) => taken.has(key))) return [];
  const cards = namesIn(join(folder, 'stages')).flatMap((key) => cardOf(join(folder, 'stages', key)));
  const seeds = new Set([...FIRST_SEEDS, ...cards.map(({ stage }) => stage.seed)]);
  const pictures = new Set([...fingerprints, ...cards.map(({ data }) => data.fingerprint)]);
  const open = new Set(begun.filter((key) => !taken.has(key)));
  const found: FoundRun[] = [];
  for (const unseeded of STARTABLE)
    for (const seed of seeds)
      for (const fingerprint of pictures) {
        const preset = definePreset({ ...unseeded, seed });
        const plan = planOf(preset, fingerprint, null);
        if (plan.some(({ key }) => open.has(key))) found.push(runOf(folder, preset, fingerprint, plan));
      }
  return nearest(found);
}

function runOf(folder: string, preset: Preset, fingerprint: string, plan: readonly PlannedStage[]): FoundRun {
  const stages = plan.map((stage): FoundStage => {
    if (existsSync(join(folder, 'stages', stage.key)))
      return { ...landedOr(folder, stage), parents: stage.parents, epochs: stage.epochs };
    const isBegun = existsSync(join(folder, 'work', stage.key, CHECKPOINT));
    return {
      ...waiting(stage),
      state: isBegun ? 'running' : 'waiting',
      history: historyOf(folder, stage.key, 'work'),
    };
  });
  return { preset, fingerprint, state: 'elsewhere', endedAt: null, stages };
}

function landedOr(folder: string, stage: PlannedStage): FoundStage {
  try {
    return landedStage(folder, stage.kind, stage.key);
  } catch {
    return { ...waiting(stage), state: 'failed' }; // damaged
  }
}

function waiting(stage: PlannedStage): FoundStage {
  return { ...stage, state: 'waiting', metrics: null, history: [], endedAt: null };
}

/** A teacher may serve the presets of both halves: of those that one stage under way may belong to, the first counts. */
function nearest(found: readonly FoundRun[]): FoundRun[] {
  const taken = new Set<string>();
  return found.filter(({ stages }) => {
    const running = stages.filter(({ state }) => state === 'running').map(({ key }) => key);
    if (running.some((key) => taken.has(key))) return false;
    running.forEach((key) => taken.add(key));
    return true;
  });
}

function cardOf(path: string) {
  try {
    return [readCard(path)];
  } catch {
    return [];
  }
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
