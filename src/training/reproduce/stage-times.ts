import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import { readCard } from '../../artifact/model-folder.ts';
import { stageFolder, trainedFor } from '../curriculum/finished.ts';
import { neededFor } from '../curriculum/plan.ts';
import { mean } from '../evaluation/metrics/mae.ts';
import type { Net, StageKind } from '../presets/index.ts';
import type { PlannedCurriculum } from './curricula.ts';

/** A stage behind the cells. */
export interface StageTime {
  preset: string;
  net: Net;
  kind: StageKind;
  seed: number;
  key: string;
  /** Spent on learning, whenever that was; null for a linear machine, or where that is not known any more. */
  learningS: number | null;
}

const record = z.object({ history: z.array(z.object({ imagesPerSecond: z.number().nonnegative() })) });

/** Every stage that the curricula need, each once; a stage with candidates took as long as they took together. */
export function stageTimes(curricula: readonly PlannedCurriculum[], runsFolder: string): StageTime[] {
  const times = new Map<string, StageTime>();
  for (const { preset, plan, questions } of curricula) {
    const { id, net, seed } = preset;
    const kinds = questions.map(({ node }) => node.kind);
    for (const node of neededFor(plan, kinds)) {
      if (times.has(node.key)) continue;
      const spent = trainedFor(node).map(({ key }) => learningSeconds(stageFolder(runsFolder, key)));
      const learningS = spent.includes(null) ? null : spent.reduce<number>((sum, s) => sum + s!, 0);
      times.set(node.key, { preset: id, net, kind: node.kind, seed, key: node.key, learningS });
    }
  }
  return [...times.values()];
}

/**
 * Every epoch sees every training picture once. One that was interrupted after its last step, and taken up again, has
 * no rate: it counts as the mean of the others.
 */
function learningSeconds(folder: string): number | null {
  if (!existsSync(join(folder, 'training.json'))) return null;
  const text = readFileSync(join(folder, 'training.json'), 'utf8');
  const { data: found } = record.safeParse(JSON.parse(text));
  if (!found) return null;
  const { pictures } = readCard(folder).data;
  const rates = found.history.map(({ imagesPerSecond }) => imagesPerSecond).filter((rate) => rate > 0);
  if (rates.length === 0) return null;
  return found.history.length * mean(rates.map((rate) => pictures / rate));
}
