import { createReadStream, createWriteStream, existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { extract } from 'tar-stream';

import { message } from '../../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../../common/error.ts';
import { asDiskError, discard, PARTIAL } from '../../../../../../common/files/atomic.ts';
import { makeFolder } from '../../../../../../common/files/make-folder.ts';
import type { ResolvedProof, RestoredClients } from '../../../../../ipc/contract.ts';
import { writeAudit } from '../../../../platform/audit.ts';
import { clientPath } from '../files/client-files.ts';
import type { ClientKey } from '../vault/client-keys.ts';
import { keyPath, readClientKey, writeClientKey } from '../vault/client-keys.ts';
import type { ClientStore } from '../clients.ts';
import { freeCode } from '../clients.ts';
import { isIntactClient, replaceClientFile } from './copies.ts';
import { deletedClients } from '../deletion.ts';
import { unsealMasterKey, wrongProofError } from '../vault/sealed-master.ts';
import { parsedVault, VAULT_FILE } from '../vault/vault-file.ts';

/** What a backup file may hold; nothing else is unpacked. */
const ENTRY = /^(vault\.json|([0-9a-f]{32})\.(key|client))$/;
/** A key file and a vault have some hundred bytes. */
const MAX_SMALL_BYTES = 64 * 1024;
const UNPACKED = `.restored${PARTIAL}`;

/**
 * Adds the clients of a backup file that are not here, under this computer's master key. One that is here and sound stays as
 * it is, whatever is newer.
 * @param proof of the vault in the file; null: it was made with this computer's vault
 * @throws CodedRefusal `usage` if the proof is wrong or the vault is locked, `corrupt`, `mismatch`; DemifaceError `disk`
 */
export async function restoreClients(
  clients: ClientStore,
  path: string,
  proof: ResolvedProof | null,
): Promise<RestoredClients> {
  const { folder, vault, store } = clients;
  vault.checkOpen();
  const unpacked = join(folder, UNPACKED);
  discard(unpacked);
  try {
    makeFolder(unpacked);
    const ids = await unpack(path, unpacked);
    const master = await masterOf(unpacked, path, ids, vault, proof);
    const result: RestoredClients = { added: 0, kept: 0, repaired: 0, deleted: 0, damaged: 0 };
    const deleted = deletedClients(store);
    for (const id of ids) result[deleted.has(id) ? 'deleted' : placed(clients, unpacked, id, master)]++;
    if (master !== vault.master) master.fill(0);
    await writeAudit(store, 'clients.restore', message('audit.clientsRestored', { file: path, ...result }));
    return result;
  } catch (error) {
    throw asDiskError(error, folder);
  } finally {
    discard(unpacked);
  }
}

/** @returns the ids of its clients */
async function unpack(path: string, folder: string): Promise<string[]> {
  const ids = new Set<string>();
  const damaged = (cause?: unknown) =>
    new CodedRefusal('corrupt', message('clients.noArchive', { path }), { cause });
  const entries = extract();
  const read = pipeline(createReadStream(path), entries);
  read.catch(() => {}); // Reported by the entries.
  try {
    for await (const entry of entries) {
      const { name, size = 0, type } = entry.header;
      const [, , id, kind] = ENTRY.exec(name) ?? [];
      if (!ENTRY.test(name) || type !== 'file') throw damaged();
      if (kind !== 'client' && size > MAX_SMALL_BYTES) throw damaged();
      if (id !== undefined) ids.add(id);
      await pipeline(entry, createWriteStream(join(folder, name), { flags: 'wx', mode: 0o600 }));
    }
    await read;
  } catch (error) {
    const known = asDiskError(error, folder);
    throw known === error && !(error instanceof CodedRefusal) ? damaged(error) : known;
  }
  if (!existsSync(join(folder, VAULT_FILE))) throw damaged();
  return [...ids];
}

/** The master key that its clients were sealed with. */
async function masterOf(
  unpacked: string,
  path: string,
  ids: readonly string[],
  vault: ClientStore['vault'],
  proof: ResolvedProof | null,
): Promise<Uint8Array> {
  const file = parsedVault(readFileSync(join(unpacked, VAULT_FILE), 'utf8'));
  if (file === null) throw new CodedRefusal('corrupt', message('clients.noArchive', { path }));
  if (proof === null) {
    const own = vault.master;
    const isOurs = ids.length === 0 || ids.some((id) => keyOf(unpacked, id, own) !== null);
    if (!isOurs) throw new CodedRefusal('usage', message('clients.proofNeeded'));
    return own;
  }
  const master = await unsealMasterKey(file, proof);
  if (master === null) throw wrongProofError(proof);
  return master;
}

/** Puts a client in its place. */
function placed(
  clients: ClientStore,
  unpacked: string,
  id: string,
  theirs: Uint8Array,
): 'added' | 'kept' | 'repaired' | 'damaged' {
  const {
    folder,
    files,
    vault: { master: own },
  } = clients;
  const client = keyOf(unpacked, id, theirs);
  if (client === null) return 'damaged';
  const path = clientPath(folder, id);
  const isHere = existsSync(keyPath(folder, id)) || existsSync(path);
  if (files.isOpen(id)) return 'kept';
  const known = isHere ? keyOf(folder, id, own) : null;
  if (known && isIntactClient(path, known.key)) return 'kept';
  // Where the key alone was damaged, the file may be newer than the one of the backup.
  if (!isIntactClient(path, client.key)) {
    if (!isIntactClient(clientPath(unpacked, id), client.key)) return 'damaged';
    if (isHere) replaceClientFile(clientPath(unpacked, id), path, client.key, new Date());
    else renameSync(clientPath(unpacked, id), path);
  }
  writeClientKey(folder, id, own, {
    ...client,
    code: known ? known.code : freeCode(clients, client.code, id),
  });
  return isHere ? 'repaired' : 'added';
}

/** @returns null if it is missing or damaged. @throws CodedRefusal `mismatch` */
function keyOf(folder: string, id: string, master: Uint8Array): ClientKey | null {
  try {
    return readClientKey(folder, id, master);
  } catch (error) {
    if (error instanceof CodedRefusal && error.code !== 'mismatch') return null;
    throw error;
  }
}
