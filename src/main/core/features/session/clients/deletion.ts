import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

import { message } from '../../../../../messages/message.ts';
import { asDiskError } from '../../../../../common/files/atomic.ts';
import { appendToAudit, storedSubject } from '../../../platform/audit.ts';
import { writeSetting, settingText } from '../../../platform/store/setting-rows.ts';
import type { Store } from '../../../platform/store/store.ts';
import { storedJson, strings } from '../../../platform/store/stored-values.ts';
import { execute, queryAll, transaction } from '../../../platform/store/sync.ts';
import { keyPath } from './vault/client-keys.ts';

/** Deletions that are decided but may not be complete (docs/adr/0088-mark-deletions-before-carrying-them-out.md). */
const KEY = 'clients.deletions';

/** Clients that are to be deleted, and are shown no more. */
export function markedClients(store: Store): string[] {
  const text = settingText(store, KEY);
  return text === undefined ? [] : storedJson(text, strings);
}

/** Deletes everything that is stored about a client. @throws DemifaceError `disk`: what is left is deleted at the next start */
export function deleteClient(store: Store, folder: string, id: string): void {
  transaction(store, () => {
    writeSetting(store, KEY, [...markedClients(store), id]);
    appendToAudit(store, 'clients.delete', message('audit.clientDeleted', { client: id }));
  });
  completeDeletions(store, folder);
}

/** Carries out what is marked. @throws DemifaceError `disk`: what is left stays marked */
export function completeDeletions(store: Store, folder: string): void {
  for (const id of markedClients(store)) {
    erase(folder, id);
    const left = markedClients(store).filter((other) => other !== id);
    if (left.length > 0) writeSetting(store, KEY, left);
    else execute(store, store.db.deleteFrom('settings').where('key', '=', KEY));
  }
}

/** Every client that was deleted here: a backup file does not bring it back. */
export function deletedClients(store: Store): Set<string> {
  const query = store.db.selectFrom('audit').select('subject').where('action', '=', 'clients.delete');
  const ids = queryAll(store, query).map(({ subject }) => {
    const coded = storedSubject(subject);
    return typeof coded === 'string' ? undefined : coded.values?.['client'];
  });
  return new Set(ids.filter((id) => typeof id === 'string'));
}

/** The key first: what is left of the others cannot be read without it. */
function erase(folder: string, id: string): void {
  try {
    if (!existsSync(folder)) return;
    const key = keyPath(folder, id);
    if (existsSync(key)) overwrite(key);
    rmSync(key, { force: true });
    const names = readdirSync(folder).filter(
      (name) => name.startsWith(`${id}.`) || name.startsWith(`.${id}.`),
    );
    for (const name of names) rmSync(join(folder, name), { force: true });
  } catch (error) {
    throw asDiskError(error, folder);
  }
}

/** In its place on the disk, as far as the disk does so. */
function overwrite(path: string): void {
  const file = openSync(path, 'r+');
  try {
    writeSync(file, randomBytes(statSync(path).size), 0, null, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
