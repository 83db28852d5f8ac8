import { readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

import type { Card } from '../../../../artifact/card.ts';
import { cardSchema } from '../../../../artifact/card.ts';
import { DemifaceError, messageOf } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import { readCardAndSize } from '../../../../artifact/model-folder.ts';
import { MODEL_FILES } from '../../../../artifact/model-manifest.ts';
import { shippedModels } from '../../../../artifact/places.ts';
import { modelsIn } from '../../../../training/library/model-library.ts';
import type { ModelPlace } from '../../../../artifact/model-place.ts';
import type { LiveModel } from '../../../ipc/contract.ts';
import { liveCandidates } from '../../platform/models/live-models.ts';
import { retrainedModels } from '../../platform/models/retrained-models.ts';
import { readSettings } from '../../platform/settings.ts';
import type { CoreContext } from '../../platform/handlers.ts';
import { queryAll } from '../../platform/store/sync.ts';
import { sha256 } from '../../../../common/sha256.ts';

/** A model folder, sound or not. */
export interface KnownModel {
  /** Made from its path; the page names models by it. */
  id: string;
  path: string;
  origin: 'shipped' | 'trained';
  /** `expression.lower` of a model that ships, what its card states of any other. */
  name: string;
  /** As far as it can be read: also of a folder that is damaged. */
  card: Card | null;
  bytes: number;
  problem: DemifaceError | null;
}

/** What was read of a folder, and when its card was written. */
interface Kept {
  stamp: string;
  model: KnownModel;
}

/** The models that ship and those that were trained, wherever runs lie. Cards are read again only when they have changed. */
export class KnownModels {
  readonly #context: CoreContext;
  #kept = new Map<string, Kept>();

  constructor(context: CoreContext) {
    this.#context = context;
  }

  /** Those that ship first. */
  async list(): Promise<KnownModel[]> {
    const { runsFolder } = await readSettings(this.#context);
    const { store, home } = this.#context;
    const query = store.db.selectFrom('runs').select('runs_folder').distinct().orderBy('runs_folder');
    const runs = queryAll(store, query).map((row) => row.runs_folder);
    const folders = [shippedModels(), runsFolder, ...runs, ...retrainedModels(home)];
    const paths = folders.flatMap(foldersIn).map((path) => resolve(path));
    const known = [...new Set(paths)].map((path) => this.#look(path));
    this.#kept = new Map(known.map((one) => [one.model.path, one]));
    return known.map(({ model }) => model);
  }

  /** One of the list. @throws DemifaceError `missing` */
  async find(id: string): Promise<KnownModel> {
    const model = (await this.list()).find((one) => one.id === id);
    if (!model) throw new DemifaceError('missing', message('model.notListed'));
    return model;
  }

  /** One folder, in the list or not. */
  at(path: string): KnownModel {
    return this.#look(resolve(path)).model;
  }

  /** The model that reads: of those that are or were live the latest that is not damaged; null if there is none. */
  live(place: ModelPlace): LiveModel | null {
    const candidates = liveCandidates(this.#context.store, place);
    return candidates.find(({ path }) => this.at(path).problem === null) ?? null;
  }

  #look(path: string): Kept {
    const stamp = stampOf(path);
    const kept = this.#kept.get(path);
    if (kept?.stamp === stamp) return kept;
    const found = { stamp, model: lookAt(path) };
    this.#kept.set(path, found);
    return found;
  }
}

/** How the page names a model. @param path its folder */
export function modelId(path: string): string {
  return sha256(resolve(path)).slice(0, 16);
}

/** A runs folder that cannot be listed hides no other. */
function foldersIn(folder: string): string[] {
  try {
    return modelsIn(folder);
  } catch {
    return [];
  }
}

/** Changes when a file of the folder is written, removed or cut off. */
function stampOf(path: string): string {
  const files = ['manifest.json', ...Object.values(MODEL_FILES)];
  return files
    .map((name) => statSync(join(path, name), { throwIfNoEntry: false }))
    .map((stats) => (stats ? `${stats.mtimeMs} ${stats.size}` : ''))
    .join(',');
}

function lookAt(path: string): KnownModel {
  const id = modelId(path);
  const origin = resolve(path, '..') === resolve(shippedModels()) ? 'shipped' : 'trained';
  const nameOf = (card: Card | null) => (origin === 'trained' && card ? card.name : basename(path));
  try {
    const { card, bytes } = readCardAndSize(path);
    return { id, path, origin, name: nameOf(card), card, bytes, problem: null };
  } catch (error) {
    const problem =
      error instanceof DemifaceError ? error : new DemifaceError('unreadable', messageOf(error));
    const card = cardAsFound(path);
    return { id, path, origin, name: nameOf(card), card, bytes: 0, problem };
  }
}

/** The card of a damaged folder, if it can still be read. */
function cardAsFound(path: string): Card | null {
  try {
    return cardSchema.parse(JSON.parse(readFileSync(join(path, MODEL_FILES.card), 'utf8')));
  } catch {
    return null;
  }
}
