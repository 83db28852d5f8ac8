import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { expect, onTestFinished, test, vi } from 'vitest';

import type { SessionEvent, SessionReading } from '../../../../../src/main/ipc/contract/session.ts';
import { scratchFolder } from '../../../../support/made-data.ts';
import { addClient } from './made-client.ts';

/** Longer than a busy machine holds a process up. */
const STOPPED_MS = 8000;

test(
  'a core that stood still says for how long, measures nobody until a person confirms, and goes on',
  { timeout: 120_000, skip: process.platform === 'win32' },
  async () => {
    const folder = scratchFolder();
    addClient(folder);
    const child = fork(join(import.meta.dirname, 'session-process.ts'), [folder]);
    onTestFinished(async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    });
    const told: ({ event: SessionEvent } | { reading: SessionReading })[] = [];
    child.on('message', (message: { event?: string; payload?: unknown }) => {
      if (message.event === 'session.event') told.push({ event: message.payload as SessionEvent });
      if (message.event === 'session.reading') told.push({ reading: message.payload as SessionReading });
    });
    const usable = () => told.flatMap((each) => ('reading' in each && each.reading.isUsable ? [each] : []));
    await vi.waitFor(() => expect(usable().length).toBeGreaterThan(5), { timeout: 40_000 });
    child.kill('SIGSTOP');
    await wait(500); // What it sent before arrives.
    const before = told.length;
    await wait(STOPPED_MS);
    expect(told).toHaveLength(before);
    child.kill('SIGCONT');
    const until = usable().length;
    await vi.waitFor(() => expect(usable().length).toBeGreaterThan(until + 3), { timeout: 40_000 });
    const after = told.slice(before);
    const kinds = after.flatMap((each) => ('event' in each ? [each.event.what.kind] : []));
    expect(kinds.filter((kind) => kind !== 'suds').slice(0, 3)).toEqual(['slept', 'face-lost', 'paused']);
    const slept = after.flatMap((each) => ('event' in each ? [each.event.what] : []))[0]!;
    expect((slept as { gapMs: number }).gapMs).toBeGreaterThanOrEqual(STOPPED_MS);
    const confirmed = after.findIndex((each) => 'event' in each && each.event.what.kind === 'face-confirmed');
    const first = after.findIndex((each) => 'reading' in each && each.reading.isUsable);
    expect(confirmed).toBeGreaterThan(0);
    expect(first).toBeGreaterThan(confirmed);
  },
);
