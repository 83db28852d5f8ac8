import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import type { Payload, Timeline } from '../../../../src/main/ipc/contract.ts';
import type { SessionTimeline } from '../../../../src/renderer/state/session/timeline.svelte.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

const HOUR_MS = 3_600_000;
const modules = await openSvelteModules();
let Made: new (ref: { client: string; session: number }) => SessionTimeline;
let asked: Payload<'session.timeline'>[] = [];

beforeAll(async () => {
  Made = ((await modules.load('state/session/timeline.svelte.ts')) as { SessionTimeline: typeof Made })
    .SessionTimeline;
});
afterAll(() => modules.close());
beforeEach(() => {
  asked = [];
  vi.stubGlobal('window', {
    demiface: {
      request: (channel: string, payload: Payload<'session.timeline'>) => {
        if (channel === 'session.list') return Promise.resolve({ ok: [{ session: 1, lengthMs: HOUR_MS }] });
        asked.push(payload);
        const bucketMs = (payload.toMs - payload.fromMs) / payload.buckets;
        return Promise.resolve({ ok: timeline(payload, bucketMs) });
      },
    },
  });
  return () => vi.unstubAllGlobals();
});

const timeline = ({ fromMs, toMs }: { fromMs: number; toMs: number }, bucketMs: number) =>
  ({
    ...{
      fromMs,
      toMs,
      bucketMs,
      labels: ['neutral'],
      shownAs: { neutral: 'neutral' },
      events: [],
      notes: [],
      steps: [],
    },
    session: { lengthMs: HOUR_MS },
    buckets: [{ fromMs, readings: 1, usable: 1, talking: 0, means: [1] }],
  }) as unknown as Timeline;

async function opened() {
  const made = new Made({ client: 'a'.repeat(32), session: 1 });
  await made.load();
  return made;
}

test('shows all of it first, and stays within it', async () => {
  const made = await opened();
  expect([made.fromMs, made.toMs]).toEqual([0, HOUR_MS]);
  made.move(1);
  expect([made.fromMs, made.toMs]).toEqual([0, HOUR_MS]);
  made.zoom(0.1, 0);
  expect([made.fromMs, made.toMs]).toEqual([0, HOUR_MS / 10]);
  made.move(-1);
  expect(made.fromMs).toBe(0);
  made.zoom(1e-9);
  expect(made.toMs - made.fromMs).toBe(10_000);
});

test('the place that is pointed at stays where it is while it is zoomed', async () => {
  const made = await opened();
  made.zoom(0.5, HOUR_MS / 4);
  const share = (HOUR_MS / 4 - made.fromMs) / (made.toMs - made.fromMs);
  expect(share).toBeCloseTo(0.25, 9);
});

test('asks for finer columns around what is shown, and not again while it is moved within them', async () => {
  const made = await opened();
  expect(asked).toHaveLength(1);
  made.zoom(0.1, HOUR_MS / 2);
  const isFiner = () => expect(made.columns[0]!.fromMs).toBe(asked[1]!.fromMs);
  await vi.waitFor(isFiner);
  expect(asked).toHaveLength(2);
  expect(asked[1]!.fromMs).toBeLessThan(made.fromMs);
  expect(asked[1]!.toMs).toBeGreaterThan(made.toMs);
  for (let i = 0; i < 5; i++) made.move(0.1);
  expect(asked).toHaveLength(2);
  made.move(2);
  await vi.waitFor(() => expect(asked).toHaveLength(3));
});
