/**
 * First file of the core that `demiface models promote` and `models rollback` start: it changes which model is live, and ends.
 * `--home <folder>`: where the app's database lies; `--promote <path>` with `--name`, or `--rollback <task>.<visible>`.
 */
import { parseArgs } from 'node:util';

import type { ModelTask, Visible } from '../../artifact/labels.ts';
import type { ChangeLiveMessage } from '../../inference/live/changing-live.ts';
import { KnownModels } from './features/models/known-models.ts';
import { promote, rollBack } from './features/models/promotion.ts';
import { lockHome } from './platform/lock-home.ts';
import { refusalOf } from './platform/refusal.ts';
import { openStore } from './platform/store/store.ts';

const texts = ['home', 'promote', 'name', 'rollback'] as const;
const options = Object.fromEntries(texts.map((name) => [name, { type: 'string' as const }]));
const values = parseArgs({ options }).values as Partial<Record<(typeof texts)[number], string>>;
const { home: folder, promote: path, name, rollback: place } = values;
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
    const [task, visible = 'full'] = place!.split('.') as [ModelTask, Visible?];
    const models = new KnownModels({ store, home: home.folder, emit: () => {} });
    return rollBack(store, task, visible, () => models.live(task, visible));
  }
}

const refusal = await change().then(() => null, refusalOf);
await say({ kind: 'ended', refusal });
process.exit(refusal === null ? 0 : 1);
