import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { writeInferenceFolder } from '../../../src/artifact/model-folder.ts';
import { trainedFor } from '../../../src/training/curriculum/finished.ts';
import type { StageNode } from '../../../src/training/curriculum/plan.ts';
import { madeCard } from '../../artifact/made-model.ts';

/** What made stages are to look as if they had chosen. */
export interface Choice {
  margin: number;
  C: number;
}

/** Lands model folders for all stages of a plan, as if they had been trained: the candidate of this margin did best. */
export function finishStages(
  plan: readonly StageNode[],
  runsFolder: string,
  { margin, C }: Partial<Choice> = {},
): void {
  for (const { key, settings } of plan.flatMap(trainedFor)) {
    const isBest = settings.kind !== 'triplet' || settings.margin === margin;
    const folder = join(runsFolder, 'stages', key);
    const metrics = { accuracy: isBest ? 0.75 : 0.5 };
    writeInferenceFolder(folder, { card: madeCard({ metrics }), onnx: Uint8Array.of(1) });
    const record = settings.kind === 'ensemble' ? { C } : { history: [] };
    writeFileSync(join(folder, 'training.json'), JSON.stringify(record));
  }
}
