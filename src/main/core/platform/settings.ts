import { join } from 'node:path';

import { z } from 'zod';

import { jsonOf } from '../../../common/json.ts';
import type { Settings } from '../../ipc/contract.ts';
import type { CoreContext } from './handlers.ts';
import { writeSetting } from './store/setting-rows.ts';

const KNOWN: { [K in keyof Settings]: z.ZodType<Settings[K]> } = {
  theme: z.enum(['system', 'light', 'dark']),
  runsFolder: z.string(),
  threads: z.int(),
  notifications: z.boolean(),
};

/** What holds while nobody has chosen. */
function defaults(home: string): Settings {
  return { theme: 'system', runsFolder: join(home, 'runs'), threads: 0, notifications: true };
}

/** What was chosen, and the defaults for the rest; a value that no version of ours would write counts as none. */
export async function readSettings({ store, home }: Pick<CoreContext, 'store' | 'home'>): Promise<Settings> {
  const settings = defaults(home);
  for (const { key, value } of await store.db.selectFrom('settings').selectAll().execute()) {
    if (!Object.hasOwn(KNOWN, key)) continue;
    const parsed = KNOWN[key as keyof Settings].safeParse(jsonOf(value));
    if (parsed.success) Object.assign(settings, { [key]: parsed.data });
  }
  return settings;
}

/** What the settings say to a process that trains, as its environment. */
export async function engineEnvironment(
  context: Pick<CoreContext, 'store' | 'home'>,
): Promise<NodeJS.ProcessEnv> {
  const { threads } = await readSettings(context);
  return threads > 0 ? { TF_NUM_INTRAOP_THREADS: `${threads}`, TF_NUM_INTEROP_THREADS: `${threads}` } : {};
}

export async function writeSettings(context: CoreContext, chosen: Partial<Settings>): Promise<Settings> {
  for (const [key, value] of Object.entries(chosen)) writeSetting(context.store, key, value);
  const settings = await readSettings(context);
  context.emit('settings.changed', settings);
  return settings;
}
