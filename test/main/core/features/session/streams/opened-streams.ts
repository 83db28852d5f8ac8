import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { EXPRESSIONS } from '../../../../../../src/artifact/labels.ts';
import type { StreamSettings } from '../../../../../../src/main/ipc/contract.ts';
import type { ExpressionMessage } from '../../../../../../src/main/core/features/session/streams/stream-message.ts';
import { Streams } from '../../../../../../src/main/core/features/session/streams/streams.ts';
import { openStore } from '../../../../../../src/main/core/platform/store/store.ts';

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Streams of a session with some settings over all that is off; closed with the test. */
export async function openedStreams(
  change: { [K in keyof StreamSettings]?: Partial<StreamSettings[K]> },
  { hasConsent = true, home = mkdtempSync(join(tmpdir(), 'demiface-streams-')) } = {},
) {
  const store = openStore(join(home, 'demiface.sqlite'));
  const events: string[] = [];
  const streams = new Streams({ store, home, emit: (event) => events.push(event) });
  const startedMs = performance.now();
  await streams.applySettings({
    websocket: { ...streams.settings.websocket, ...change.websocket },
    osc: { ...streams.settings.osc, ...change.osc },
    lsl: { ...streams.settings.lsl, ...change.lsl },
  });
  await streams.open({ startedMs, hasConsent });
  onTestFinished(async () => {
    await streams.close();
    await store.close();
    rmSync(home, { recursive: true, force: true });
  });
  return { streams, store, home, startedMs, events };
}

/** A reading of fear. */
export function reading(capturedMs = performance.now()): ExpressionMessage {
  const probs = Object.fromEntries(EXPRESSIONS.map((label) => [label, label === 'fear' ? 0.65 : 0.05]));
  return {
    ...{ type: 'expression', capturedMs, label: 'fear', confidence: 0.65, isUsable: true, isTalking: false },
    probs: probs as ExpressionMessage['probs'],
  };
}

export async function until(what: () => boolean, withinMs = 5000): Promise<void> {
  const startedMs = performance.now();
  while (!what()) {
    if (performance.now() - startedMs > withinMs)
      throw new Error(`not within ${withinMs} ms: ${what.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
