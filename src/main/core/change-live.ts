/**
 * First file of the core that `demiface models promote` and `models rollback` start: it changes which model is live, and ends.
 * `--home <folder>`: where the app's database lies; `--promote <path>` with `--name`, or `--rollback <place>`. With `--list` it
 * tells which models are live, and changes nothing.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { FACE_TASKS } from '../../artifact/labels.ts';
import { parsePlace } from '../../artifact/model-place.ts';
import { DemifaceError } from '../../common/error.ts';
import type { ChangeLiveMessage } from '../../inference/live/changing-live.ts';
import { KnownModels } from './features/models/known-models.ts';
import { promote, rollBack } from './features/models/promotion.ts';
import { lockHome } from './platform/lock-home.ts';
import { refusalOf } from './platform/refusal.ts';
import { livePlaces } from './platform/live/live-nets.ts';
import { openStore, readStore } from './platform/store/store.ts';

const texts = ['home', 'promote', 'name', 'rollback'] as const;
const options = Object.fromEntries(texts.map((name) => [name, { type: 'string' as const }]));
const values = parseArgs({ options: { ...options, list: { type: 'boolean' } } }).values as Partial<
  Record<(typeof texts)[number], string> & { list: boolean }
>;
const { home: folder, promote: path, name, rollback: place, list: isListed } = values;
if (folder === undefined || !process.send) throw new Error('started by demiface models promote or rollback');

/** One that is just ending is waited for. */
const PATIENCE_MS = 1000;

function say(message: ChangeLiveMessage): Promise<void> {
  return new Promise((resolve) => (process.connected ? process.send!(message, () => resolve()) : resolve()));
}

async function change(): Promise<void> {
  const home = await lockHome(folder!, PATIENCE_MS);
  const store = openStore(home.file);
  try {
    await say({ kind: 'live', home: folder!, live: await changed() });
  } finally {
    await store.close();
    home.release();
  }

  async function changed() {
    if (path !== undefined) return (await promote(store, { path, name: name! })).live;
    const target = parsePlace(place!)!;
    const models = new KnownModels({ store, home: home.folder, emit: () => {} });
    return rollBack(store, target, () => models.live(target));
  }
}

/** Of the app while it runs, too: then its database is up to date, and is read alone. */
async function list(): Promise<void> {
  const home = await lockHome(folder!, 0).catch((error: unknown) => {
    if (error instanceof DemifaceError && error.code === 'busy') return null;
    throw error;
  });
  const store = home ? openStore(home.file) : readStore(join(folder!, 'demiface.sqlite'));
  try {
    const models = new KnownModels({ store, home: folder!, emit: () => {} });
    const places = FACE_TASKS.flatMap((task) => livePlaces(store, task));
    const paths = [...places, { task: 'occlusion', visible: 'full' } as const].flatMap(
      (one) => models.live(one)?.path ?? [],
    );
    await say({ kind: 'list', paths });
  } finally {
    await store.close();
    home?.release();
  }
}

const refusal = await (isListed ? list() : change()).then(() => null, refusalOf);
await say({ kind: 'ended', refusal });
process.exit(refusal === null ? 0 : 1);
