import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { StopAttempt } from '../../../../../../src/main/core/features/session/streams/stop-attempt.ts';
import type { StopState } from '../../../../../../src/main/core/features/session/streams/stop-attempt.ts';
import type { Receiver } from '../../../../../../src/main/core/features/session/streams/transport.ts';

const scene = (id: number): Receiver => ({ id, name: `scene ${id}`, role: 'scene' });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function attempt(scenes: Receiver[]) {
  const sent: number[] = [];
  const states: StopState[] = [];
  const stop = new StopAttempt('operator', {
    send: () => sent.push(performance.now()),
    scenes: () => scenes,
  });
  stop.onChange((state) => states.push(state));
  return { stop, sent, states };
}

test('is sent at once and every 50 ms until it is acknowledged, then no more', () => {
  const { stop, sent, states } = attempt([scene(1)]);
  expect(sent).toHaveLength(1);
  vi.advanceTimersByTime(100);
  expect(sent).toHaveLength(3);
  stop.acknowledge(scene(1), stop.message.id);
  expect(states).toEqual(['acknowledged']);
  vi.advanceTimersByTime(1000);
  expect(sent).toHaveLength(3);
  expect(states).toEqual(['acknowledged']);
});

test('is unconfirmed after 250 ms, repeated all the same, and acknowledged late', () => {
  const { stop, sent, states } = attempt([scene(1)]);
  vi.advanceTimersByTime(249);
  expect(states).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(states).toEqual(['unconfirmed']);
  const before = sent.length;
  vi.advanceTimersByTime(60_000);
  expect(sent).toHaveLength(before + 1200);
  stop.acknowledge(scene(1), stop.message.id);
  expect(states).toEqual(['unconfirmed', 'acknowledged']);
});

test('without any scene is never confirmed, and ends by a person', () => {
  const { stop, sent, states } = attempt([]);
  vi.advanceTimersByTime(250);
  expect(states).toEqual(['unconfirmed']);
  stop.end();
  expect(states).toEqual(['unconfirmed', 'ended']);
  const before = sent.length;
  vi.advanceTimersByTime(1000);
  expect(sent).toHaveLength(before);
});

test('waits for every scene, one that lost its connection too, and not for one that said goodbye', () => {
  const scenes = [scene(1), scene(2)];
  const { stop, states } = attempt(scenes);
  stop.acknowledge(scene(1), stop.message.id);
  expect(states).toEqual([]);
  expect(stop.missing()).toEqual([scene(2)]);
  scenes.pop();
  stop.checkScenes();
  expect(states).toEqual(['acknowledged']);
});

test('takes no answer of an observer, nor one to another stop', () => {
  const { stop, states } = attempt([scene(1)]);
  stop.acknowledge({ id: 1, name: 'recorder', role: 'observer' }, stop.message.id);
  stop.acknowledge(scene(1), 'another');
  expect(states).toEqual([]);
});
