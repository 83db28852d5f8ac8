import type { CodedMessage } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import type {
  Payload,
  ResolvedLock,
  ResolvedProof,
  Result,
  ShellChannel,
  VaultLock,
  VaultProof,
} from '../../ipc/contract.ts';
import { Refused } from '../../ipc/refused.ts';
import type { CoreClient } from '../core/core-client.ts';
import type { Keychain } from './keychain.ts';

type VaultChannel = Extract<ShellChannel, `clients.${string}`>;
type VaultHandlers = { [C in VaultChannel]: (payload: Payload<C>) => Promise<Result<C>> };

/** What opens client files: the core does the work, the shell reads the keychain and keeps nothing of it. */
export function vaultShellHandlers(core: Pick<CoreClient, 'request'>, keychain: Keychain): VaultHandlers {
  async function locked(lock: VaultLock): Promise<ResolvedLock> {
    if (lock.kind !== 'keychain') return lock;
    if (!(await keychain.isThere())) throw refused(message('clients.noKeychain'));
    return { kind: 'keychain', ...(await keychainResult(() => keychain.newSecret())) };
  }

  async function proven(proof: VaultProof): Promise<ResolvedProof> {
    if (proof.kind !== 'keychain') return proof;
    const { sealed } = await core.request('vault.status', {});
    if (sealed === null) throw refused(message('clients.otherLock', { lock: 'passphrase' }));
    if (!(await keychain.isThere())) throw refused(message('clients.noKeychain'));
    return { kind: 'keychain', ...(await keychainResult(() => keychain.open(sealed))) };
  }

  return {
    async 'clients.vault'() {
      const [{ state, lock, problem, isCodeConfirmed }, hasKeychain] = await Promise.all([
        core.request('vault.status', {}),
        keychain.isThere().catch(() => false),
      ]);
      return { state, lock, problem, isCodeConfirmed, hasKeychain };
    },
    'clients.setUp': async ({ lock }) => core.request('vault.setUp', { lock: await locked(lock) }),
    'clients.unlock': async ({ proof }) => core.request('vault.unlock', { proof: await proven(proof) }),
    'clients.changePassphrase': async ({ proof, lock }) =>
      core.request('vault.change', { proof: await proven(proof), lock: await locked(lock) }),
    'clients.newRecoveryCode': async ({ proof }) =>
      core.request('vault.newRecoveryCode', { proof: await proven(proof) }),
  };
}

/** @throws Refused if the keychain does not answer */
async function keychainResult<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const [line = ''] = (error as Error).message.split('\n');
    throw refused(message('clients.keychainFailed', { error: line }));
  }
}

const refused = (reason: CodedMessage) => new Refused({ code: 'usage', message: reason });
