import { randomBytes } from 'node:crypto';

import type { SafeStorage } from 'electron';

/** What the system keeps for this program: a secret sealed so that only this user of this computer can read it. */
export interface Keychain {
  isThere(): Promise<boolean>;
  /** A new secret, and as the system seals it; both base64. */
  newSecret(): Promise<{ secret: string; sealed: string }>;
  /** @returns with `sealed` where the system requires sealing it anew, else null. @throws if it is another user's or computer's */
  open(sealed: string): Promise<{ secret: string; sealed: string | null }>;
}

const SECRET_BYTES = 32;

/**
 * Electron's `safeStorage`. On Linux without a keychain it would encrypt by a password that stands in its source, which counts
 * as none. Older versions of Electron have no asynchronous functions: none there, too.
 */
export function systemKeychain(
  storage: Partial<SafeStorage> | undefined,
  platform: NodeJS.Platform = process.platform,
): Keychain {
  const { encryptStringAsync, decryptStringAsync, isAsyncEncryptionAvailable, getSelectedStorageBackend } =
    storage ?? {};
  const seal = async (secret: string) => (await encryptStringAsync!.call(storage, secret)).toString('base64');
  return {
    async isThere() {
      if (!encryptStringAsync || !decryptStringAsync || !isAsyncEncryptionAvailable) return false;
      if (!(await isAsyncEncryptionAvailable.call(storage))) return false;
      if (platform !== 'linux') return true;
      const backend = getSelectedStorageBackend?.call(storage) ?? 'unknown';
      return backend !== 'basic_text' && backend !== 'unknown';
    },
    async newSecret() {
      const secret = randomBytes(SECRET_BYTES).toString('base64');
      return { secret, sealed: await seal(secret) };
    },
    async open(sealed) {
      const { result, shouldReEncrypt } = await decryptStringAsync!.call(
        storage,
        Buffer.from(sealed, 'base64'),
      );
      return { secret: result, sealed: shouldReEncrypt ? await seal(result) : null };
    },
  };
}
