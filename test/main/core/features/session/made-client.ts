import { join } from 'node:path';

import { openClientDatabase } from '../../../../../src/main/core/features/session/clients/files/client-database.ts';
import type { ClientFile } from '../../../../../src/main/core/features/session/clients/files/client-files.ts';
import {
  ClientFiles,
  clientPath,
} from '../../../../../src/main/core/features/session/clients/files/client-files.ts';
import { writeClientKey } from '../../../../../src/main/core/features/session/clients/vault/client-keys.ts';
import { newKey } from '../../../../../src/main/core/features/session/clients/vault/sealed.ts';
import { execute } from '../../../../../src/main/core/platform/store/sync.ts';

export const CLIENT = '0123456789abcdef0123456789abcdef';
/** The same in every process of a test. */
const MASTER = Buffer.alloc(32, 7);

export const clientFiles = (folder: string): ClientFiles => new ClientFiles(folder, () => MASTER);

/** A client whose file lies in a folder, with a consent. */
export function addClient(folder: string): void {
  const key = newKey();
  writeClientKey(folder, CLIENT, MASTER, { key, code: 'CODE-12', addedAt: '2026-01-01T00:00:00.000Z' });
  openClientDatabase(clientPath(folder, CLIENT), key, { isNew: true }).close();
  clientFiles(folder).with(CLIENT, (file) => {
    const consent = {
      ...{ signed_at: '2026-01-01T00:00:00.000Z', text: 'text', keep_until: null, withdrawn_at: null },
      scope: JSON.stringify({ expression: true, heartRate: true, streams: true }),
      signature: JSON.stringify({ width: 10, height: 10, strokes: [] }),
    };
    execute(file, file.db.insertInto('consents').values(consent));
  });
}

export const clientFilePath = (folder: string): string => join(folder, `${CLIENT}.client`);

export type { ClientFile };
