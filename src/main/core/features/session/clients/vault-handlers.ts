import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/error.ts';
import type { HandlersOf, ClientsChannel } from '../../../platform/handlers.ts';
import type { Clients } from './open-clients.ts';

/** What opens and locks client files. What has a secret in it comes from the shell alone. */
export function vaultHandlers({
  vault,
  files,
  autoLock,
}: Clients): HandlersOf<
  Extract<ClientsChannel, `vault.${string}` | 'clients.lock' | 'clients.confirmRecoveryCode'>
> {
  return {
    'vault.status'() {
      try {
        const file = vault.onDisk;
        const lock = file?.lock ?? null;
        const isCodeConfirmed = file?.isCodeConfirmed ?? true;
        const sealed = lock?.kind === 'keychain' ? lock.secret : null;
        return { state: vault.state, lock: lock?.kind ?? null, problem: null, isCodeConfirmed, sealed };
      } catch (error) {
        if (!(error instanceof CodedRefusal)) throw error;
        return { state: 'damaged', lock: null, problem: error.coded, isCodeConfirmed: true, sealed: null };
      }
    },
    async 'vault.setUp'({ lock }) {
      const recoveryCode = await vault.setUp(lock);
      autoLock.touch();
      return { recoveryCode };
    },
    async 'vault.unlock'({ proof }) {
      await vault.unlock(proof);
      autoLock.touch();
      return {};
    },
    'vault.lockSoon'() {
      autoLock.lockSoon();
      return {};
    },
    async 'vault.change'({ proof, lock }) {
      await vault.change(proof, lock);
      return {};
    },
    async 'vault.newRecoveryCode'({ proof }) {
      return { recoveryCode: await vault.newRecoveryCode(proof) };
    },
    async 'clients.confirmRecoveryCode'() {
      await vault.confirmRecoveryCode();
      return {};
    },
    'clients.lock'() {
      if (files.isInUse) throw new CodedRefusal('busy', message('clients.inUse'));
      vault.lock();
      return {};
    },
  };
}
