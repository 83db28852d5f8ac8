/** Does one thing again and again, or once, until it is killed: `home what secrets…`. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';

import { addClient } from '../../../../../../../src/main/core/features/session/clients/clients.ts';
import { deleteClient } from '../../../../../../../src/main/core/features/session/clients/deletion.ts';
import { openClients } from '../../../../../../../src/main/core/features/session/clients/open-clients.ts';
import { Vault } from '../../../../../../../src/main/core/features/session/clients/vault/vault.ts';
import { openStore } from '../../../../../../../src/main/core/platform/store/store.ts';

const [home, what, first, second] = process.argv.slice(2) as [string, string, string, string];
const folder = join(home, 'clients');
const sealed = 'c2VhbGVk';
const lock = (secret: string) => ({ kind: 'keychain', secret, sealed }) as const;

if (what === 'set-up') {
  const vault = new Vault(folder);
  writeSync(1, 'begun');
  await vault.setUp(lock(first));
  await new Promise((resolve) => setTimeout(resolve, 10_000));
}
if (what === 'change') {
  const vault = new Vault(folder);
  writeSync(1, 'begun');
  for (;;)
    for (const [from, to] of [
      [first, second],
      [second, first],
    ] as const)
      await vault
        .change({ kind: 'keychain', secret: from, sealed: null }, lock(to))
        .catch((error: unknown) => {
          if ((error as Error).message.includes('another secret')) return; // The last change before the kill was the other one.
          throw error;
        });
}
if (what === 'delete') {
  const store = openStore(join(home, 'demiface.sqlite'));
  const clients = openClients({ store, home, emit: () => {} });
  await clients.vault.unlock({ kind: 'keychain', secret: first, sealed: null });
  writeSync(1, 'begun');
  for (let i = 0; ; i++) deleteClient(store, folder, addClient(clients, `client ${i}`).id);
}
