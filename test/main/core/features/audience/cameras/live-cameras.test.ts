import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { expect, onTestFinished, test } from 'vitest';

import { auditLog } from '../../../../../support/audit-log.ts';
import {
  markDeletion,
  markedDeletions,
} from '../../../../../../src/main/core/features/audience/deletion/marked-deletions.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import { audienceToday } from '../../../../../../src/main/core/features/audience/insights/today.ts';
import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { saveAudienceSettings } from '../../../../../../src/main/core/features/audience/settings/stored-settings.ts';
import { FrameMemory } from '../../../../../../src/main/core/platform/live/frame-memory.ts';
import { LiveCameras } from '../../../../../../src/main/core/features/audience/cameras/live-cameras.ts';
import type { CountingNets } from '../../../../../../src/main/core/features/audience/cameras/counting-nets.ts';
import type { AudienceSettings } from '../../../../../../src/main/ipc/contract/audience.ts';
import type { RawFrame } from '../../../../../../src/inference/sources/pixel-formats.ts';
import { randomFor } from '../../../../../../src/common/math/random.ts';
import { openStore } from '../../../../../../src/main/core/platform/store/store.ts';
import { scratchFolder } from '../../../../../support/made-data.ts';
import { MadeMachine } from '../../../platform/time/made-machine.ts';
import { backupsOfStore, BERLIN, camera, madeStore, settings, SHELF } from '../made-audience.ts';
import type { CodedMessage } from '../../../../../../src/messages/message.ts';
import { englishText } from '../../../../../../src/messages/english.ts';
import { message } from '../../../../../../src/messages/message.ts';

const ALWAYS = { ...BERLIN, opening: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]) };
const MORNING = Date.parse('2026-11-26T08:00:00Z');

/** Something that a test lets happen when it wants. */
class Gate {
  #open!: () => void;
  readonly passed = new Promise<void>((resolve) => (this.#open = resolve));
  open(): void {
    this.#open();
  }
}

/** Cameras whose nets see one face always, and are opened when the test lets them. */
function made(leftOut: CodedMessage[] = [], memory = new FrameMemory()) {
  const store = madeStore(join(scratchFolder(), 'demiface.sqlite'));
  saveAudienceSettings(store, settings({ sites: [ALWAYS], cameras: [camera([]), camera([], 'c2')] }));
  const machine = new MadeMachine(MORNING);
  const opened: { gate: Gate; fail?: Error; isDisposed: boolean; usedAfter: number }[] = [];
  let looking: Gate | null = null;
  const events: string[] = [];
  const live = new LiveCameras(
    { store, home: '', emit: (event) => void events.push(event) },
    backupsOfStore(store),
    {
      ...{ machine, memory },
      async openNets(_store, tasks): Promise<CountingNets> {
        const nets: (typeof opened)[number] = { gate: new Gate(), isDisposed: false, usedAfter: 0 };
        opened.push(nets);
        await nets.gate.passed;
        if (nets.fail) throw nets.fail;
        const found = async () => {
          await looking?.passed;
          if (nets.isDisposed) nets.usedAfter++;
          return [{ box: { x: 40, y: 30, width: 30, height: 30 }, score: 0.9, landmarks: [] }] as never[];
        };
        return {
          detector: {
            ...{
              detect: found,
              propose: found,
              refineNear: found,
              confirm: () => Promise.resolve([]) as never,
            },
            refine: async (_picture, proposal) => (await found(), proposal),
            dispose: () => Promise.resolve(),
          },
          occlusionClassifier: undefined as never,
          modelsFor: () => [],
          ...{ tasks, leftOut },
          models: [],
          readers: countingModels([]),
          dispose: () => {
            nets.isDisposed = true;
            return Promise.resolve();
          },
        };
      },
    },
  );
  onTestFinished(async () => {
    for (const { gate } of opened) gate.open();
    looking?.open();
    await live.end();
  });
  let atMs = 0;
  const random = randomFor(1, 'frame');
  const frame: RawFrame = {
    ...{ format: 'RGBA', width: 128, height: 96 },
    data: Uint8Array.from({ length: 128 * 96 * 4 }, () => random.int(256)),
  };
  const read = (session: number, takenMs = (atMs += 500)) => {
    machine.pass(500);
    return live.read(session, frame, takenMs);
  };
  return {
    ...{ store, live, opened, events, read, machine },
    hold: () => (looking = new Gate()),
    visits: () => store.raw.prepare('select coalesce(sum(visits), 0) from audience_quarters').pluck().get(),
    openAt: async (id: string, at = opened.length) => {
      const session = live.open(id);
      await turn();
      opened[at]?.gate.open();
      return session;
    },
  };
}

/** Lets all that can go on do so. */
async function turn(): Promise<void> {
  for (let i = 0; i < 5; i++) await setImmediate();
}

test('a face is counted once, and the nets go with the last camera', async () => {
  const { openAt, read, live, opened, visits } = made();
  const session = await openAt('c1');
  for (let i = 0; i < 6; i++) expect((await read(session)).faces.length).toBeLessThanOrEqual(1);
  await live.close(session);
  expect(visits()).toBe(1);
  expect(opened).toMatchObject([{ isDisposed: true, usedAfter: 0 }]);
  await expect(read(session)).rejects.toMatchObject({ code: 'missing' });
});

test('closed while the nets of a renewal load, a session stays closed', async () => {
  const { openAt, read, live, opened } = made();
  const session = await openAt('c1');
  const renewed = live.renewNets('age');
  await turn();
  expect(opened).toHaveLength(2);
  const closed = live.close(session);
  opened[1]!.gate.open();
  await Promise.all([renewed, closed]);
  await expect(read(session)).rejects.toMatchObject({ code: 'missing' });
  expect(opened.map(({ isDisposed }) => isDisposed)).toEqual([true, true]);
});

test('whatever comes in between, no session reads with nets that were disposed', async () => {
  type Made = ReturnType<typeof made>;
  const acts: Record<string, (made: Made, session: number) => Promise<unknown>> = {
    renew: ({ live }) => live.renewNets('age'),
    close: ({ live }, session) => live.close(session),
    open: ({ live }) => live.open('c2'),
    openAgain: ({ live }) => live.open('c1'),
    read: ({ read }, session) => read(session).catch(() => {}),
  };
  const names = Object.keys(acts);
  for (const first of names)
    for (const second of names)
      for (const third of names) {
        const all = made();
        const session = await all.openAt('c1');
        const looking = all.hold();
        const done = [first, second, third].map((name) => acts[name]!(all, session));
        await turn();
        looking.open();
        for (let i = 0; i < 4; i++) {
          await turn();
          for (const { gate } of all.opened) gate.open();
        }
        await Promise.all(done);
        expect([first, second, third, all.opened.map(({ usedAfter }) => usedAfter)]).toEqual([
          ...[first, second, third],
          all.opened.map(() => 0),
        ]);
        // What is open now can be read; when it is closed, no nets are left.
        const opening = all.live.open('c1');
        await turn();
        for (const { gate } of all.opened) gate.open();
        const last = await opening;
        await all.read(last);
        await all.live.end();
        expect(all.opened.map(({ isDisposed, usedAfter }) => isDisposed && usedAfter === 0)).not.toContain(
          false,
        );
      }
});

test('nets that cannot be opened leave nothing behind, and the next try opens them', async () => {
  const { live, opened, openAt } = made();
  const first = live.open('c1');
  const told = expect(first).rejects.toThrow('no model');
  await turn();
  opened[0]!.fail = new Error('no model');
  opened[0]!.gate.open();
  await told;
  expect(await openAt('c1')).toBeGreaterThan(0);
});

test('a frame that is still read when its camera stops does not count any more', async () => {
  const { openAt, read, hold, live, visits } = made();
  const session = await openAt('c1');
  await read(session);
  await read(session);
  const looking = hold();
  const late = read(session);
  await turn();
  const closed = live.close(session);
  looking.open();
  await Promise.all([late, closed]);
  await live.tick();
  expect(visits()).toBe(0);
});

test('a camera that is opened again while it is read, as after a crash of the page, counts nobody twice', async () => {
  const { openAt, read, hold, live, visits } = made();
  const session = await openAt('c1');
  for (let i = 0; i < 6; i++) await read(session);
  const looking = hold();
  const late = read(session);
  const again = live.open('c1');
  await turn();
  looking.open();
  await late;
  const next = await again;
  await expect(read(session)).rejects.toMatchObject({ code: 'missing' });
  // The camera's own clock starts anew with the page.
  const tracks = new Set<number>();
  for (let i = 0; i < 6; i++) for (const { track } of (await read(next, i * 500)).faces) tracks.add(track);
  expect([...tracks]).toEqual([1]);
  await live.close(next);
  expect(visits()).toBe(1);
});

test('damaged models that are left out are named in the status, and the page gets an event', async () => {
  const leftOut = message('model.leftOut', { name: 'age.lower', error: 'a reason' });
  const { openAt, live, events } = made([leftOut]);
  expect(live.status().problems).toEqual([]);
  await openAt('c1');
  expect(live.status().problems).toEqual([leftOut]);
  expect(events).toContain('audience.changed');
});

test('the page gets an event when a camera that counted ends: its counts are new', async () => {
  const { openAt, read, live, visits, events } = made();
  const session = await openAt('c1');
  for (let i = 0; i < 6; i++) await read(session);
  expect(events).toEqual([]);
  await live.close(session);
  expect(visits()).toBe(1);
  expect(events).toEqual(['audience.changed']);
});

/** @returns events of one tick after that time without a camera */
async function tickAfter({ machine, live, events }: ReturnType<typeof made>, ms: number): Promise<string[]> {
  machine.pass(ms);
  const before = events.length;
  await live.tick();
  return events.slice(before);
}

test('with no camera running the page gets an event when an hour or the local day turns, and no other', async () => {
  const all = made();
  // Else the hours that the clock owes would be counted down in the status.
  all.live.confirmClock();
  await tickAfter(all, 0);
  // From 9:00 in Berlin minute by minute into the next day.
  const at: string[] = [];
  for (let minute = 1; minute <= 16 * 60; minute++)
    if ((await tickAfter(all, 60_000)).length > 0) at.push(new Date(all.machine.wallMs()).toISOString());
  expect(at).toEqual(
    Array.from({ length: 16 }, (_, hour) => new Date(MORNING + (hour + 1) * 3600_000).toISOString()),
  );
});

test('with no camera running the page gets an event when a day is closed, and when old counts are deleted', async () => {
  const all = made();
  const { store, live, machine } = all;
  saveAudienceSettings(store, settings({ sites: [BERLIN], retentionDays: 2, cameras: [camera([])] }));
  writeCounts(store, { camera: 'c1', site: BERLIN, models: countingModels([]) }, [
    { of: 'quarter', atMs: MORNING, figure: 'observedSeconds', by: 900 },
    { of: 'quarter', atMs: MORNING, figure: 'visits', by: 25 },
  ]);
  const today = () => audienceToday(store, settings({ cameras: [camera([])] }), live.nowMs()).visits;
  // 18:01: the hour has turned, the day is not closed yet.
  await tickAfter(all, 9 * 3600_000 + 60_000);
  expect(today()).toBeNull();
  expect(await tickAfter(all, 3 * 60_000)).toEqual(['audience.changed']);
  expect(today()).toBe(25);
  expect(await tickAfter(all, 60_000)).toEqual([]);
  // Something else is deleted within an hour that goes on.
  markDeletion(store, { camera: 'c1', before: '2026-11-27' });
  expect(await tickAfter(all, 60_000)).toEqual(['audience.changed']);
  expect(today()).toBeNull();
  expect(new Date(machine.wallMs()).getUTCHours()).toBe(17);
});

test('counts that cannot be written outlive their session, and the status reports it', async () => {
  const { openAt, read, live, store, visits, machine, events } = made();
  const session = await openAt('c1');
  for (let i = 0; i < 6; i++) await read(session);
  store.raw.exec(
    `create temp trigger fails before insert on audience_quarters begin select raise(abort, 'made to fail'); end`,
  );
  await live.close(session);
  await live.tick();
  expect(live.status().unwritten).toEqual([{ camera: 'c1', message: 'made to fail' }]);
  expect(events).toContain('audience.changed');
  store.raw.exec('drop trigger fails');
  machine.pass(60_000);
  await live.tick();
  expect(live.status().unwritten).toEqual([]);
  expect(visits()).toBe(1);
});

test('the page gets an event at once when counts cannot be written, and when they are again', async () => {
  const { openAt, read, live, store, machine, events } = made();
  const session = await openAt('c1');
  for (let i = 0; i < 6; i++) await read(session);
  store.raw.exec(
    `create temp trigger fails before insert on audience_quarters begin select raise(abort, 'made to fail'); end`,
  );
  expect(events).toEqual([]);
  machine.pass(60_000);
  await read(session);
  expect(live.status().unwritten).toEqual([{ camera: 'c1', message: 'made to fail' }]);
  expect(events).toEqual(['audience.changed']);
  store.raw.exec('drop trigger fails');
  machine.pass(10_000);
  await read(session);
  expect(live.status().unwritten).toEqual([]);
  expect(events).toEqual(['audience.changed', 'audience.changed']);
});

test('of a camera that was removed nothing is written after its counts were deleted', async () => {
  const { openAt, read, live, store } = made();
  const session = await openAt('c1');
  for (let i = 0; i < 6; i++) await read(session);
  saveAudienceSettings(store, settings({ sites: [ALWAYS], cameras: [camera([], 'c2')] }));
  await Promise.all([live.renewPlans(), live.tick()]);
  await live.tick();
  expect(store.raw.prepare('select count(*) from audience_quarters').pluck().get()).toBe(0);
  await expect(read(session)).rejects.toMatchObject({ code: 'missing' });
});

test('a jump of the clock is in the status and in the log until a person confirms it', async () => {
  const { live, machine, store } = made();
  machine.pass(60_000);
  machine.set(2 * 24 * 3600_000);
  await live.tick();
  expect(live.status().clock).toMatchObject({ kind: 'jump', byMs: 2 * 24 * 3600_000 });
  expect(live.nowMs()).toBe(MORNING + 60_000);
  live.confirmClock();
  expect(live.status().clock).toBeNull();
  expect(live.nowMs()).toBe(machine.wallMs());
  const log = auditLog(store, 'clock.%');
  expect(log).toEqual([
    {
      action: 'clock.jump',
      subject: "the machine's clock went 2 days ahead; counting continues by the time before",
    },
    { action: 'clock.confirmed', subject: "a person confirmed the machine's clock, 2 days ahead" },
  ]);
});

test(
  'a locked database keeps no camera from being opened or renewed; the status says so, and no visit is lost',
  { timeout: 30_000 },
  async () => {
    const { openAt, read, live, opened, store, visits, machine } = made();
    // A step that waits for the lock takes longer than the test may.
    store.raw.pragma('busy_timeout = 60000');
    const other = openStore(store.raw.name);
    onTestFinished(() => other.close());
    other.raw.exec('begin exclusive');
    const session = await openAt('c1');
    for (let i = 0; i < 6; i++) await read(session);
    const renewed = live.renewNets('age');
    await turn();
    opened[1]!.gate.open();
    await renewed;
    for (let i = 0; i < 6; i++) await read(session);
    machine.pass(60_000);
    await live.tick();
    expect(
      live
        .status()
        .unwritten.map(({ message: problem }) => englishText(problem))
        .join(),
    ).toMatch('held by another program');
    other.raw.exec('rollback');
    machine.pass(60_000);
    await live.tick();
    await live.close(session);
    expect(live.status().unwritten).toEqual([]);
    expect(visits()).toBe(2);
  },
);

test('a session that cannot be renewed refuses its next frame with the reason, and the camera can be opened again', async () => {
  const { openAt, read, live, opened } = made();
  const session = await openAt('c1');
  const renewed = live.renewNets('age');
  await turn();
  opened[1]!.fail = new Error('no model');
  opened[1]!.gate.open();
  await renewed;
  await expect(read(session)).rejects.toThrow('no model');
  await live.close(session);
  expect((await read(await openAt('c1', 2))).faces).toBeDefined();
});

test('of a frame that is still read when its camera is removed nothing is written', async () => {
  const { openAt, read, live, hold, store, machine } = made();
  const session = await openAt('c1');
  for (let i = 0; i < 6; i++) await read(session);
  const looking = hold();
  machine.pass(60_000);
  const late = read(session);
  await turn();
  saveAudienceSettings(store, settings({ sites: [ALWAYS], cameras: [camera([], 'c2')] }));
  const renewed = live.renewPlans();
  await live.deleteMarked();
  looking.open();
  await Promise.all([late, renewed]);
  expect(store.raw.prepare('select count(*) from audience_quarters').pluck().get()).toBe(0);
});

test('an end while another program holds the database for a moment loses no visit', async () => {
  const { openAt, read, live, store, visits } = made();
  const session = await openAt('c1');
  for (let i = 0; i < 6; i++) await read(session);
  const other = openStore(store.raw.name);
  onTestFinished(() => other.close());
  other.raw.exec('begin exclusive');
  const ended = live.end();
  await turn();
  expect(live.status().unwritten).toHaveLength(1);
  other.raw.exec('rollback');
  await ended;
  expect(live.status().unwritten).toEqual([]);
  expect(visits()).toBe(1);
});

test('an audit beside a camera that is removed meanwhile leaves nothing', async () => {
  const { openAt, read, live, store, machine } = made();
  await read(await openAt('c1'));
  await live.audit('c1', 'begin');
  machine.pass(2 * 60_000);
  const removed = settings({ sites: [ALWAYS], cameras: [camera([], 'c2')] });
  saveAudienceSettings(store, removed);
  await Promise.all([live.renewPlans(), live.deleteMarked()]);
  await expect(live.audit('c1', 'end')).rejects.toMatchObject({ code: 'usage' });
  expect(store.raw.prepare('select count(*) from audience_audits').pluck().get()).toBe(0);
});

test('an audit ends when another model is live: what is long enough is kept for the models before, and the next act tells', async () => {
  const { openAt, read, live, store, machine, opened, events } = made();
  const kept = () => store.raw.prepare('select count(*) from audience_audits').pluck().get();
  const renew = async () => {
    const renewed = live.renewNets('age');
    await turn();
    opened.at(-1)!.gate.open();
    await renewed;
  };
  await read(await openAt('c1'));
  await live.audit('c1', 'begin');
  machine.pass(2 * 60_000);
  events.length = 0;
  await renew();
  expect([kept(), events]).toEqual([1, ['audience.changed']]);
  const told = { code: 'interrupted', coded: { code: 'counting.auditKeptOtherModels' } };
  for (const act of ['tap', 'look', 'end'] as const)
    await expect(live.audit('c1', act)).rejects.toMatchObject(told);
  expect(await live.audit('c1', 'begin')).toMatchObject({ isUnderWay: true, entries: 0 });
  machine.pass(30_000);
  await renew();
  const lost = { code: 'interrupted', coded: { code: 'counting.auditLostOtherModels' } };
  await expect(live.audit('c1', 'tap')).rejects.toMatchObject(lost);
  expect(kept()).toBe(1);
  // Of a camera that is opened again with the same models it goes on.
  await live.audit('c1', 'begin');
  await live.open('c1');
  expect(await live.audit('c1', 'tap')).toMatchObject({ isUnderWay: true, entries: 1 });
});

test('no audit begins beside a camera that is removed while its models are read', async () => {
  const { openAt, live, store } = made();
  await openAt('c1');
  const begun = live.audit('c1', 'begin');
  saveAudienceSettings(store, settings({ sites: [ALWAYS], cameras: [camera([], 'c2')] }));
  const renewed = live.renewPlans();
  await expect(begun).rejects.toMatchObject({ code: 'usage' });
  await renewed;
});

test('what the core before this one was deleting goes at the start, not a minute later', async () => {
  const store = madeStore();
  saveAudienceSettings(store, settings({ cameras: [camera([])] }));
  saveAudienceSettings(store, settings({ cameras: [] }));
  expect(markedDeletions(store)).toHaveLength(1);
  const live = new LiveCameras({ store, home: '', emit: () => {} }, backupsOfStore(store));
  onTestFinished(() => live.end());
  for (let turns = 0; turns < 50 && markedDeletions(store).length > 0; turns++) await setImmediate();
  expect(markedDeletions(store)).toEqual([]);
});

test('frames of all cameras share one memory: what goes beyond it is refused by name, and free again when a camera stops', async () => {
  const bytes = 128 * 96 * (4 + 3);
  const { openAt, read, live, hold } = made([], new FrameMemory(bytes * 1.5));
  const [first, second] = [await openAt('c1'), await openAt('c2')];
  await read(first);
  await read(first);
  await expect(read(second)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(/^camera Camera c2: .* choose a smaller picture/) as string,
  });
  // Of a camera that stops, a frame that is still being read is held until then.
  const looking = hold();
  const late = read(first);
  await turn();
  await live.close(first);
  await expect(read(second)).rejects.toMatchObject({ code: 'usage' });
  looking.open();
  await late;
  await read(second);
});

test('of a camera without a frame for a minute no pixels are kept, and its next frame is read', async () => {
  const { openAt, read, live, machine, visits } = made([], new FrameMemory(128 * 96 * (4 + 3) * 1.5));
  const [first, second] = [await openAt('c1'), await openAt('c2')];
  for (let i = 0; i < 6; i++) await read(first);
  machine.pass(59_000);
  await live.tick();
  await expect(read(second)).rejects.toMatchObject({ code: 'usage' });
  machine.pass(1000);
  await live.tick();
  await read(second);
  await live.close(second);
  for (let i = 0; i < 6; i++) await read(first, 120_000 + i * 500);
  await live.close(first);
  expect(visits()).toBe(2);
});

const SHUT = { ...ALWAYS, opening: Array.from({ length: 7 }, () => []) };
const counted: AudienceSettings = settings({ sites: [ALWAYS], cameras: [camera([]), camera([], 'c2')] });

test.each<[string, number, AudienceSettings]>([
  ['nothing', 1, counted],
  [
    'who is responsible, and what the counts are for',
    1,
    { ...counted, ...{ controller: { ...counted.controller, name: 'Other Ltd' }, purposes: ['staffing'] } },
  ],
  [
    'the opening hours',
    1,
    {
      ...counted,
      sites: [{ ...ALWAYS, opening: Array.from({ length: 7 }, () => [{ from: '00:00', to: '23:00' }]) }],
    },
  ],
  [
    'names, and how the picture is shown',
    1,
    {
      ...counted,
      sites: [{ ...ALWAYS, name: 'Hall' }],
      cameras: [
        { ...camera([]), name: 'Door', device: { ...camera().device, isMirrored: true } },
        camera([], 'c2'),
      ],
    },
  ],
  ['another camera', 1, { ...counted, cameras: [camera([]), camera([SHELF], 'c2'), camera([], 'c3')] }],
  ['its zones', 2, { ...counted, cameras: [camera([SHELF]), camera([], 'c2')] }],
  ['its time zone', 2, { ...counted, sites: [{ ...ALWAYS, timeZone: 'Europe/London' }] }],
  ['what is measured', 2, { ...counted, measures: ['count'] }],
])(
  'settings that change %s leave %i visits of one face that stays in view',
  async (_what, visits, changed) => {
    const { openAt, read, live, store, opened, visits: visitsNow } = made();
    const session = await openAt('c1');
    for (let i = 0; i < 6; i++) await read(session);
    saveAudienceSettings(store, changed);
    const renewed = live.renewPlans();
    await turn();
    opened[1]?.gate.open();
    await renewed;
    for (let i = 0; i < 6; i++) await read(session);
    await live.close(session);
    expect(visitsNow()).toBe(visits);
  },
);

test('a session goes on by the new opening hours', async () => {
  const { openAt, read, live, store, visits } = made();
  const session = await openAt('c1');
  saveAudienceSettings(store, { ...counted, sites: [SHUT] });
  await live.renewPlans();
  for (let i = 0; i < 6; i++) await read(session);
  await live.close(session);
  expect(visits()).toBe(0);
});

test('a model of a task that no camera reads renews none', async () => {
  const { openAt, read, live, opened, visits } = made();
  const session = await openAt('c1');
  for (let i = 0; i < 6; i++) await read(session);
  await live.renewNets('expression');
  for (let i = 0; i < 6; i++) await read(session);
  await live.close(session);
  expect(opened).toHaveLength(1);
  expect(visits()).toBe(1);
});
