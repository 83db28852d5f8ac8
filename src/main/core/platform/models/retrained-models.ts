import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where a retraining keeps what it makes, beside its entry in the database. @param home the app's own folder */
export function retrainingFolder(home: string, id: number): string {
  return join(home, 'retrain', String(id));
}

/** The folder of the model that a retraining makes. */
export function retrainedModel(home: string, id: number): string {
  return join(retrainingFolder(home, id), 'model');
}

/** Folders of the models that were made, or may be. */
export function retrainedModels(home: string): string[] {
  const parent = join(home, 'retrain');
  if (!existsSync(parent)) return [];
  const ids = readdirSync(parent).flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
  return ids.sort((a, b) => a - b).map((id) => retrainedModel(home, id));
}
