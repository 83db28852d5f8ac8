import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { discard, PARTIAL } from '../../../../../common/files/atomic.ts';
import type { CoreContext } from '../../../platform/handlers.ts';
import { AutoLock } from './vault/auto-lock.ts';
import { ClientFiles } from './files/client-files.ts';
import { readClientSettings } from './client-settings.ts';
import type { ClientStore } from './clients.ts';
import { DailyCopies } from './copies/daily-copies.ts';
import { completeDeletions } from './deletion.ts';
import { Vault } from './vault/vault.ts';

/** Client files, what opens them, and what happens to them by itself. */
export interface Clients extends ClientStore {
  readonly autoLock: AutoLock;
  readonly copies: DailyCopies;
  /** Called when client files are locked. */
  onLocked(listener: () => void): void;
  close(): Promise<void>;
}

/** Completes the deletions that a core that was killed left, and discards what it had not completed else. */
export function openClients({ store, home, emit }: CoreContext): Clients {
  const folder = join(home, 'clients');
  const locked: (() => void)[] = [];
  const vault = new Vault(folder, () => {
    emit('clients.changed', {});
    if (vault.isOpen) void copies.check();
    else for (const listener of locked) listener();
  });
  const files = new ClientFiles(
    folder,
    () => vault.master,
    () => autoLock.freed(),
  );
  const clients: ClientStore = { store, folder, vault, files };
  const copies = new DailyCopies(clients);
  const autoLock = new AutoLock(
    { isInUse: () => files.isInUse, lock: () => vault.lock() },
    readClientSettings(store).autoLockMinutes,
  );
  finishLeftovers();
  return {
    ...clients,
    autoLock,
    copies,
    onLocked: (listener) => void locked.push(listener),
    async close() {
      autoLock.stop();
      await copies.close();
      files.closeAll();
      vault.lock();
    },
  };

  /** A disk that refuses must not keep the rest of the app from starting: it is tried again at the next start. */
  function finishLeftovers(): void {
    for (const name of existsSync(folder) ? readdirSync(folder) : [])
      if (name.endsWith(PARTIAL)) discard(join(folder, name));
    try {
      completeDeletions(store, folder);
    } catch (error) {
      console.error(`deletion of clients: ${(error as Error).message}`);
    }
  }
}
