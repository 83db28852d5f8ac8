import { rmSync } from 'node:fs';
import { join } from 'node:path';

import type { NewConsent } from '../../../src/main/ipc/contract.ts';
import { addClient } from '../../../src/main/core/features/session/clients/clients.ts';
import {
  signConsent,
  withdrawConsents,
} from '../../../src/main/core/features/session/clients/consents/consents.ts';
import { openClients } from '../../../src/main/core/features/session/clients/open-clients.ts';
import { readSession } from '../../../src/main/core/features/session/recording/stored-session.ts';
import { localTimeStamp } from '../../../src/main/core/features/session/recording/time-stamp.ts';
import { CONSENT_TEXTS } from '../../../src/main/core/features/session/clients/consents/consent-texts.ts';
import { SAMPLE_PASSPHRASE } from '../../../src/main/core/features/session/report/bench/sample-client.ts';
import { addSampleSession } from '../../../src/main/core/features/session/report/bench/sample-session.ts';
import { writeNote } from '../../../src/main/core/features/session/report/notes.ts';
import type { ClientFile } from '../../../src/main/core/features/session/clients/files/client-files.ts';
import { openStore } from '../../../src/main/core/platform/store/store.ts';
import { execute } from '../../../src/main/core/platform/store/sync.ts';
import type { Language } from '../../../src/renderer/messages/language.ts';

const DAY_MS = 86_400_000;

/** What some weeks of a practice have left, in a home that no core uses: its client files are made anew. */
export async function fillSessions(home: string, language: Language): Promise<void> {
  rmSync(join(home, 'clients'), { recursive: true, force: true });
  const store = openStore(join(home, 'demiface.sqlite'));
  const clients = openClients({ store, home, emit: () => {} });
  const add = (code: string, fill: (file: ClientFile) => void) =>
    clients.files.with(addClient(clients, code).id, fill);
  try {
    await clients.vault.setUp({ kind: 'passphrase', passphrase: SAMPLE_PASSPHRASE });
    await clients.vault.confirmRecoveryCode();
    add('A-17', (file) => {
      signConsent(file, consent(language, { streams: false }), new Date(Date.now() - 40 * DAY_MS));
      signConsent(file, consent(language, { streams: true }), new Date(Date.now() - 30 * DAY_MS));
      for (const [i, minutes] of [34, 42, 50, 46].entries()) {
        const session = addSampleSession(file, { minutes, seed: i + 1, startedAt: daysAgo(28 - 7 * i) });
        writeNote(file, session, { id: 0, atMs: 290_000, text: NOTES[language][0] });
        writeNote(file, session, { id: 0, atMs: 1_500_000, text: NOTES[language][1] });
      }
    });
    add('B-2', (file) => {
      signConsent(file, consent(language, { streams: false }), new Date(Date.now() - 3 * DAY_MS));
      cutOff(
        file,
        addSampleSession(file, { minutes: 12, seed: 7, startedAt: localTimeStamp(Date.now() - 900_000) }),
      );
    });
    add('C-204', (file) => {
      signConsent(file, consent(language, { streams: false }), new Date(Date.now() - 90 * DAY_MS));
      addSampleSession(file, { minutes: 25, seed: 9, startedAt: daysAgo(80) });
      withdrawConsents(file, new Date());
    });
    add('D-31', () => {});
  } finally {
    await clients.close();
    await store.close();
  }
}

const NOTES = {
  en: [
    'Breathes out slowly, hands stay on the table',
    'Says that the glass helps; wants to go on without it next time, and asks for the smaller spider first',
  ],
  de: [
    'Atmet langsam aus, die Hände bleiben auf dem Tisch',
    'Sagt, dass das Glas hilft; will beim nächsten Mal ohne weitermachen und bittet zuerst um die kleinere Spinne',
  ],
} as const;

const consent = (language: Language, { streams }: { streams: boolean }): NewConsent => ({
  text: CONSENT_TEXTS[language],
  scope: { expression: true, heartRate: streams, streams },
  keepUntil: null,
  signature: { typed: 'A. Example' },
});

const daysAgo = (days: number): string => localTimeStamp(Date.now() - days * DAY_MS);

/** As a core that was killed leaves it. */
export function cutOff(file: ClientFile, session: number): void {
  const { state } = readSession(file, session);
  const cut = { ...state, phase: 'running', step: 1, stepMs: 120_000, wallMs: Date.now() - 180_000 };
  const columns = { ended_at: null, state: JSON.stringify(cut) };
  execute(file, file.db.updateTable('sessions').set(columns).where('id', '=', session));
  execute(file, file.db.deleteFrom('events').where('session', '=', session).where('kind', '=', 'ended'));
}
