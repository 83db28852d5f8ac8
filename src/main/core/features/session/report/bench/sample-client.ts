import { join } from 'node:path';

import type { NewConsent } from '../../../../../ipc/contract.ts';
import type { SessionRef } from '../../../../../ipc/contract/session-report.ts';
import { openStore } from '../../../../platform/store/store.ts';
import { addClient } from '../../clients/clients.ts';
import { signConsent } from '../../clients/consents/consents.ts';
import { openClients } from '../../clients/open-clients.ts';
import type { SampleOptions } from './sample-session.ts';
import { addSampleSession } from './sample-session.ts';

/** What opens the client files of a made home. */
export const SAMPLE_PASSPHRASE = 'correct horse battery';

const CONSENT: NewConsent = {
  text: 'Made for figures and tests.',
  scope: { expression: true, heartRate: true, streams: false },
  keepUntil: null,
  signature: {
    width: 10,
    height: 10,
    strokes: [
      [
        { x: 1, y: 1 },
        { x: 9, y: 9 },
      ],
    ],
  },
};

/** Sets up client files in a home that no core uses, with a client and a session that never was. */
export async function addSampleClient(home: string, options?: SampleOptions): Promise<SessionRef> {
  const store = openStore(join(home, 'demiface.sqlite'));
  const clients = openClients({ store, home, emit: () => {} });
  try {
    await clients.vault.setUp({ kind: 'passphrase', passphrase: SAMPLE_PASSPHRASE });
    const { id: client } = addClient(clients, 'B-1');
    return clients.files.with(client, (file) => {
      signConsent(file, CONSENT, new Date());
      return { client, session: addSampleSession(file, options) };
    });
  } finally {
    await clients.close();
    await store.close();
  }
}
