import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { Vault } from '../../../../../../../src/main/core/features/session/clients/vault/vault.ts';
import { settingText } from '../../../../../../../src/main/core/platform/store/setting-rows.ts';
import { scratchFolder } from '../../../../../../support/made-data.ts';
import { keychainLock, madeClients, signed, withClient } from '../made-clients.ts';

const KILLS = 6;
const CHILD = join(import.meta.dirname, 'killed-vault.ts');

/** Starts the child and kills it so long after it has begun. */
async function killed(afterMs: number, ...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [CHILD, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  await sleep(afterMs);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
}

const opens = (vault: Vault, secret: string) =>
  vault.unlock({ kind: 'keychain', secret, sealed: null }).then(
    () => true,
    () => false,
  );

test('killed while it is set up, a vault is not there or opens', { timeout: 120_000 }, async () => {
  const states = new Set<string>();
  for (let i = 0; i < KILLS; i++) {
    const home = scratchFolder();
    const { secret } = keychainLock();
    await killed(i * 2, home, 'set-up', secret);
    const vault = new Vault(join(home, 'clients'));
    states.add(vault.state);
    if (vault.state === 'none') await vault.setUp({ kind: 'keychain', secret, sealed: 'c2VhbGVk' });
    vault.lock();
    expect(await opens(vault, secret)).toBe(true);
  }
  expect(states).toContain('locked');
});

test('killed while the lock is changed, the old or the new one opens', { timeout: 120_000 }, async () => {
  const made = await withClient();
  await made.handlers['clients.sign']({ id: made.id, consent: signed() });
  await made.close();
  const secrets = [made.lock.secret, keychainLock().secret] as const;
  for (let i = 0; i < KILLS; i++) {
    await killed(10 + i * 7, made.home, 'change', ...secrets);
    const vault = new Vault(made.folder);
    const opened = [await opens(vault, secrets[0]), await opens(vault, secrets[1])];
    expect(opened.filter(Boolean)).toHaveLength(1);
    vault.lock();
    await vault.unlock({ kind: 'recovery', code: made.recoveryCode });
  }
  const again = madeClients(made.home);
  await again.vault.unlock({ kind: 'recovery', code: made.recoveryCode });
  expect(await again.handlers['clients.list']({})).toMatchObject([{ id: made.id, consent: 'valid' }]);
});

test('killed while clients are deleted, each is there or gone', { timeout: 120_000 }, async () => {
  const made = await withClient();
  await made.close();
  for (let i = 0; i < KILLS; i++) {
    await killed(20 + i * 13, made.home, 'delete', made.lock.secret);
    const again = madeClients(made.home);
    await again.vault.unlock({ kind: 'keychain', secret: made.lock.secret, sealed: null });
    const list = await again.handlers['clients.list']({});
    expect(list.map(({ problem }) => problem)).toEqual(list.map(() => null));
    expect(settingText(again.store, 'clients.deletions')).toBeUndefined();
    const ids = new Set(list.map(({ id }) => id));
    const keys = readdirSync(made.folder).filter((name) => name.endsWith('.key'));
    expect(new Set(keys.map((name) => name.slice(0, 32)))).toEqual(ids);
    for (const { id } of list) if (id !== made.id) await again.handlers['clients.remove']({ id });
    await again.close();
  }
});
