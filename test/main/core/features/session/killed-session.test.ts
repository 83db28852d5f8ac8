import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { randomFor } from '../../../../../src/common/math/random.ts';
import {
  readEvents,
  readMoments,
  readSession,
} from '../../../../../src/main/core/features/session/recording/stored-session.ts';
import type { SessionEvent, SessionReading } from '../../../../../src/main/ipc/contract/session.ts';
import { scratchFolder } from '../../../../support/made-data.ts';
import { addClient, CLIENT, clientFiles } from './made-client.ts';

const KILLS = 20;
/** What may be lost, and what the machine may take to tell the test. */
const LOST_MS = 1000;

interface Told {
  session: number | null;
  readings: SessionReading[];
  events: SessionEvent[];
}

/** Runs a session and kills it so long after its first reading. @returns what it had told by then */
async function killed(folder: string, session: number | null, afterMs: number): Promise<Told> {
  const args = session === null ? [folder] : [folder, String(session)];
  const child = fork(join(import.meta.dirname, 'session-process.ts'), args);
  const told: Told = { session, readings: [], events: [] };
  child.on('message', (message: { event?: string; payload?: unknown; session?: number }) => {
    told.session = message.session ?? told.session;
    if (message.event === 'session.event') told.events.push(message.payload as SessionEvent);
    if (message.event !== 'session.reading') return;
    if (told.readings.length === 0) setTimeout(() => child.kill('SIGKILL'), afterMs);
    told.readings.push(message.payload as SessionReading);
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect({ code, signal }).toEqual({ code: null, signal: 'SIGKILL' });
  return told;
}

test(
  'a session that is killed 20 times loses a second at most each time, and says how long it was cut off',
  { timeout: 300_000 },
  async () => {
    const folder = scratchFolder();
    addClient(folder);
    const random = randomFor(1, 'kills');
    let session: number | null = null;
    let cutAt = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const told = await killed(folder, session, random.uniform(50, 1500));
      session = told.session!;
      const goneAt = Date.now();
      clientFiles(folder).with(CLIENT, (file) => {
        expect(file.raw.pragma('integrity_check', { simple: true })).toBe('ok');
        const moments = readMoments(file, session!, 0);
        expect(moments.at(-1)!.atMs).toBeGreaterThanOrEqual(told.readings.at(-1)!.atMs - LOST_MS);
        const kept = new Set(readEvents(file, session!).map(({ id }) => id));
        const until = told.events.at(-1)!.atMs - LOST_MS;
        for (const { id, atMs } of told.events) if (atMs < until) expect(kept).toContain(id);
        const { state } = readSession(file, session!);
        expect(goneAt - state.wallMs).toBeLessThan(LOST_MS + 500);
        const resumed = readEvents(file, session!).filter(({ what }) => what.kind === 'resumed');
        expect(resumed).toHaveLength(kill);
        if (kill === 0) return;
        const gap = resumed.at(-1)!.what as { gapMs: number };
        expect(gap.gapMs).toBeGreaterThan(0);
        expect(gap.gapMs).toBeLessThan(Date.now() - cutAt);
      });
      cutAt = goneAt - LOST_MS - 500;
    }
  },
);
