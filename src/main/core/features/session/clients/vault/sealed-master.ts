import { randomBytes } from 'node:crypto';

import { message } from '../../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../../common/error.ts';
import type { ResolvedLock, ResolvedProof } from '../../../../../ipc/contract.ts';
import { checkPassphrase, keyFromPassphrase, newKdf } from './passphrase-key.ts';
import { keyFromCode, newRecoveryCode, parsedRecoveryCode } from './recovery-code.ts';
import { seal, unseal } from './sealed.ts';
import type { VaultFile } from './vault-file.ts';
import { associatedData } from './vault-file.ts';

/**
 * The master key of a vault file. A wrong passphrase takes as long as the right one.
 * @returns null if the proof is wrong
 * @throws CodedRefusal `usage` if a code is mistyped, or the vault has no passphrase
 */
export async function unsealMasterKey(
  { lock, recovery }: VaultFile,
  proof: ResolvedProof,
): Promise<Buffer | null> {
  if (proof.kind === 'recovery') {
    const code = parsedRecoveryCode(proof.code);
    if (code === null) throw new CodedRefusal('usage', message('clients.mistypedCode'));
    const key = keyFromCode(code, Buffer.from(recovery.salt, 'base64'));
    return unsealed(key, recovery.master, 'recovery');
  }
  if (proof.kind !== lock.kind)
    throw new CodedRefusal('usage', message('clients.otherLock', { lock: lock.kind }));
  const key =
    proof.kind === 'passphrase' && lock.kind === 'passphrase'
      ? await keyFromPassphrase(proof.passphrase, lock.kdf)
      : Buffer.from((proof as Extract<ResolvedProof, { kind: 'keychain' }>).secret, 'base64');
  return unsealed(key, lock.master, 'lock');
}

export const wrongProofError = ({ kind }: ResolvedProof) =>
  new CodedRefusal(
    'usage',
    kind === 'passphrase'
      ? message('clients.wrongPassphrase')
      : kind === 'recovery'
        ? message('clients.wrongCode')
        : message('clients.otherKeychain'),
  );

function unsealed(key: Buffer, sealed: string, what: 'lock' | 'recovery'): Buffer | null {
  try {
    return unseal(key, sealed, associatedData(what));
  } finally {
    key.fill(0);
  }
}

/** Seals the master key by a lock. @throws CodedRefusal `usage` if the passphrase is easily guessed */
export async function sealWithLock(lock: ResolvedLock, master: Uint8Array): Promise<VaultFile['lock']> {
  if (lock.kind === 'keychain') {
    const key = Buffer.from(lock.secret, 'base64');
    const sealed = seal(key, master, associatedData('lock'));
    key.fill(0);
    return { kind: 'keychain', secret: lock.sealed, master: sealed };
  }
  checkPassphrase(lock.passphrase);
  const kdf = newKdf();
  const key = await keyFromPassphrase(lock.passphrase, kdf);
  const sealed = seal(key, master, associatedData('lock'));
  key.fill(0);
  return { kind: 'passphrase', kdf, master: sealed };
}

/** Seals the master key by a new recovery code. */
export function newRecovery(master: Uint8Array): { code: string; recovery: VaultFile['recovery'] } {
  const code = newRecoveryCode();
  const salt = randomBytes(16);
  const key = keyFromCode(code.replaceAll('-', ''), salt);
  const sealed = seal(key, master, associatedData('recovery'));
  key.fill(0);
  return { code, recovery: { salt: salt.toString('base64'), master: sealed } };
}
