import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { readSettings, writeSettings } from '../../../../src/main/core/platform/settings.ts';
import type { CoreContext } from '../../../../src/main/core/platform/handlers.ts';
import { openStore } from '../../../../src/main/core/platform/store/store.ts';
import { execute } from '../../../../src/main/core/platform/store/sync.ts';
import { scratchFolder } from '../../../support/made-data.ts';

function madeContext() {
  const home = scratchFolder();
  const store = openStore(join(home, 'demiface.sqlite'));
  onTestFinished(() => store.close());
  const told: unknown[] = [];
  const context: CoreContext = { store, home, emit: (event, payload) => void told.push([event, payload]) };
  return { context, told };
}

test('what nobody chose has its default; what was chosen stays', async () => {
  const { context, told } = madeContext();
  const defaults = await readSettings(context);
  expect(defaults).toEqual({
    ...{ theme: 'system', runsFolder: join(context.home, 'runs'), threads: 0, notifications: true },
  });
  const chosen = await writeSettings(context, { theme: 'dark', threads: 2 });
  expect(chosen).toEqual({ ...defaults, theme: 'dark', threads: 2 });
  expect(await writeSettings(context, { theme: 'light' })).toEqual({ ...chosen, theme: 'light' });
  expect(told.length).toBe(2);
  expect(await readSettings(context)).toEqual({ ...chosen, theme: 'light' });
});

test('a value that makes no sense counts as none', async () => {
  const { context } = madeContext();
  const put = (key: string, value: string) =>
    execute(context.store, context.store.db.insertInto('settings').values({ key, value }));
  put('theme', '"purple"');
  put('threads', '"many"');
  put('notifications', '{no json');
  put('unknown', '1');
  expect(await readSettings(context)).toMatchObject({ theme: 'system', threads: 0, notifications: true });
});
