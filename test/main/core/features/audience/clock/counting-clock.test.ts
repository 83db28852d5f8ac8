import { expect, test } from 'vitest';

import {
  type ClockEvent,
  type ClockRecord,
  CountingClock,
} from '../../../../../../src/main/core/features/audience/clock/counting-clock.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../../../src/main/core/platform/time/local-time.ts';
import { MadeMachine } from '../../../platform/time/made-machine.ts';

const START = Date.parse('2026-11-26T08:00:00Z');
const DAY_MS = 24 * HOUR_MS;
const steady = (lastMs: number): ClockRecord => ({ lastMs, readMs: lastMs, owedMs: 0, doubt: null });

function made(record: ClockRecord | null = steady(START - HOUR_MS), wallMs = START) {
  const machine = new MadeMachine(wallMs);
  const clock = new CountingClock(machine, record);
  const events: ClockEvent[] = [];
  clock.onEvent = (event) => events.push(event);
  /** @returns how far the clock went */
  const pass = (ms: number, slewMs = 0) => {
    const before = clock.nowMs();
    for (let passed = 0; passed < ms; passed += MINUTE_MS) {
      machine.pass(MINUTE_MS, (slewMs * MINUTE_MS) / ms);
      clock.nowMs();
    }
    return clock.nowMs() - before;
  };
  return { machine, clock, events, pass };
}

test.each([
  ['an hour back', -HOUR_MS],
  ['two days ahead', 2 * DAY_MS],
  ['ten years ahead', 3653 * DAY_MS],
])(
  'a clock that is set %s is not followed, and neither closes nor deletes, until it is set right',
  (_, by) => {
    const { machine, clock, events, pass } = made();
    expect(pass(HOUR_MS)).toBe(HOUR_MS);
    machine.set(by);
    expect(pass(HOUR_MS)).toBe(HOUR_MS);
    expect(clock.nowMs()).toBe(START + 2 * HOUR_MS);
    expect(clock).toMatchObject({ mayClose: false, mayDelete: false, doubt: { kind: 'jump', byMs: by } });
    machine.set(-by);
    expect(pass(HOUR_MS)).toBe(HOUR_MS);
    expect(events).toEqual(['jump', 'returned']);
    expect(clock).toMatchObject({ mayClose: true, mayDelete: false });
    pass(DAY_MS);
    expect(clock.mayDelete).toBe(true);
  },
);

test('a jump is accepted after a day of uptime without another one', () => {
  const { machine, clock, events, pass } = made();
  machine.set(5 * HOUR_MS);
  pass(23 * HOUR_MS);
  machine.set(HOUR_MS);
  pass(23 * HOUR_MS);
  expect(clock.mayClose).toBe(false);
  pass(HOUR_MS + MINUTE_MS);
  expect(events).toEqual(['jump', 'jump', 'steady']);
  expect(clock.nowMs()).toBe(machine.wallMs());
  expect(clock).toMatchObject({ mayClose: true, mayDelete: true });
});

test('a person confirms a jump', () => {
  const { machine, clock, events } = made();
  machine.set(-HOUR_MS);
  clock.nowMs();
  clock.confirm();
  expect(clock.nowMs()).toBe(START - HOUR_MS);
  expect(clock).toMatchObject({ doubt: null, mayClose: true, mayDelete: true });
  clock.confirm();
  expect(events).toEqual(['jump', 'confirmed']);
});

test('suspension passes as time, with and without a monotonic clock that stands still', () => {
  const { machine, clock, events } = made();
  clock.nowMs();
  machine.suspend(9 * HOUR_MS);
  expect(clock.nowMs()).toBe(START + 9 * HOUR_MS);
  machine.pass(9 * HOUR_MS);
  expect(clock.nowMs()).toBe(START + 18 * HOUR_MS);
  expect(events).toEqual([]);
  machine.suspend(HOUR_MS);
  machine.set(-2 * DAY_MS);
  expect(clock.nowMs()).toBe(START + 19 * HOUR_MS);
  expect(events).toEqual(['jump']);
});

test('the corrections of a time server are followed', () => {
  const { machine, clock, events, pass } = made();
  pass(DAY_MS, 43_000);
  machine.set(-20_000);
  expect(clock.nowMs()).toBe(machine.wallMs());
  expect(events).toEqual([]);
});

test('a change to summer time is no jump: the wall clock is UTC', () => {
  const before = Date.parse('2026-03-29T00:30:00Z');
  const { machine, clock, pass } = made(steady(before - HOUR_MS), before);
  pass(2 * HOUR_MS);
  expect([clock.nowMs(), clock.doubt]).toEqual([machine.wallMs(), null]);
});

test.each([
  ['400 days ahead', 400 * DAY_MS, false],
  ['four days ahead', 4 * DAY_MS, false],
  ['a year behind', -365 * DAY_MS, false],
  ['an hour behind', -HOUR_MS, false],
  ['after a night', 14 * HOUR_MS, true],
  ['after a weekend', 62 * HOUR_MS, true],
  ['a minute behind', -MINUTE_MS, true],
])('a start %s: trusted or not', (_, gapMs, isTrusted) => {
  const { clock } = made(steady(START - gapMs));
  expect(clock.mayClose).toBe(isTrusted);
  expect(clock.mayDelete).toBe(isTrusted && gapMs <= 0);
  expect(clock.nowMs()).toBe(START);
});

test.each([
  ['a night', 14, 35],
  ['a weekend', 62, 155],
  ['Easter', 110, 275],
  ['a week', 168, 7 * 60],
  ['two weeks', 14 * 24, 14 * 60],
  ['400 days', 400 * 24, 24 * 60],
])('after %s nothing is deleted for an hour of uptime a day, 24 at most', (_, gapHours, minutes) => {
  const { clock, pass } = made(steady(START - gapHours * HOUR_MS));
  pass((minutes - 1) * MINUTE_MS);
  expect(clock.mayDelete).toBe(false);
  pass(MINUTE_MS);
  expect(clock).toMatchObject({ mayDelete: true, mayClose: true });
});

/** Days of the first months on which a machine could delete, and in how many of them its clock was in doubt at the end. */
function sessions(offHours: number, onHours: number, count: number, record: ClockRecord | null = null) {
  const machine = new MadeMachine(START);
  const could: boolean[] = [];
  const doubted: boolean[] = [];
  for (let i = 0; i < count; i++) {
    const clock = new CountingClock(machine, record);
    let may = false;
    for (let minute = 0; minute < onHours * 60; minute++) {
      machine.pass(MINUTE_MS);
      clock.nowMs();
      may ||= clock.mayDelete;
    }
    could.push(may);
    doubted.push(clock.doubt !== null);
    record = clock.record();
    machine.pass(offHours * HOUR_MS);
  }
  return { could, doubted };
}

test.each([
  ['8 hours on every day', 16, 8, 1],
  ['8 hours on three days a week', 40, 8, 1],
  ['an hour on every second day', 47, 1, 2],
  ['8 hours once a week', 160, 8, 1],
  ['4 hours once a week', 164, 4, 2],
  ['8 hours once in a fortnight', 328, 8, 2],
])('a machine that runs %s deletes in every session, or in every other one', (_, off, on, every) => {
  const { could, doubted } = sessions(off, on, 60);
  const settled = could.slice(30);
  for (let i = 0; i + every <= settled.length; i++)
    expect([i, settled.slice(i, i + every)]).toEqual([i, expect.arrayContaining([true])]);
  expect(doubted.filter((is) => !is).length).toBeGreaterThanOrEqual(60 / every - 5);
});

test('a clock that starts at the same wrong time again and again is never accepted', () => {
  for (const wrong of [START + 400 * DAY_MS, START - 400 * DAY_MS]) {
    let record = steady(START);
    for (let start = 0; start < 10; start++) {
      const { clock, pass } = made(record, wrong);
      pass(8 * HOUR_MS);
      expect(clock).toMatchObject({ mayClose: false, mayDelete: false });
      record = clock.record();
    }
  }
});

test('a machine whose clock is set right soon after each start deletes in every session', () => {
  let record = steady(START);
  for (let start = 1; start < 10; start++) {
    const { machine, clock, pass } = made(record, Date.parse('1970-01-01T00:00:00Z'));
    pass(MINUTE_MS);
    machine.set(START + start * DAY_MS - machine.wallMs());
    pass(8 * HOUR_MS);
    expect([start, clock.mayDelete]).toEqual([start, true]);
    record = clock.record();
  }
});

test('a jump that was taken back while the app was closed leaves no doubt, and a day to wait', () => {
  const { machine, clock } = made();
  machine.set(2 * DAY_MS);
  clock.nowMs();
  const next = made(clock.record(), START + HOUR_MS);
  expect(next.clock.doubt).toBeNull();
  next.pass(23 * HOUR_MS);
  expect(next.clock.mayDelete).toBe(false);
  next.pass(HOUR_MS);
  expect(next.clock.mayDelete).toBe(true);
});

test('a person confirms a clock that is not in doubt but holds deletion back', () => {
  const { clock, events } = made(null);
  expect(clock.mayDelete).toBe(false);
  clock.confirm();
  expect([clock.mayDelete, events]).toEqual([true, ['confirmed']]);
});

test('a clock that a time server sets right soon after the start is trusted again', () => {
  const { machine, clock, events } = made(steady(START), Date.parse('1970-01-01T00:00:00Z'));
  expect(clock.mayClose).toBe(false);
  machine.set(START + HOUR_MS);
  expect(clock.nowMs()).toBe(machine.wallMs());
  expect([events, clock.mayClose, clock.mayDelete]).toEqual([['returned'], true, false]);
});

test('a first start in 1970 is in doubt, any other one is not', () => {
  expect(made(null, 0).clock.doubt?.kind).toBe('start');
  expect(made(null).clock.doubt).toBeNull();
});

test('a day of uptime may be spread over several starts; a wrong start does not spoil the next one', () => {
  let record = steady(START);
  for (let start = 0; start < 3; start++) {
    const { clock, pass } = made(record, START + 400 * DAY_MS + start * DAY_MS);
    expect(clock.mayClose).toBe(false);
    pass(9 * HOUR_MS);
    record = clock.record();
    expect(clock.mayClose).toBe(start === 2);
  }
  expect(record.lastMs).toBe(START + 402 * DAY_MS + 9 * HOUR_MS);

  const wrong = made(steady(START), START + 400 * DAY_MS);
  wrong.pass(MINUTE_MS);
  const right = made(wrong.clock.record(), START + HOUR_MS);
  expect(right.clock.doubt).toBeNull();
});

test('a jump that was not resolved is in doubt after the next start too', () => {
  const { machine, clock } = made();
  machine.set(2 * DAY_MS);
  clock.nowMs();
  const next = made(clock.record(), machine.wallMs() + HOUR_MS);
  expect(next.clock.mayClose).toBe(false);
  next.pass(DAY_MS + MINUTE_MS);
  expect(next.clock.mayClose).toBe(true);
});
