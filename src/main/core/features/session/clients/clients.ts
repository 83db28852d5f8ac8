import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, renameSync } from 'node:fs';

import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/error.ts';
import { discard, partialName } from '../../../../../common/files/atomic.ts';
import { yieldToEventLoop } from '../../../../../common/yield-to-event-loop.ts';
import { naturalOrder } from '../../../../../common/natural-order.ts';
import type { ClientDetail, ClientSummary } from '../../../../ipc/contract.ts';
import { refusalOf } from '../../../platform/refusal.ts';
import type { Store } from '../../../platform/store/store.ts';
import { queryFirst } from '../../../platform/store/sync.ts';
import { openClientDatabase } from './files/client-database.ts';
import type { ClientFiles } from './files/client-files.ts';
import { clientPath } from './files/client-files.ts';
import { CLIENT_ID, readClientKey, writeClientKey } from './vault/client-keys.ts';
import { logOf } from './files/client-log.ts';
import { consentState, consentsOf } from './consents/consents.ts';
import { copiesOf } from './copies/copies.ts';
import { markedClients } from './deletion.ts';
import { newKey } from './vault/sealed.ts';
import type { Vault } from './vault/vault.ts';

/** What clients are kept in. */
export interface ClientStore {
  /** The main database, which identifies a client by its random id alone. */
  readonly store: Store;
  readonly folder: string;
  readonly vault: Vault;
  readonly files: ClientFiles;
}

/** Of all clients, but those that are being deleted. */
export function clientIds({ store, folder }: Pick<ClientStore, 'store' | 'folder'>): string[] {
  const marked = new Set(markedClients(store));
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .flatMap((name) => (name.endsWith('.key') ? name.slice(0, -'.key'.length) : []))
    .filter((id) => CLIENT_ID.test(id) && !marked.has(id));
}

/**
 * By code; one that cannot be opened has a problem. A file takes about 3 ms, so others have their turn between them.
 * @throws CodedRefusal `usage` while the vault is locked
 */
export async function listClients(clients: ClientStore, now = new Date()): Promise<ClientSummary[]> {
  clients.vault.checkOpen();
  const list: ClientSummary[] = [];
  for (const id of clientIds(clients)) {
    list.push(summaryOf(clients, id, now));
    await yieldToEventLoop(undefined);
  }
  return list.sort((a, b) => naturalOrder(a.code ?? '', b.code ?? ''));
}

/** @throws CodedRefusal `usage` while the vault is locked */
export function summaryOf(clients: ClientStore, id: string, now = new Date()): ClientSummary {
  const { folder, vault, files } = clients;
  const { master } = vault;
  const summary: ClientSummary = {
    id,
    code: null,
    addedAt: null,
    consent: 'none',
    problem: null,
    sessions: 0,
    lastSessionAt: null,
    hasOpenSession: false,
  };
  try {
    const { key, code, addedAt } = readClientKey(folder, id, master);
    key.fill(0);
    Object.assign(summary, { code, addedAt });
    return files.with(id, (file) => {
      const { sessions } = queryFirst(
        file,
        file.db.selectFrom('sessions').select(({ fn }) => fn.countAll<number>().as('sessions')),
      )!;
      const latest = queryFirst(
        file,
        file.db.selectFrom('sessions').select('started_at').orderBy('started_at', 'desc').limit(1),
      );
      const open = queryFirst(
        file,
        file.db.selectFrom('sessions').select('id').where('ended_at', 'is', null).limit(1),
      );
      const last = { lastSessionAt: latest?.started_at ?? null, hasOpenSession: open !== undefined };
      return { ...summary, consent: consentState(file, now), sessions, ...last };
    });
  } catch (error) {
    return { ...summary, problem: refusalOf(error) };
  }
}

/** @throws CodedRefusal as `ClientFiles.open` */
export function clientDetail(clients: ClientStore, id: string, now = new Date()): ClientDetail {
  const copies = copiesOf(clients.folder, id);
  const summary = summaryOf(clients, id, now);
  if (summary.problem !== null) return { ...summary, consents: [], log: [], copies };
  return clients.files.with(id, (file) => ({
    ...summary,
    consents: consentsOf(file),
    log: logOf(file),
    copies,
  }));
}

/** @throws CodedRefusal `usage` if another client has the code; DemifaceError `disk` */
export function addClient(clients: ClientStore, code: string, now = new Date()): ClientSummary {
  const { folder, vault } = clients;
  const { master } = vault;
  checkFree(clients, code);
  const id = randomBytes(16).toString('hex');
  const key = newKey();
  const path = clientPath(folder, id);
  const partial = partialName(path);
  try {
    openClientDatabase(partial, key, { isNew: true }).close();
    renameSync(partial, path);
    writeClientKey(folder, id, master, { key, code: code.normalize('NFC'), addedAt: now.toISOString() });
  } catch (error) {
    discard(partial);
    discard(path);
    throw error;
  } finally {
    key.fill(0);
  }
  return summaryOf(clients, id, now);
}

/** @throws CodedRefusal `usage` if another client has the code, `busy` while the file is in use; DemifaceError `disk` */
export function renameClient(clients: ClientStore, id: string, code: string): ClientSummary {
  const { folder, vault, files } = clients;
  const { master } = vault;
  checkFree(clients, code, id);
  if (files.isOpen(id)) throw new CodedRefusal('busy', message('clients.inUse'));
  const client = readClientKey(folder, id, master);
  try {
    writeClientKey(folder, id, master, { ...client, code: code.normalize('NFC') });
  } finally {
    client.key.fill(0);
  }
  return summaryOf(clients, id);
}

/** The code, or with a number behind it where another client has it. */
export function freeCode(clients: ClientStore, code: string, but: string): string {
  const { folder, vault } = clients;
  const taken = new Set(
    clientIds(clients).flatMap((id) => {
      const one = id === but ? null : codeOf(folder, id, vault.master);
      return one === null ? [] : [comparable(one)];
    }),
  );
  let free = code;
  for (let n = 2; taken.has(comparable(free)); n++) free = `${code} (${n})`;
  return free;
}

/** @param but who may have it */
function checkFree(clients: ClientStore, code: string, but?: string): void {
  const { folder, vault } = clients;
  for (const id of clientIds(clients)) {
    if (id === but) continue;
    const taken = codeOf(folder, id, vault.master);
    if (taken !== null && comparable(taken) === comparable(code))
      throw new CodedRefusal('usage', message('clients.codeTaken', { code }));
  }
}

/** An umlaut is the same, typed as one character or as two. */
const comparable = (code: string): string => code.normalize('NFC').toLowerCase();

/** @returns null where the key file is damaged */
function codeOf(folder: string, id: string, master: Uint8Array): string | null {
  try {
    const { key, code } = readClientKey(folder, id, master);
    key.fill(0);
    return code;
  } catch (error) {
    if (error instanceof CodedRefusal) return null;
    throw error;
  }
}
