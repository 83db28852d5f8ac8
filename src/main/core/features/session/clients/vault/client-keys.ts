import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { message } from '../../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../../common/error.ts';
import { writePrivateFileAtomic } from '../../../../../../common/files/atomic.ts';
import { jsonOf } from '../../../../../../common/json.ts';
import { seal, sealedForm, unseal } from './sealed.ts';

/** Of the form of a key file. */
const VERSION = 1;
const fileForm = z.object({ version: z.int(), sealed: sealedForm });
const contentForm = z.object({
  key: z.string().regex(/^[0-9a-f]{64}$/),
  code: z.string(),
  addedAt: z.iso.datetime(),
});

/** What is known of a client without opening its file. */
export interface ClientKey {
  /** Of its file, 32 bytes. */
  key: Buffer;
  code: string;
  /** ISO 8601, UTC. */
  addedAt: string;
}

export const CLIENT_ID = /^[0-9a-f]{32}$/;

export const keyPath = (folder: string, id: string): string => join(folder, `${id}.key`);

/** An id that is bound to what it names: a key file under another name does not open. */
const associatedData = (id: string) => `demiface client ${id} version ${VERSION}`;

/** @throws DemifaceError `disk` */
export function writeClientKey(folder: string, id: string, master: Uint8Array, client: ClientKey): void {
  const content = Buffer.from(JSON.stringify({ ...client, key: client.key.toString('hex') }));
  const file = { version: VERSION, sealed: seal(master, content, associatedData(id)) };
  content.fill(0);
  writePrivateFileAtomic(keyPath(folder, id), JSON.stringify(file));
}

/** @throws CodedRefusal `missing`, `corrupt`, `mismatch` if a newer Demiface wrote it */
export function readClientKey(folder: string, id: string, master: Uint8Array): ClientKey {
  const path = keyPath(folder, id);
  if (!existsSync(path)) throw new CodedRefusal('missing', message('clients.unknown'));
  const file = fileForm.safeParse(jsonOf(readFileSync(path, 'utf8')));
  if (!file.success) throw damagedKey();
  const { version, sealed } = file.data;
  if (version > VERSION)
    throw new CodedRefusal('mismatch', message('clients.newer', { version, known: VERSION }));
  const content = unseal(master, sealed, associatedData(id));
  if (content === null) throw damagedKey();
  const parsed = contentForm.safeParse(jsonOf(content.toString('utf8')));
  content.fill(0);
  if (!parsed.success) throw damagedKey();
  return { ...parsed.data, key: Buffer.from(parsed.data.key, 'hex') };
}

const damagedKey = () => new CodedRefusal('corrupt', message('clients.keyDamaged'));
