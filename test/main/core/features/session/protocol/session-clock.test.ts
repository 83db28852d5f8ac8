import { expect, test } from 'vitest';

import {
  gapSince,
  SessionClock,
} from '../../../../../../src/main/core/features/session/protocol/session-clock.ts';
import { MadeMachine } from '../../../platform/time/made-machine.ts';

const START = Date.parse('2026-11-30T08:00:00Z');
const MINUTE = 60_000;

function made(startMs = 0) {
  const machine = new MadeMachine(START);
  return { machine, clock: new SessionClock(machine, startMs) };
}

test('goes by the monotonic clock; a wall clock that is set changes nothing and is reported once', () => {
  const { machine, clock } = made();
  machine.pass(1000);
  expect(clock.tick()).toEqual({ nowMs: 1000, sleptMs: 0, changedByMs: 0 });
  machine.set(-60 * MINUTE);
  machine.pass(100);
  expect(clock.tick()).toEqual({ nowMs: 1100, sleptMs: 0, changedByMs: -60 * MINUTE });
  machine.pass(100);
  expect(clock.tick()).toEqual({ nowMs: 1200, sleptMs: 0, changedByMs: 0 });
});

test('slow corrections of a time server are no change, however large they grow', () => {
  const { machine, clock } = made();
  for (let i = 0; i < 100; i++) {
    machine.pass(1000, 200);
    expect(clock.tick()).toMatchObject({ sleptMs: 0, changedByMs: 0 });
  }
  expect(clock.tick().nowMs).toBe(100_000);
});

test('sleep counts, where the monotonic clock stands still meanwhile and where it goes on', () => {
  const { machine, clock } = made();
  machine.suspend(10 * MINUTE);
  expect(clock.tick()).toEqual({ nowMs: 10 * MINUTE, sleptMs: 10 * MINUTE, changedByMs: 0 });
  machine.pass(5 * MINUTE);
  expect(clock.tick()).toEqual({ nowMs: 15 * MINUTE, sleptMs: 5 * MINUTE, changedByMs: 0 });
  machine.pass(4999);
  expect(clock.tick().sleptMs).toBe(0);
});

test('a session that was cut off goes on later by what the wall clock says; one that was set back says nothing', () => {
  const stopped = { nowMs: 5000, wallMs: START };
  expect(gapSince(stopped, START + MINUTE)).toBe(MINUTE);
  expect(gapSince(stopped, START - MINUTE)).toBeNull();
  const { machine, clock } = made(5000 + MINUTE);
  machine.pass(10);
  expect(clock.tick()).toEqual({ nowMs: 5010 + MINUTE, sleptMs: 0, changedByMs: 0 });
});
