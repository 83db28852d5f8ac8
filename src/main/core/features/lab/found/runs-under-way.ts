import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { readCard } from '../../../../../artifact/model-folder.ts';
import { definePreset } from '../../../../../training/presets/index.ts';
import { isFolderClaimed } from '../../../../../training/stages/owner.ts';
import { planOf } from '../runs/planned-stages.ts';
import { STARTABLE } from '../form/presets.ts';
import type { FoundRun } from './found-run.ts';
import { runStateIn } from './found-run.ts';

const CHECKPOINT = 'checkpoint.bin';
const FIRST_SEEDS = [0, 1, 2, 3, 4, 5];

/**
 * Runs that are not done: those that another process is at, and those that it left. What lies in its work folder shows
 * only the key of its stage; which preset that is of is found by working out the keys of ours with the seeds and pictures that are known. One with
 * changed settings is not found.
 * @param taken stages of runs that are known already
 * @param fingerprints of pictures that are known besides those of the folder
 * @param breathe called often
 */
export async function runsUnderWay(
  folder: string,
  taken: ReadonlySet<string>,
  fingerprints: readonly string[],
  breathe: () => Promise<void>,
): Promise<FoundRun[]> {
  const open = new Set(
    namesIn(join(folder, 'work')).filter((key) => {
      const work = join(folder, 'work', key);
      return !taken.has(key) && (existsSync(join(work, CHECKPOINT)) || isFolderClaimed(work));
    }),
  );
  if (open.size === 0) return [];
  const seeds = new Set(FIRST_SEEDS);
  const pictures = new Set(fingerprints);
  for (const key of namesIn(join(folder, 'stages'))) {
    await breathe();
    const card = cardOf(join(folder, 'stages', key));
    if (!card) continue;
    seeds.add(card.stage.seed);
    pictures.add(card.data.fingerprint);
  }
  const found: FoundRun[] = [];
  for (const unseeded of STARTABLE)
    for (const seed of seeds)
      for (const fingerprint of pictures) {
        await breathe();
        const preset = definePreset({ ...unseeded, seed });
        const plan = planOf(preset, fingerprint, null);
        if (plan.some(({ key }) => open.has(key)))
          found.push({ preset, fingerprint, until: null, ...runStateIn(folder, plan) });
      }
  return nearest(found, open);
}

/** A teacher may serve the presets of both halves: of those that one begun stage may belong to, the first counts. */
function nearest(found: readonly FoundRun[], open: ReadonlySet<string>): FoundRun[] {
  const taken = new Set<string>();
  return found.filter(({ stages }) => {
    const begun = stages.map(({ key }) => key).filter((key) => open.has(key));
    if (begun.some((key) => taken.has(key))) return false;
    begun.forEach((key) => taken.add(key));
    return true;
  });
}

function cardOf(path: string) {
  try {
    return readCard(path);
  } catch {
    return null;
  }
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
