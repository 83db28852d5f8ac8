import { linkSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { copyClient } from '../../../../../../src/main/core/features/session/clients/copies/copies.ts';
import { keyPath } from '../../../../../../src/main/core/features/session/clients/vault/client-keys.ts';
import { auditEntries } from '../../../../../../src/main/core/platform/audit.ts';
import { writeSetting } from '../../../../../../src/main/core/platform/store/setting-rows.ts';
import { settingText } from '../../../../../../src/main/core/platform/store/setting-rows.ts';
import { madeClients, signed, withClient } from './made-clients.ts';

test('removes the key, the file and all copies, and says so in the audit log without the code', async () => {
  const { handlers, id, folder, files, store } = await withClient();
  await handlers['clients.sign']({ id, consent: signed() });
  files.with(id, (file) => copyClient(folder, file, '2026-11-01'));
  await handlers['clients.remove']({ id });
  expect(readdirSync(folder).filter((name) => name.includes(id))).toEqual([]);
  expect(await handlers['clients.list']({})).toEqual([]);
  const [entry] = await auditEntries(store, 1);
  expect(entry).toMatchObject({
    action: 'clients.delete',
    subject: { code: 'audit.clientDeleted', values: { client: id } },
  });
  expect(settingText(store, 'clients.deletions')).toBeUndefined();
  expect(() => handlers['clients.show']({ id })).not.toThrow();
  expect(await handlers['clients.show']({ id })).toMatchObject({ problem: { code: 'missing' } });
});

test('is completed at the next start where a core was killed in between', async () => {
  const made = await withClient();
  const { id: other } = await made.handlers['clients.add']({ code: 'K-2' });
  writeSetting(made.store, 'clients.deletions', [made.id]);
  expect((await made.handlers['clients.list']({})).map(({ id }) => id)).toEqual([other]);
  await made.close();
  const again = madeClients(made.home);
  const names = readdirSync(made.folder);
  expect(names.filter((name) => name.includes(made.id))).toEqual([]);
  expect(names).toContain(`${other}.key`);
  expect(settingText(again.store, 'clients.deletions')).toBeUndefined();
});

test('a key that was removed had been overwritten', async () => {
  const { handlers, id, folder } = await withClient();
  const before = readFileSync(keyPath(folder, id), 'utf8');
  const link = join(folder, 'link-to-the-key');
  linkSync(keyPath(folder, id), link);
  await handlers['clients.remove']({ id });
  const after = readFileSync(link, 'latin1');
  expect(after).toHaveLength(before.length);
  expect(after).not.toContain(before.slice(20, 60));
});

test('is refused while the file is in use', async () => {
  const { handlers, id, files } = await withClient();
  const file = files.open(id);
  expect(() => handlers['clients.remove']({ id })).toThrow(/in use/);
  file.close();
});
