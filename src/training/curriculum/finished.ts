import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { readCard } from '../../artifact/model-folder.ts';
import { errorOf } from '../evaluation/metrics/error-of.ts';
import type { StageNode } from './plan.ts';

/** The stages that are trained for a stage: itself, or its candidates. */
export function trainedFor(node: StageNode): readonly StageNode[] {
  return node.candidates.length > 0 ? node.candidates : [node];
}

/**
 * The stage whose model is a stage's result: itself, or the candidate that did best on the model-selection pictures, of equals the
 * first.
 * @returns undefined unless the stage, or each of its candidates, is finished
 * @throws DemifaceError as `readCard`
 */
export function finishedStage(node: StageNode, runsFolder: string): StageNode | undefined {
  const trained = trainedFor(node);
  if (!trained.every(({ key }) => existsSync(stageFolder(runsFolder, key)))) return undefined;
  if (trained.length === 1) return trained[0];
  const errors = trained.map(({ key }) => errorOf(readCard(stageFolder(runsFolder, key)).metrics));
  return trained[errors.indexOf(Math.min(...errors))];
}

export function stageFolder(runsFolder: string, key: string): string {
  return join(runsFolder, 'stages', key);
}
