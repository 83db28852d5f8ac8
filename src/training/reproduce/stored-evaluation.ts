import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import { writeFileAtomic } from '../../common/files/atomic.ts';
import { jsonOf } from '../../common/json.ts';
import type { Visible } from '../../artifact/labels.ts';
import type { StageNode } from '../curriculum/plan.ts';
import type { EvaluationSet } from './evaluation-set.ts';
import { sha256 } from '../../common/sha256.ts';

/** Prediction of a model for the pictures that it was measured on, kept in the runs folder: nothing is measured twice. */
const schema = z.object({
  format: z.literal(1),
  stage: z.string(),
  /** The stage that made the model: one of its candidates where it has any. */
  model: z.string(),
  /** Hash of the model folder's manifest. */
  manifest: z.string(),
  visible: z.enum(['full', 'lower', 'upper']),
  split: z.enum(['train', 'val', 'test']),
  /** Of the evaluation set. */
  fingerprint: z.string(),
  /** Indices of classes, or years; one a picture, as `predicted`. */
  truth: z.array(z.number()),
  predicted: z.array(z.number()),
  /** Positions of pictures of which a byte-identical copy stands in training. */
  copies: z.array(z.int()),
  seconds: z.number(),
});
export type StoredEvaluation = z.infer<typeof schema>;

/** What is measured: a stage's model, shown this much of the faces of this set. */
export interface RequestedEvaluation {
  readonly node: StageNode;
  readonly visible: Visible;
  readonly set: EvaluationSet;
}

export function evaluationId({ node, visible, set }: RequestedEvaluation): string {
  return `${node.key}.${visible}.${set.fingerprint.slice(0, 12)}`;
}

/**
 * What is kept of a question; undefined if nothing is, or nothing of use: it was cut off, or the model has been trained
 * again since. A model whose folder was deleted keeps its figures.
 */
export function readStoredEvaluation(
  runsFolder: string,
  question: RequestedEvaluation,
): StoredEvaluation | undefined {
  const path = keptPath(runsFolder, question);
  if (!existsSync(path)) return undefined;
  const { data } = schema.safeParse(jsonOf(readFileSync(path, 'utf8')));
  if (data?.fingerprint !== question.set.fingerprint) return undefined;
  const folder = join(runsFolder, 'stages', data.model);
  return existsSync(folder) && manifestHash(folder) !== data.manifest ? undefined : data;
}

/** @throws DemifaceError `disk` */
export function storeEvaluation(
  runsFolder: string,
  question: RequestedEvaluation,
  kept: StoredEvaluation,
): void {
  writeFileAtomic(keptPath(runsFolder, question), `${JSON.stringify(kept)}\n`);
}

/** The same as long as every file of the model is. */
export function manifestHash(modelFolder: string): string {
  return sha256(readFileSync(join(modelFolder, 'manifest.json')));
}

function keptPath(runsFolder: string, question: RequestedEvaluation): string {
  return join(runsFolder, 'evaluations', `${evaluationId(question)}.json`);
}
