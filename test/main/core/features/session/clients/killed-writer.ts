/** Writes so many readings one by one and ends itself by SIGKILL: `home id secret count`. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';

import { ClientFiles } from '../../../../../../src/main/core/features/session/clients/files/client-files.ts';
import { Vault } from '../../../../../../src/main/core/features/session/clients/vault/vault.ts';

const [home, id, secret, count] = process.argv.slice(2);
const folder = join(home!, 'clients');
const vault = new Vault(folder);
await vault.unlock({ kind: 'keychain', secret: secret!, sealed: null });
const { raw } = new ClientFiles(folder, () => vault.master).open(id!);
raw.exec(
  `insert into sessions select 1, '2026-01-01', null, id, '{}', '{}', '{}', null, null, 'running' from consents`,
);
const insert = raw.prepare('insert into readings values (1, ?, 1, 1, 0, 0, null, null, null)');
for (let i = 0; i < Number(count); i++) insert.run(i * 100);
writeSync(1, count!);
process.kill(process.pid, 'SIGKILL');
