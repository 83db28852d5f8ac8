import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { DemifaceError } from '../artifact/error.ts';
import type { Task, Visible } from '../artifact/labels.ts';
import type { ModelFolder } from '../artifact/model-folder.ts';
import { readModelFolder } from '../artifact/model-folder.ts';

/**
 * Finds the models below a folder: itself, its folders, or a runs folder's stages.
 * @throws DemifaceError `missing` if there is none; as `readModelFolder` if one is damaged
 */
export function findModels(folder: string): ModelFolder[] {
  const isModel = (path: string) => existsSync(join(path, 'manifest.json'));
  if (isModel(folder)) return [readModelFolder(folder)];
  const stages = join(folder, 'stages');
  const parent = existsSync(stages) ? stages : folder;
  const names = existsSync(parent) && statSync(parent).isDirectory() ? readdirSync(parent).sort() : [];
  const models = names.map((name) => join(parent, name)).filter(isModel);
  if (models.length === 0)
    throw new DemifaceError(
      'missing',
      `no models in ${folder}: expected model folders, such as a runs folder that demiface train made`,
    );
  return models.map(readModelFolder);
}

/** The model for a task and what shows of the face; of several the one that did best on its choosing pictures. */
export function bestModel(
  models: readonly ModelFolder[],
  task: Task,
  visible: Visible,
): ModelFolder | undefined {
  const goodness = ({ card }: ModelFolder) =>
    card.metrics['accuracy'] ?? -(card.metrics['maeYears'] ?? Infinity);
  return models
    .filter(({ card }) => card.task === task && card.visible === visible)
    .reduce<ModelFolder | undefined>(
      (best, model) => (best && goodness(best) >= goodness(model) ? best : model),
      undefined,
    );
}
