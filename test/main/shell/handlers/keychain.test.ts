import { expect, test } from 'vitest';

import type { ResolvedProof } from '../../../../src/main/ipc/contract.ts';
import { Refused } from '../../../../src/main/ipc/refused.ts';
import { systemKeychain } from '../../../../src/main/shell/handlers/keychain.ts';
import { vaultShellHandlers } from '../../../../src/main/shell/handlers/vault-shell-handlers.ts';

type SafeStorage = NonNullable<Parameters<typeof systemKeychain>[0]>;

/** Seals by reversing, as long as its key is the same. */
function fakeStorage(changes: SafeStorage = {}): SafeStorage {
  const reversed = (text: string) => [...text].reverse().join('');
  return {
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptStringAsync: (text) => Promise.resolve(Buffer.from(reversed(text))),
    decryptStringAsync: (bytes) =>
      Promise.resolve({ result: reversed(bytes.toString()), shouldReEncrypt: false }),
    ...changes,
  };
}

test.each<[string, SafeStorage | undefined, NodeJS.Platform, boolean]>([
  ['a keychain', fakeStorage(), 'linux', true],
  ['a fixed password', fakeStorage({ getSelectedStorageBackend: () => 'basic_text' }), 'linux', false],
  ['a backend not known yet', fakeStorage({ getSelectedStorageBackend: () => 'unknown' }), 'linux', false],
  [
    'no encryption',
    fakeStorage({ isAsyncEncryptionAvailable: () => Promise.resolve(false) }),
    'darwin',
    false,
  ],
  ['another system', fakeStorage({ getSelectedStorageBackend: () => 'basic_text' }), 'win32', true],
  [
    'an older Electron',
    { isEncryptionAvailable: () => true, encryptString: () => Buffer.from('') },
    'win32',
    false,
  ],
  ['no functions at all', undefined, 'linux', false],
])('%s counts as %#', async (_, storage, platform, isThere) => {
  expect(await systemKeychain(storage, platform).isThere()).toBe(isThere);
});

test('the core gets the secret and its sealed form, the page neither', async () => {
  const asked: [string, unknown][] = [];
  const sealedByCore = Buffer.from('terces').toString('base64');
  const core = {
    request: (channel: string, payload: unknown) => {
      asked.push([channel, payload]);
      const status = {
        state: 'locked',
        lock: 'keychain',
        problem: null,
        isCodeConfirmed: true,
        sealed: sealedByCore,
      };
      return Promise.resolve(channel === 'vault.status' ? status : { recoveryCode: 'CODE' });
    },
  };
  const answers = vaultShellHandlers(core as never, systemKeychain(fakeStorage(), 'linux'));
  expect(await answers['clients.setUp']({ lock: { kind: 'keychain' } })).toEqual({ recoveryCode: 'CODE' });
  const [, { lock }] = asked.pop() as [string, { lock: { secret: string; sealed: string } }];
  expect(Buffer.from(lock.secret, 'base64')).toHaveLength(32);
  expect([...Buffer.from(lock.sealed, 'base64').toString()].reverse().join('')).toBe(lock.secret);
  await answers['clients.unlock']({ proof: { kind: 'keychain' } });
  const [channel, { proof }] = asked.pop() as [string, { proof: ResolvedProof }];
  expect([channel, proof]).toEqual(['vault.unlock', { kind: 'keychain', secret: 'secret', sealed: null }]);
  const status = await answers['clients.vault']({});
  expect(status).toEqual({
    state: 'locked',
    lock: 'keychain',
    problem: null,
    hasKeychain: true,
    isCodeConfirmed: true,
  });
});

test('a keychain that fails or is not there is named', async () => {
  const core = { request: () => Promise.resolve({ sealed: 'eA==' }) };
  const unlock = (storage: SafeStorage) =>
    vaultShellHandlers(core as never, systemKeychain(storage, 'linux'))['clients.unlock']({
      proof: { kind: 'keychain' },
    });
  const fails = fakeStorage({ decryptStringAsync: () => Promise.reject(new Error('no such key')) });
  await expect(unlock(fails)).rejects.toThrow(Refused);
  await expect(unlock(fails)).rejects.toMatchObject({
    refusal: { code: 'usage', message: { code: 'clients.keychainFailed', values: { error: 'no such key' } } },
  });
  await expect(unlock({})).rejects.toMatchObject({ refusal: { message: { code: 'clients.noKeychain' } } });
});

test('what the system wants sealed anew is sealed anew', async () => {
  const decryptStringAsync = () => Promise.resolve({ result: 'secret', shouldReEncrypt: true });
  const opened = await systemKeychain(fakeStorage({ decryptStringAsync }), 'linux').open('eA==');
  expect(opened).toEqual({ secret: 'secret', sealed: Buffer.from('terces').toString('base64') });
});
