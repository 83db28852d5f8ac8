import { expect, test } from 'vitest';

import { StoredClock } from '../../../../../../src/main/core/features/audience/clock/stored-clock.ts';
import { settingText } from '../../../../../../src/main/core/platform/store/setting-rows.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../../../src/main/core/platform/time/local-time.ts';
import { madeStore } from '../made-audience.ts';
import { MadeMachine } from '../../../platform/time/made-machine.ts';

/** Written by the version before owed uptime was stored, at the times stated. */
const STEADY_RECORDS = {
  none: '{"lastMs":1795683600000,"steadyMs":3600000,"doubt":null}',
  jump: '{"lastMs":1795719600000,"steadyMs":35940000,"doubt":{"kind":"jump","byMs":172800000,"at":"2026-11-26T09:01:00.000Z"}}',
  start:
    '{"lastMs":1795683600000,"steadyMs":36000000,"doubt":{"kind":"start","byMs":34560000000,"at":"2027-12-31T09:00:00.000Z"}}',
};

test.each([
  ['without doubt', 'none', '2026-11-26T09:00:00Z', null, 23 * HOUR_MS],
  ['of a clock that jumped', 'jump', '2026-11-28T19:00:00Z', 'start', 14 * HOUR_MS + MINUTE_MS],
  ['of a clock in doubt from the start', 'start', '2027-12-31T19:00:00Z', 'start', 14 * HOUR_MS],
] as const)(
  'a record of steady time, %s, keeps its doubt and its uptime',
  (_, name, wroteAt, kind, owedMs) => {
    const store = madeStore();
    store.raw.prepare("insert into settings (key, value) values ('clock', ?)").run(STEADY_RECORDS[name]);
    const machine = new MadeMachine(Date.parse(wroteAt) + HOUR_MS);
    const clock = new StoredClock(store, machine);
    expect(clock.doubt?.kind ?? null).toBe(kind);
    expect(clock).toMatchObject({ mayClose: kind === null, mayDelete: false, owedMs });
    for (let passed = 0; passed < owedMs; passed += MINUTE_MS) {
      expect(clock.mayDelete).toBe(false);
      machine.pass(MINUTE_MS);
      clock.nowMs();
    }
    expect([clock.doubt, clock.mayClose, clock.mayDelete]).toEqual([null, true, true]);
    clock.save();
    expect(JSON.parse(settingText(store, 'clock')!)).not.toHaveProperty('steadyMs');
  },
);
