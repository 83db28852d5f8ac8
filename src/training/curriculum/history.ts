import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import type { EpochRecord } from '../stages/checkpoint.ts';
import { epochSchema, peekCheckpoint } from '../stages/checkpoint.ts';

const record = z.object({ history: z.array(epochSchema).default([]) });

/**
 * The epochs of a stage that has landed, or of one under way.
 * @param where `stages`: in its model folder; `work`: in its last checkpoint
 * @returns none where it has none, or they cannot be read
 */
export function historyOf(runsFolder: string, key: string, where: 'stages' | 'work'): EpochRecord[] {
  const folder = join(runsFolder, where, key);
  if (where === 'work') return peekCheckpoint(join(folder, 'checkpoint.bin'))?.history ?? [];
  try {
    return record.parse(JSON.parse(readFileSync(join(folder, 'training.json'), 'utf8'))).history;
  } catch {
    return []; // it came without, as a model that was released does
  }
}
