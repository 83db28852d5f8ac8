import { fork } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { lockHome } from '../../../src/main/core/platform/lock-home.ts';
import type { FromCore, ToCore } from '../../../src/main/ipc/wire.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { inEnglish } from '../../../src/messages/english.ts';

const CORE = join(import.meta.dirname, '../../../src/main/core/index.ts');

/** A core in a process of its own, as the shell starts one. */
async function startedCore(home: string) {
  const child = fork(CORE, ['--home', home], { serialization: 'advanced', stdio: 'ignore', execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const answers = new Map<number, (message: FromCore) => void>();
  const first = await new Promise<FromCore>((resolve) =>
    child.on('message', (message: FromCore) => {
      if ('id' in message) answers.get(message.id)?.(message);
      else if (message.kind !== 'event') resolve(message);
    }),
  );
  let id = 0;
  return {
    first,
    ask: (channel: string, payload: unknown = {}) =>
      new Promise<FromCore>((resolve) => {
        answers.set(++id, resolve);
        child.send({ kind: 'request', id, channel, payload });
      }),
    end: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.send({ kind: 'close' } satisfies ToCore);
      }),
  };
}

test('a database that is not damaged is never replaced by a backup', async () => {
  const core = await startedCore(scratchFolder());
  expect(core.first).toEqual({ kind: 'ready' });
  await core.ask('settings.set', { theme: 'light' });
  expect(inEnglish(await core.ask('store.repair'))).toMatchObject({
    kind: 'refused',
    refusal: { code: 'usage', message: expect.stringContaining('not damaged') as string },
  });
  expect(await core.ask('settings.get')).toMatchObject({ kind: 'result', result: { theme: 'light' } });
});

test('where the database cannot be opened for another reason, a repair is refused with that reason', async () => {
  const home = scratchFolder();
  const other = await lockHome(home);
  const core = await startedCore(home);
  expect(core.first).toMatchObject({ kind: 'unusable', problem: { code: 'busy' } });
  expect(await core.ask('store.repair')).toMatchObject({ kind: 'refused', refusal: { code: 'busy' } });
  expect(existsSync(join(home, 'demiface.sqlite'))).toBe(false);
  other.release();
});

test('a damaged one is repaired once, however many requests ask for it', async () => {
  const home = scratchFolder();
  const sound = await startedCore(home);
  await sound.ask('settings.set', { theme: 'light' });
  await sound.end();
  const file = join(home, 'demiface.sqlite');
  writeFileSync(file, readFileSync(file).fill(0x5a, 100));
  const core = await startedCore(home);
  expect(core.first).toMatchObject({ kind: 'unusable', problem: { code: 'corrupt' } });
  const answers = await Promise.all([1, 2, 3].map(() => core.ask('store.repair')));
  expect(answers[0]).toMatchObject({ kind: 'result' });
  // One that comes when it is done finds nothing to repair.
  for (const answer of answers.slice(1))
    if (answer.kind === 'refused') expect(answer.refusal.code).toBe('usage');
    else expect({ ...answer, id: 0 }).toEqual({ ...answers[0], id: 0 });
  expect(readdirSync(home).filter((name) => name.includes('.damaged-'))).toHaveLength(1);
  expect(await core.ask('settings.get')).toMatchObject({ kind: 'result' });
  expect(await core.ask('store.repair')).toMatchObject({ kind: 'refused', refusal: { code: 'usage' } });
});
