import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { clientsHandlers } from '../../../../../../src/main/core/features/session/clients/clients-handlers.ts';
import { openClients } from '../../../../../../src/main/core/features/session/clients/open-clients.ts';
import { openStore } from '../../../../../../src/main/core/platform/store/store.ts';
import type { EventName, NewConsent, ResolvedLock } from '../../../../../../src/main/ipc/contract.ts';
import { scratchFolder } from '../../../../../support/made-data.ts';

/** A secret as the shell makes it; its sealed form is what a keychain would give. */
export function keychainLock(): Extract<ResolvedLock, { kind: 'keychain' }> {
  const secret = randomBytes(32).toString('base64');
  return { kind: 'keychain', secret, sealed: Buffer.from('sealed').toString('base64') };
}

export const PASSPHRASE = { kind: 'passphrase', passphrase: 'correct horse battery' } as const;

/** The feature over a database of its own. */
export function madeClients(home = scratchFolder()) {
  const events: EventName[] = [];
  const store = openStore(join(home, 'demiface.sqlite'));
  const context = { store, home, emit: (event: EventName) => void events.push(event) };
  const clients = openClients(context);
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await clients.close();
    await store.close();
  };
  onTestFinished(close);
  return { ...clients, home, store, events, handlers: clientsHandlers(context, clients), close };
}

export type MadeClients = ReturnType<typeof madeClients>;

/** Set up, open, with one client. */
export async function withClient(home?: string, code = 'K-17') {
  const made = madeClients(home);
  const lock = keychainLock();
  const { recoveryCode } = await made.handlers['vault.setUp']({ lock });
  const { id } = await made.handlers['clients.add']({ code });
  return { ...made, lock, recoveryCode, id };
}

export const signed = (changes: Partial<NewConsent> = {}): NewConsent => ({
  text: 'I agree to the words that are known.',
  scope: { expression: true, heartRate: false, streams: true },
  keepUntil: null,
  signature: {
    width: 300,
    height: 100,
    strokes: [
      [
        { x: 10, y: 10 },
        { x: 200, y: 90 },
      ],
      [{ x: 250, y: 50 }],
    ],
  },
  ...changes,
});
