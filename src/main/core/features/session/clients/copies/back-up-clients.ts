import { createReadStream, createWriteStream, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import type { Pack } from 'tar-stream';
import { pack as newPack } from 'tar-stream';

import { message } from '../../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../../common/error.ts';
import { asDiskError, discard, PARTIAL, partialName } from '../../../../../../common/files/atomic.ts';
import { writeAudit } from '../../../../platform/audit.ts';
import { keyPath } from '../vault/client-keys.ts';
import type { ClientStore } from '../clients.ts';
import { clientIds } from '../clients.ts';
import { clientPath } from '../files/client-files.ts';
import { writeEncryptedCopy } from './copies.ts';
import { VAULT_FILE } from '../vault/vault-file.ts';

/** Only its owner may read it. */
const MODE = 0o600;

/**
 * Writes one tar file of everything that opens and holds all clients, encrypted as it is here.
 * @returns how many clients are in it, and how many could not be read
 * @throws CodedRefusal `busy` while a file is in use, `usage` while the vault is locked; DemifaceError `disk`
 */
export async function backUpClients(
  clients: ClientStore,
  path: string,
): Promise<{ clients: number; damaged: number }> {
  if (clients.files.isInUse) throw new CodedRefusal('busy', message('clients.inUse'));
  const partial = partialName(path);
  const pack = newPack();
  try {
    const written = pipeline(pack, createWriteStream(partial, { flush: true, mode: MODE }));
    // A disk that is full ends the waiting for an entry, too.
    const result = await Promise.race([packAll(clients, pack), written.then(() => neverEnds())]);
    pack.finalize();
    await written;
    renameSync(partial, path);
    await writeAudit(
      clients.store,
      'clients.backUp',
      message('audit.clientsBackedUp', { clients: result.clients, to: path }),
    );
    return result;
  } catch (error) {
    pack.destroy();
    discard(partial);
    throw asDiskError(error, path);
  }
}

const neverEnds = () => new Promise<never>(() => {});

async function packAll(clients: ClientStore, pack: Pack): Promise<{ clients: number; damaged: number }> {
  const { folder, files } = clients;
  pack.entry({ name: VAULT_FILE, mode: MODE }, readFileSync(join(folder, VAULT_FILE)));
  const result = { clients: 0, damaged: 0 };
  for (const id of clientIds(clients)) {
    const copy = `${clientPath(folder, id)}.outgoing${PARTIAL}`;
    try {
      files.with(id, (file) => writeEncryptedCopy(file, copy));
      pack.entry({ name: `${id}.key`, mode: MODE }, readFileSync(keyPath(folder, id)));
      await packFile(pack, `${id}.client`, copy);
      result.clients++;
    } catch (error) {
      if (!(error instanceof CodedRefusal) || error.coded.code === 'clients.locked') throw error;
      result.damaged++;
    } finally {
      discard(copy);
    }
  }
  return result;
}

async function packFile(pack: Pack, name: string, path: string): Promise<void> {
  const entry = pack.entry({ name, size: statSync(path).size, mode: MODE });
  await pipeline(createReadStream(path), entry);
}
