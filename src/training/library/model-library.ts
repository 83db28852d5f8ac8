import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

import { recoverFolders } from '../../common/files/atomic.ts';
import type { Card } from '../../artifact/card.ts';
import { DemifaceError } from '../../common/error.ts';
import type { ModelTask, Visible } from '../../artifact/labels.ts';
import { readCardAndSize } from '../../artifact/model-folder.ts';
import { placeOfCard } from '../../artifact/model-place.ts';
import { currentName } from '../../artifact/old-names.ts';
import { listFolder } from '../../common/files/named-path.ts';
import { shippedModels } from '../../artifact/places.ts';
import { truncatedList } from '../sources/lists/wrong-layout.ts';
import { joined, message } from '../../messages/message.ts';

/** A model folder of which the card is known; the rest is read and checked when it is used. */
export interface ListedModel {
  path: string;
  card: Card;
}

/** The models of a folder. */
export interface Library {
  models: ListedModel[];
  damaged: DamagedModel[];
}

/** What `--models` takes, in words; without it all that this machine has. */
export const MODELS_OPTION_HELP =
  'a model, a folder of models or a runs folder (default: runs, and the models that ship)';
const RUNS = 'runs';

/** A model folder that cannot be used, and why not. */
export interface DamagedModel {
  path: string;
  problem: DemifaceError;
}

/**
 * Finds the models below a folder: itself, its folders, or a runs folder's stages. Damaged ones stand apart, so that one
 * keeps none of the others from being used.
 * @param library without it the runs folder, where there is one, and the models that ship
 * @throws DemifaceError `missing` if there is none; as `readModelFolder` if all of them are damaged
 */
export function findLibrary(library?: string): Library {
  const folders = library === undefined ? [RUNS, shippedModels()] : [library];
  const paths = folders.flatMap(modelsIn);
  if (paths.length === 0)
    throw new DemifaceError('missing', message('model.noneIn', { folders: joined(folders, 'or') }));
  return listFolders(paths);
}

/** As `findLibrary`, of model folders that are known. */
export function listFolders(paths: readonly string[]): Library {
  const models: ListedModel[] = [];
  const damaged: DamagedModel[] = [];
  for (const path of paths)
    try {
      models.push(listed(path));
    } catch (error) {
      if (!(error instanceof DemifaceError)) throw error;
      damaged.push({ path, problem: error });
    }
  if (models.length === 0) throw damaged[0]!.problem;
  return { models, damaged };
}

/** The models of a library that can be used. @throws DemifaceError as `findLibrary` */
export function findModels(library?: string): ListedModel[] {
  return findLibrary(library).models;
}

/** Paths of model folders: the folder itself, its folders, or those of a runs folder's stages; none where there are none. */
export function modelsIn(folder: string): string[] {
  const isModel = (path: string) => existsSync(join(path, 'manifest.json'));
  if (isModel(folder)) return [folder];
  const stages = join(folder, 'stages');
  const parent = existsSync(stages) ? stages : folder;
  recoverFolders(parent);
  const names = existsSync(parent) && statSync(parent).isDirectory() ? listFolder(parent).sort() : [];
  return names.map((name) => join(parent, name)).filter(isModel);
}

function listed(path: string): ListedModel {
  return { path, card: readCardAndSize(path).card };
}

/**
 * One model: a folder, or a name in the library. Names hold no slash. They are those of folders (their first letters do,
 * where only one begins so), of cards (`compact.expression.lower`), and `expression.lower` or `occlusion`: the one that ships
 * under this name, else the best one that does that.
 * @throws DemifaceError `missing` if there is none of that name, `usage` if there are several; as `bestModel`
 */
export function findModel(name: string, library?: string): ListedModel {
  if (basename(name) !== name || existsSync(join(name, 'manifest.json'))) return listed(name);
  const { models, damaged } = findLibrary(library);
  const broken = damaged.find(({ path }) => basename(path) === name);
  if (broken) throw broken.problem;
  const shipped = models.filter(({ path }) => basename(path) === name);
  if (shipped.length === 1) return shipped[0]!;
  const present = currentName(name);
  const isOcclusion = present === 'occlusion';
  const [task, visible] = present.split('.');
  const best = bestModel(models, task as ModelTask, isOcclusion ? 'full' : (visible as Visible));
  if (best && (isOcclusion || name === `${task}.${visible}`)) return best;
  const named = models.filter(({ path, card }) => basename(path) === name || card.name === name);
  const found = named.length > 0 ? named : models.filter(({ path }) => basename(path).startsWith(name));
  if (found.length === 1) return found[0]!;
  if (found.length === 0)
    throw new DemifaceError(
      'missing',
      library === undefined
        ? message('model.noNameAnywhere', { name })
        : message('model.noName', { name, library }),
    );
  const names = found.map(({ path, card }) =>
    message('model.ofStage', { name: basename(path), stage: card.stage.kind }),
  );
  throw new DemifaceError('usage', message('model.severalNames', { n: found.length, name, names }));
}

/**
 * The model for a task, of the user's own that of a title, and what shows of the face; of several the one that did best on its model-selection pictures.
 * @throws DemifaceError `usage` if they were chosen on different data: then their figures say nothing of which is better
 */
export function bestModel(
  models: readonly ListedModel[],
  task: ModelTask,
  visible: Visible,
  title?: string,
): ListedModel | undefined {
  const fitting = models.filter(
    ({ card }) =>
      card.task === task &&
      card.visible === visible &&
      (title === undefined || placeOfCard(card).title === title),
  );
  if (!fitting.every((model) => areComparable(fitting[0]!, model)))
    throw notComparable(fitting, `${task}.${visible}`);
  const goodness = ({ card }: ListedModel) =>
    card.metrics['accuracy'] ?? -(card.metrics['maeYears'] ?? Infinity);
  return fitting.reduce<ListedModel | undefined>(
    (best, model) => (best && goodness(best) >= goodness(model) ? best : model),
    undefined,
  );
}

/**
 * Whether the figures of two models come from the same pictures and labels. A fingerprint holds for one size and color: where
 * these differ, as many pictures of the same sets are taken for the same.
 */
function areComparable({ card: one }: ListedModel, { card: other }: ListedModel): boolean {
  const set = ({ data }: ListedModel['card']) =>
    JSON.stringify([data.layout, data.choosing, data.pictures, data.choosingPictures]);
  const isSameInput =
    one.preprocessing.size === other.preprocessing.size &&
    one.preprocessing.color === other.preprocessing.color;
  return set(one) === set(other) && (!isSameInput || one.data.fingerprint === other.data.fingerprint);
}

function notComparable(models: readonly ListedModel[], what: string): DemifaceError {
  const names = models.map(({ path, card: { data } }) =>
    message('model.chosenOn', { path, layout: data.layout, n: data.pictures }),
  );
  return new DemifaceError(
    'usage',
    message('model.differentChoice', { n: models.length, what, names: truncatedList(names) }),
  );
}
