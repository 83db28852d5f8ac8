import type { SessionRef } from '../../../../../../src/main/ipc/contract.ts';
import type { SampleOptions } from '../../../../../../src/main/core/features/session/report/bench/sample-session.ts';
import { addSampleSession } from '../../../../../../src/main/core/features/session/report/bench/sample-session.ts';
import { reportHandlers } from '../../../../../../src/main/core/features/session/report/report-handlers.ts';
import { signed, withClient } from '../clients/made-clients.ts';

/** A client with a consent and a session that never was, and the handlers over it. */
export async function madeRecording(options: SampleOptions = { minutes: 12 }, code = 'K-17') {
  const made = await withClient(undefined, code);
  await made.handlers['clients.sign']({ id: made.id, consent: signed() });
  const { files, store, id: client } = made;
  const session = files.with(client, (file) => addSampleSession(file, options));
  const sessions: { current: { state: { client: string; session: number } } | null } = { current: null };
  const emitted: string[] = [];
  const ask = reportHandlers({ store, emit: (event) => void emitted.push(event) }, made, sessions as never);
  const ref: SessionRef = { client, session };
  return { ...made, ask, ref, sessions, emitted, open: () => files.open(client) };
}
