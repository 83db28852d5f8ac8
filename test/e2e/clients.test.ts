import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { needsElectron, testWindow } from '../support/window.ts';
import { errorOf } from '../../src/common/error.ts';

const lock = { kind: 'passphrase', passphrase: 'correct horse battery' } as const;

describe('client files in a running app', needsElectron(), () => {
  const open = testWindow(({ start }) => start());

  it('are set up, locked and opened through the shell', { timeout: 120_000 }, async () => {
    expect(await open.ask('clients.vault', {})).toMatchObject({ ok: { state: 'none', lock: null } });
    const made = await open.ask('clients.setUp', { lock });
    if ('refused' in made) throw errorOf(made.refused.message);
    const { recoveryCode } = made.ok;
    expect(await open.ask('clients.add', { code: 'K-17' })).toMatchObject({ ok: { code: 'K-17' } });
    expect(await open.ask('clients.lock', {})).toEqual({ ok: {} });
    expect(await open.ask('clients.list', {})).toMatchObject({
      refused: { code: 'usage', message: { code: 'clients.locked' } },
    });
    const wrong = { kind: 'passphrase', passphrase: 'wrong' } as const;
    expect(await open.ask('clients.unlock', { proof: wrong })).toMatchObject({
      refused: { message: { code: 'clients.wrongPassphrase' } },
    });
    const recovery = { kind: 'recovery', code: recoveryCode } as const;
    expect(await open.ask('clients.unlock', { proof: recovery })).toEqual({ ok: {} });
    expect(await open.ask('clients.list', {})).toMatchObject({ ok: [{ code: 'K-17' }] });
  });

  it('have no keychain in the older Electron of the tests, and say so', async () => {
    const answer = await open.ask('clients.vault', {});
    if ('refused' in answer) throw errorOf(answer.refused.message);
    if (answer.ok.hasKeychain) return;
    const changed = await open.ask('clients.changePassphrase', { proof: lock, lock: { kind: 'keychain' } });
    expect(changed).toMatchObject({ refused: { message: { code: 'clients.noKeychain' } } });
  });

  it('are reached by no page past the shell', async () => {
    for (const channel of ['vault.status', 'vault.setUp', 'vault.unlock', 'vault.change']) {
      const answer = await open.page.evaluate(
        (name) => window.demiface.request(name as never, {} as never),
        channel,
      );
      expect([channel, answer]).toMatchObject([channel, { refused: { code: 'payload' } }]);
    }
  });

  it('lock when the computer goes to sleep', async () => {
    await open.app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
    await expect.poll(() => open.ask('clients.vault', {})).toMatchObject({ ok: { state: 'locked' } });
  });

  it('show nothing of a client on the disk', () => {
    const folder = join(open.home, 'clients');
    const names = readdirSync(folder);
    expect(names.filter((name) => name.endsWith('.client'))).toHaveLength(1);
    for (const name of names) expect(readFileSync(join(folder, name)).includes('K-17')).toBe(false);
  });
});
