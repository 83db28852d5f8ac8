import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { Card } from '../artifact/card.ts';
import { DemifaceError } from '../artifact/error.ts';
import type { Task, Visible } from '../artifact/labels.ts';
import { readCard } from '../artifact/model-folder.ts';

/** A model folder of which the card is known; the rest is read and checked when it is used. */
export interface ListedModel {
  path: string;
  card: Card;
}

/**
 * Finds the models below a folder: itself, its folders, or a runs folder's stages.
 * @throws DemifaceError `missing` if there is none; as `readModelFolder` if a card is damaged
 */
export function findModels(folder: string): ListedModel[] {
  const isModel = (path: string) => existsSync(join(path, 'manifest.json'));
  if (isModel(folder)) return [listed(folder)];
  const stages = join(folder, 'stages');
  const parent = existsSync(stages) ? stages : folder;
  const names = existsSync(parent) && statSync(parent).isDirectory() ? readdirSync(parent).sort() : [];
  const models = names.map((name) => join(parent, name)).filter(isModel);
  if (models.length === 0)
    throw new DemifaceError(
      'missing',
      `no models in ${folder}: expected model folders, such as a runs folder that demiface train made`,
    );
  return models.map(listed);
}

function listed(path: string): ListedModel {
  return { path, card: readCard(path) };
}

/** The model for a task and what shows of the face; of several the one that did best on its choosing pictures. */
export function bestModel(
  models: readonly ListedModel[],
  task: Task,
  visible: Visible,
): ListedModel | undefined {
  const goodness = ({ card }: ListedModel) =>
    card.metrics['accuracy'] ?? -(card.metrics['maeYears'] ?? Infinity);
  return models
    .filter(({ card }) => card.task === task && card.visible === visible)
    .reduce<ListedModel | undefined>(
      (best, model) => (best && goodness(best) >= goodness(model) ? best : model),
      undefined,
    );
}
