import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { message } from '../../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../../common/error.ts';
import { writePrivateFileAtomic } from '../../../../../../common/files/atomic.ts';
import { makeFolder } from '../../../../../../common/files/make-folder.ts';
import { jsonOf } from '../../../../../../common/json.ts';
import { kdfForm } from './passphrase-key.ts';
import { sealedForm } from './sealed.ts';

/** Of the form of the file. */
const VERSION = 1;
export const VAULT_FILE = 'vault.json';
/** Written after each change: without the file no client could ever be read. */
const COPY = 'vault-copy.json';

const lockForm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('passphrase'), kdf: kdfForm, master: sealedForm }),
  /** `secret` as the system's keychain sealed it. */
  z.object({ kind: z.literal('keychain'), secret: z.base64().max(4096), master: sealedForm }),
]);
const form = z.object({
  lock: lockForm,
  recovery: z.object({ salt: z.base64().max(88), master: sealedForm }),
  /** A person has said that the recovery code is written down; files of earlier versions do not have it. */
  isCodeConfirmed: z.boolean().default(true),
});

/** The master key, sealed twice: by the lock and by the recovery code. */
export type VaultFile = z.infer<typeof form>;

/** What the sealed master key belongs to. */
export const associatedData = (what: 'lock' | 'recovery') => `demiface vault version ${VERSION} ${what}`;

/**
 * The vault of a folder; a damaged file is replaced by its copy.
 * @returns null where nothing is set up
 * @throws CodedRefusal `corrupt`, `mismatch` if a newer Demiface wrote it
 */
export function readVault(folder: string): VaultFile | null {
  const paths = [VAULT_FILE, COPY].map((name) => join(folder, name));
  const texts = paths.map((path) => (existsSync(path) ? readFileSync(path, 'utf8') : null));
  if (texts.every((text) => text === null) && !hasKeys(folder)) return null;
  for (const text of texts) {
    const file = text === null ? null : parsedVault(text);
    if (file === null) continue;
    if (texts.some((other) => other !== text)) writeVault(folder, file);
    return file;
  }
  throw new CodedRefusal('corrupt', message('clients.vaultDamaged', { folder }));
}

/** @returns null if it is damaged. @throws CodedRefusal `mismatch` */
export function parsedVault(text: string): VaultFile | null {
  const content = jsonOf(text);
  const { data: version } = z.object({ version: z.int() }).safeParse(content);
  if (version && version.version > VERSION)
    throw new CodedRefusal(
      'mismatch',
      message('clients.newer', { version: version.version, known: VERSION }),
    );
  return form.safeParse(content).data ?? null;
}

/** @throws DemifaceError `disk` */
export function writeVault(folder: string, file: VaultFile): void {
  const text = JSON.stringify({ version: VERSION, ...file }, null, 1);
  makeFolder(folder);
  chmodSync(folder, 0o700);
  writePrivateFileAtomic(join(folder, VAULT_FILE), text);
  writePrivateFileAtomic(join(folder, COPY), text);
}

/** A new vault would make keys that are there useless. */
function hasKeys(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.key'));
}
