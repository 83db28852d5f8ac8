import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { queryAll } from '../../../../../../src/main/core/platform/store/sync.ts';
import { auditEntries } from '../../../../../../src/main/core/platform/audit.ts';
import { FrameMemory } from '../../../../../../src/main/core/platform/live/frame-memory.ts';
import {
  readEvents,
  readMoments,
  readSession,
} from '../../../../../../src/main/core/features/session/recording/stored-session.ts';
import { listSessions } from '../../../../../../src/main/core/features/session/report/session-summary.ts';
import type { SessionConsent } from '../../../../../../src/main/core/features/session/running/session-parts.ts';
import { MadeMachine } from '../../../platform/time/made-machine.ts';
import { CLIENT } from '../made-client.ts';
import { cameraFrame } from '../camera-frame.ts';
import { madeClientSessions, madeSessions, MadeStreams } from '../made-session.ts';

type Made = ReturnType<typeof madeClientSessions>;

/** A made machine goes by the camera's clock. */
async function show({ ask, machine }: Made, session: number, atMs: number) {
  if (machine instanceof MadeMachine) machine.pass(100);
  return ask['session.frame']({ session, atMs, pixels: await cameraFrame(10) });
}

/** Shows a picture until a face is found. @returns its number, and when the next frame is due */
async function found(made: Made, session: number): Promise<{ track: number; atMs: number }> {
  for (let atMs = 0; atMs < 3000; atMs += 100) {
    const { faces } = await show(made, session, atMs);
    if (faces[0]) return { track: faces[0].track, atMs: atMs + 100 };
  }
  throw new Error('no face was found');
}

/** Confirms the face and reads some more frames. */
async function measured(made: Made, session: number, frames = 10) {
  const { track, atMs } = await found(made, session);
  await made.ask['session.confirmFace']({ session, track });
  for (let i = 0; i < frames; i++) await show(made, session, atMs + 100 * i);
}

it('goes from the face through ratings, steps and the stop to the end, and keeps all of it', async () => {
  const made = madeClientSessions({ machine: new MadeMachine(Date.now()) });
  const { ask, streams } = made;
  const { session, phase, face, model, startedAt } = await made.open();
  expect({ phase, face, model }).toMatchObject({
    phase: 'calibrating',
    face: 'none',
    model: { visible: 'full' },
  });
  expect(startedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
  await expect(async () => ask['session.start']({ session })).rejects.toThrow('confirm the face first');
  await measured(made, session);
  expect((await ask['session.state']({}))!).toMatchObject({ phase: 'ready', face: 'confirmed' });
  expect(await ask['session.start']({ session })).toMatchObject({ phase: 'running', step: 0 });
  expect((await ask['session.state']({}))!.sudsDueSinceMs).not.toBeNull();
  await ask['session.suds']({ session, value: 70 });
  expect((await ask['session.state']({}))!.sudsDueSinceMs).toBeNull();
  await ask['session.step']({ session, step: 2 });
  await ask['session.marker']({ session, label: 'looks away' });
  expect(await ask['session.stop']({ session, by: 'button' })).toMatchObject({
    phase: 'stopped',
    stop: { by: 'button', answer: 'waiting' },
  });
  streams.answer('acknowledged');
  expect(await ask['session.continue']({ session })).toMatchObject({ phase: 'running', step: 2 });
  expect(streams.kinds()).toEqual(['session', 'step', 'step', 'marker', 'stop', 'step']);
  expect(streams.sent.some((sent) => sent.type === 'expression' && sent.probs !== null)).toBe(true);
  await ask['session.end']({ session });
  expect(await ask['session.state']({})).toBeNull();
  expect(streams.isOpen).toBe(false);

  made.files.with(CLIENT, (file) => {
    const rows = queryAll(file, file.db.selectFrom('events').select(['id', 'kind']).orderBy('id'));
    const kinds = ['face-confirmed', 'started', 'step', 'suds', 'step', 'marker', 'stop', 'stop-confirmed'];
    expect(rows.map(({ kind }) => kind)).toEqual([...kinds, 'continued', 'ended']);
    expect(rows.map(({ id }) => id)).toEqual(made.events('session.event').map(({ id }) => id));
    const [row] = queryAll(file, file.db.selectFrom('sessions').selectAll());
    expect(row).toMatchObject({ consent: 1, ended_at: expect.any(String) as string });
    expect(JSON.parse(row!.models)).toEqual([
      expect.objectContaining({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string }),
    ]);
    const moments = readMoments(file, session, 0);
    const usable = moments.filter(({ isUsable }) => isUsable);
    const first = usable[0]!.atMs;
    expect(usable.map(({ atMs }) => atMs - first)).toEqual(Array.from({ length: 10 }, (_, i) => 100 * i));
    for (const { raw, centered } of usable) {
      expect(raw!.reduce((sum, prob) => sum + prob)).toBeCloseTo(1, 5);
      expect(centered).toEqual(raw);
    }
  });
  const audit = JSON.stringify(await auditEntries(made.store, 10));
  expect(audit).toContain('session.begin');
  expect(audit).not.toContain(CLIENT);
});

describe('a session is refused', () => {
  it('without consent', async () => {
    const { open } = madeClientSessions({ consentOf: () => null });
    await expect(open()).rejects.toMatchObject({ code: 'usage', coded: { code: 'session.noConsent' } });
  });

  it('while the client files are locked', async () => {
    const locked = () => {
      throw Object.assign(new Error('locked'), { code: 'usage' });
    };
    await expect(madeClientSessions({ openFile: locked }).open()).rejects.toThrow('locked');
  });

  it('while another one is open, which goes on', async () => {
    const { open, ask } = madeClientSessions();
    const { session } = await open();
    await expect(open()).rejects.toMatchObject({ code: 'busy', coded: { code: 'session.otherOpen' } });
    expect((await ask['session.state']({}))!.session).toBe(session);
  });

  it('where no model can be read, and leaves no row', async () => {
    const { open, files } = madeClientSessions({ openNets: () => Promise.reject(new Error('no model')) });
    await expect(open()).rejects.toThrow('no model');
    expect(files.isInUse).toBe(false);
    files.with(CLIENT, (file) => {
      expect(queryAll(file, file.db.selectFrom('sessions').select('id'))).toEqual([]);
    });
  });
});

describe('when the consent ends', () => {
  it('nothing is measured any more; the exposure can be stopped and ended', { timeout: 20_000 }, async () => {
    let consent: SessionConsent | null = { id: 1, heartRate: true, streams: true };
    const made = madeClientSessions({ consentOf: () => consent });
    const { ask } = made;
    const { session } = await made.open();
    await measured(made, session, 2);
    await ask['session.start']({ session });
    consent = null;
    await vi.waitFor(
      () => expect(made.events('session.changed').at(-1)).toMatchObject({ hasConsent: false }),
      { timeout: 5000 },
    );
    const readings = made.events('session.reading').length;
    const pixels = await cameraFrame(10);
    await expect(async () => ask['session.frame']({ session, atMs: 9000, pixels })).rejects.toThrow(
      'consent',
    );
    await expect(async () => ask['session.suds']({ session, value: 1 })).rejects.toThrow('consent');
    expect(made.events('session.reading')).toHaveLength(readings);
    expect(await ask['session.stop']({ session, by: 'button' })).toMatchObject({ phase: 'stopped' });
    await ask['session.confirmStop']({ session });
    await ask['session.end']({ session });
  });

  it('what may be sent ends where the scope has no streams', async () => {
    const made = madeClientSessions({ consentOf: () => ({ id: 1, heartRate: false, streams: false }) });
    const { session } = await made.open();
    await measured(made, session, 3);
    made.streams.hear({ type: 'heart-rate', bpm: 80 });
    expect(made.events('session.reading').length).toBeGreaterThan(0);
    expect(made.streams.sent.filter(({ type }) => type === 'expression')).toEqual([]);
    expect(made.events('session.event').map(({ what }) => what.kind)).not.toContain('heart-rate');
  });
});

it('a consent that ends ends the measuring, however much a scene says', { timeout: 20_000 }, async () => {
  let consent: SessionConsent | null = { id: 1, heartRate: true, streams: true };
  const made = madeClientSessions({ consentOf: () => consent });
  const { session } = await made.open();
  await measured(made, session, 2);
  consent = null;
  for (let i = 0; i < 12; i++) {
    made.streams.hear({ type: 'marker', name: 'tick' });
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  expect((await made.ask['session.state']({}))!.hasConsent).toBe(false);
  expect(made.events('session.event').filter(({ what }) => what.kind === 'consent-ended')).toHaveLength(1);
});

it('nothing is kept of a reading after the consent ended', async () => {
  let consent: SessionConsent | null = { id: 1, heartRate: true, streams: true };
  const made = madeClientSessions({ consentOf: () => consent, machine: new MadeMachine(Date.now()) });
  const { session } = await made.open();
  const { track, atMs } = await found(made, session);
  await made.ask['session.confirmFace']({ session, track });
  consent = null;
  await show(made, session, atMs);
  expect(made.events('session.reading')).toEqual([]);
  expect(made.streams.sent.filter(({ type }) => type === 'expression')).toEqual([]);
  expect((await made.ask['session.state']({}))!.hasConsent).toBe(false);
});

it('a consent without streams keeps the VR program out, and the stop goes out', async () => {
  const made = madeClientSessions({ consentOf: () => ({ id: 1, heartRate: true, streams: false }) });
  const { ask, streams } = made;
  const { session } = await made.open();
  await measured(made, session, 1);
  await ask['session.start']({ session });
  await ask['session.marker']({ session, label: 'private' });
  streams.hear({ type: 'suds', value: 77 });
  streams.hear({ type: 'step-reached', index: 3 });
  streams.hear({ type: 'marker', name: 'door' });
  expect((await ask['session.state']({}))!).toMatchObject({ step: 0, lastSuds: null });
  await ask['session.stop']({ session, by: 'button' });
  expect(streams.kinds()).toEqual(['session', 'stop']);
});

describe('the emergency stop', () => {
  it('goes out as soon as a stream is on', async () => {
    const streams = new MadeStreams(false);
    const made = madeClientSessions({ streams });
    const { session } = await made.open();
    expect((await made.ask['session.stop']({ session, by: 'button' })).stop!.answer).toBe('none');
    streams.isOn = true;
    await vi.waitFor(() => expect(streams.kinds()).toContain('stop'));
    expect((await made.ask['session.state']({}))!.stop!.answer).toBe('waiting');
    streams.answer('acknowledged');
    streams.join();
    expect(streams.kinds()).toEqual(['session', 'stop']);
  });

  it('says that nobody can be reached where no stream is on, and a person confirms', async () => {
    const made = madeClientSessions({ streams: new MadeStreams(false) });
    const { ask } = made;
    const { session } = await made.open();
    expect(await ask['session.stop']({ session, by: 'shortcut' })).toMatchObject({
      phase: 'stopped',
      stop: { answer: 'none', confirmedAtMs: null },
    });
    await expect(async () => ask['session.continue']({ session })).rejects.toThrow('is not confirmed');
    expect(await ask['session.confirmStop']({ session })).toMatchObject({ stop: { answer: 'confirmed' } });
    expect(await ask['session.continue']({ session })).toMatchObject({ phase: 'calibrating' });
  });

  it('is not confirmed without an answer, and is by a late one', async () => {
    const made = madeClientSessions();
    const { session } = await made.open();
    await made.ask['session.stop']({ session, by: 'button' });
    await made.ask['session.stop']({ session, by: 'shortcut' });
    expect(made.streams.kinds()).toEqual(['session', 'stop']);
    made.streams.answer('unconfirmed');
    expect((await made.ask['session.state']({}))!.stop).toMatchObject({ answer: 'unconfirmed' });
    made.streams.answer('acknowledged');
    expect((await made.ask['session.state']({}))!.stop).toMatchObject({ answer: 'confirmed' });
    const kinds = made.events('session.event').map(({ what }) => what.kind);
    expect(kinds).toEqual(['stop', 'stop-unconfirmed', 'stop-confirmed']);
  });
});

it('what the VR program and a sensor say stands on the timeline', async () => {
  const made = madeClientSessions();
  const { ask, streams } = made;
  const { session } = await made.open();
  streams.hear({ type: 'step-reached', index: 1 }); // Nothing runs yet: a marker.
  await measured(made, session, 1);
  await ask['session.start']({ session });
  streams.hear({ type: 'step-reached', index: 3 });
  streams.hear({ type: 'step-reached', index: 99 });
  streams.hear({ type: 'suds', value: 55 });
  streams.hear({ type: 'marker', name: 'door opens' });
  streams.hear({ type: 'heart-rate', bpm: 91 });
  streams.hear({ type: 'heart-rate', bpm: 92 }); // Within the same second.
  const heard = made.events('session.event').map(({ what }) => what);
  expect(heard.filter((what) => 'by' in what && what.by === 'vr')).toEqual([
    { kind: 'marker', label: 'Drawing of a spider on the wall, far away', by: 'vr' },
    expect.objectContaining({ kind: 'step', step: 3 }),
    { kind: 'marker', label: '100', by: 'vr' },
    { kind: 'suds', value: 55, by: 'vr' },
    { kind: 'marker', label: 'door opens', by: 'vr' },
  ]);
  expect(heard.filter(({ kind }) => kind === 'heart-rate')).toEqual([{ kind: 'heart-rate', bpm: 91 }]);
});

it('predictions stop and say so when the camera sends nothing', { timeout: 15_000 }, async () => {
  const made = madeClientSessions();
  const { session } = await made.open();
  await measured(made, session, 3);
  await vi.waitFor(
    () =>
      expect(made.events('session.reading').at(-1)).toMatchObject({ quality: ['no-picture'], ribbon: [] }),
    { timeout: 5000 },
  );
  expect((await made.ask['session.state']({}))!.usableShare).toBeLessThan(1);
});

it('a face that a person rejects is not measured until one is confirmed again', async () => {
  const made = madeClientSessions();
  const { ask } = made;
  const { session } = await made.open();
  await measured(made, session, 3);
  expect(await ask['session.rejectFace']({ session })).toMatchObject({ face: 'lost', phase: 'ready' });
  const pixels = await cameraFrame(10);
  const frame = await ask['session.frame']({ session, atMs: 5000, pixels });
  expect(frame.reading).toBeNull();
  expect(frame.faces).toMatchObject([{ isClient: false }]);
  await ask['session.confirmFace']({ session, track: frame.faces[0]!.track });
  expect((await ask['session.frame']({ session, atMs: 5100, pixels })).faces).toMatchObject([
    { isClient: true },
  ]);
});

it('the machine that slept pauses the exposure, and a clock that was set does not', async () => {
  const machine = new MadeMachine(Date.parse('2026-11-30T08:00:00Z'));
  const made = madeClientSessions({ machine });
  const { session } = await made.open();
  await measured(made, session, 1);
  const before = (await made.ask['session.start']({ session })).nowMs;
  machine.pass(1000);
  machine.set(3_600_000);
  expect((await made.ask['session.state']({}))!).toMatchObject({ phase: 'running', exposureMs: 1000 });
  machine.suspend(600_000);
  expect((await made.ask['session.state']({}))!).toMatchObject({
    phase: 'paused',
    exposureMs: 1000,
    nowMs: before + 601_000,
  });
  const happened = made.events('session.event').map(({ what }) => what);
  expect(happened.slice(-4)).toEqual([
    { kind: 'clock-changed', byMs: 3_600_000 },
    { kind: 'slept', gapMs: 600_000 },
    { kind: 'face-lost', reason: 'gap' },
    { kind: 'paused' },
  ]);
});

it('a page that is loaded anew finds what was measured', async () => {
  const made = madeClientSessions({ machine: new MadeMachine(Date.now()) });
  const { session } = await made.open();
  await measured(made, session, 8);
  const emitted = made.events('session.reading').filter(({ isUsable }) => isUsable);
  const read = (await made.ask['session.readings']({ session, fromMs: 0 })).filter(
    ({ isUsable }) => isUsable,
  );
  expect(read).toHaveLength(8);
  expect(emitted).toHaveLength(8);
  read.forEach((reading, i) => {
    expect(reading.answer).toBe(emitted[i]!.answer);
    reading.ribbon.forEach(({ name, value }, k) => {
      expect(name).toBe(emitted[i]!.ribbon[k]!.name);
      expect(value).toBeCloseTo(emitted[i]!.ribbon[k]!.value, 4);
    });
  });
});

it('a session that the core closed can be resumed, paused and with its face to be confirmed', async () => {
  const made = madeClientSessions();
  const { session } = await made.open();
  await measured(made, session, 3);
  await made.ask['session.start']({ session });
  await made.ask['session.suds']({ session, value: 60 });
  await made.ask['session.stop']({ session, by: 'button' });
  await made.sessions.close();
  expect(made.files.isInUse).toBe(false);

  const again = madeSessions({}, made.folder);
  const state = await again.ask['session.resume']({ client: CLIENT, session });
  expect(state).toMatchObject({ phase: 'stopped', face: 'lost', step: 0, stop: { answer: 'waiting' } });
  expect(state.lastSuds).toMatchObject({ value: 60 });
  expect(again.streams.kinds()).toEqual(['stop', 'session']); // Nobody had confirmed it.
  expect(again.events('session.event').map(({ what }) => what)).toMatchObject([
    { kind: 'resumed', gapMs: expect.any(Number) as number },
    { kind: 'face-lost', reason: 'cut-off' },
  ]);
  await expect(async () => again.ask['session.end']({ session })).rejects.toThrow('is not confirmed');
  await again.ask['session.confirmStop']({ session });
  await again.ask['session.end']({ session });
  await expect(again.ask['session.resume']({ client: CLIENT, session })).rejects.toThrow('was ended');
});

it('a session that was cut off is ended where it was cut off, and not while it is open', async () => {
  const machine = new MadeMachine(Date.now());
  const made = madeClientSessions({ machine });
  const { session } = await made.open();
  const ref = { client: CLIENT, session };
  await measured(made, session, 3);
  await made.ask['session.start']({ session });
  await expect(made.ask['session.endCutOff'](ref)).rejects.toMatchObject({
    coded: { code: 'session.stillOpen' },
  });
  await made.sessions.close();

  const again = madeSessions({ machine }, made.folder);
  const cutMs = again.files.with(CLIENT, (file) => readSession(file, session).state.nowMs);
  machine.pass(60_000);
  const [before] = again.files.with(CLIENT, listSessions);
  expect(before).toMatchObject({ endedAt: null, isResumable: true });
  await again.ask['session.endCutOff'](ref);
  const [after] = again.files.with(CLIENT, listSessions);
  expect(after).toMatchObject({ isResumable: false, lengthMs: cutMs });
  const lengthMs = new Date(after!.endedAt!).getTime() - new Date(after!.startedAt).getTime();
  expect(lengthMs - cutMs).toBeLessThanOrEqual(1000);
  const last = again.files.with(CLIENT, (file) => readEvents(file, session)).at(-1);
  expect(last).toMatchObject({ atMs: Math.round(cutMs), what: { kind: 'ended' } });
  expect(again.events('clients.changed')).toHaveLength(1);
  await expect(again.ask['session.endCutOff'](ref)).rejects.toThrow('was ended');
  await expect(again.ask['session.resume'](ref)).rejects.toThrow('was ended');
});

it('frames take no more memory than all cameras may', async () => {
  const made = madeClientSessions({ memory: new FrameMemory(1000) });
  const { session } = await made.open();
  const pixels = await cameraFrame(10);
  await expect(made.ask['session.frame']({ session, atMs: 0, pixels })).rejects.toMatchObject({
    code: 'usage',
  });
});

it('goes on while the disk is full, says so, and does not end before all is written', async () => {
  const made = madeClientSessions({ machine: new MadeMachine(Date.now()) });
  const { ask, files } = made;
  const { session } = await made.open();
  await measured(made, session, 2);
  const file = files.open(CLIENT);
  onTestFinished(() => file.close());
  file.raw.pragma(`max_page_count = ${file.raw.pragma('page_count', { simple: true }) as number}`);
  const label = 'x'.repeat(100);
  for (let i = 0; i < 100; i++) await ask['session.marker']({ session, label });
  await expect(async () => ask['session.end']({ session })).rejects.toMatchObject({
    coded: { code: 'session.notWritten' },
  });
  const { recording } = await ask['session.suds']({ session, value: 30 });
  expect(recording).toMatchObject({ problem: 'disk', dropped: 0 });
  expect(recording.unwritten).toBeGreaterThan(100);
  expect(made.events('session.changed').at(-1)).toMatchObject({ recording: { problem: 'disk' } });
  file.raw.pragma('max_page_count = 1000000');
  await ask['session.end']({ session });
  const kinds = readEvents(file, session).map(({ what }) => what.kind);
  expect(kinds.filter((kind) => kind === 'marker')).toHaveLength(100);
  expect(kinds.slice(-2)).toEqual(['suds', 'ended']);
});

it('suggestions come only where they are wanted, and a person decides', async () => {
  const machine = new MadeMachine(Date.now());
  const made = madeClientSessions({ machine });
  const { ask } = made;
  const { session } = await made.open();
  await measured(made, session, 1);
  await ask['session.start']({ session });
  const later = async (value: number) => {
    for (let s = 0; s < 100; s++) {
      machine.pass(1000);
      await ask['session.state']({});
    }
    return ask['session.suds']({ session, value });
  };
  await later(80);
  expect((await later(40)).suggestion).toBeNull();
  await ask['session.set']({ settings: { ...(await ask['session.settings']({})), suggests: true } });
  const { suggestion, step } = (await ask['session.state']({}))!;
  expect([suggestion, step]).toEqual([
    { kind: 'up', reason: { code: 'fallen', from: 80, to: 40, minutes: 3 } },
    0,
  ]);
  expect(await ask['session.answerSuggestion']({ session, isAccepted: false })).toMatchObject({
    step: 0,
    suggestion: null,
  });
  await expect(async () => ask['session.answerSuggestion']({ session, isAccepted: true })).rejects.toThrow();
  await later(30);
  expect(await ask['session.answerSuggestion']({ session, isAccepted: true })).toMatchObject({ step: 1 });
  expect(made.streams.sent.at(-1)).toMatchObject({ type: 'step', index: 1 });
});

describe('a scene is sent the step again', () => {
  it('when it joins while the exposure runs, and when the exposure goes on', async () => {
    const made = madeClientSessions();
    const { ask, streams } = made;
    const { session } = await made.open();
    await measured(made, session, 1);
    streams.join();
    await ask['session.start']({ session });
    streams.join();
    await ask['session.pause']({ session });
    streams.join();
    await ask['session.continue']({ session });
    expect(streams.kinds()).toEqual(['session', 'step', 'step', 'step']);
    streams.isSceneSafe = true;
    expect((await ask['session.state']({}))!.isSceneSafe).toBe(true);
  });

  it.each(['a scene', 'a person'])('and where %s says the one it is at, the stay goes on', async (who) => {
    const machine = new MadeMachine(Date.now());
    const made = madeClientSessions({ machine });
    const { ask, streams } = made;
    const { session } = await made.open();
    await measured(made, session, 1);
    await ask['session.start']({ session });
    await ask['session.suds']({ session, value: 90 });
    machine.pass(1500);
    if (who === 'a scene') streams.hear({ type: 'step-reached', index: 0 });
    else await ask['session.step']({ session, step: 0 });
    const state = await ask['session.state']({});
    expect(state).toMatchObject({ step: 0, stepMs: 1500, sudsDueSinceMs: null });
    expect(made.events('session.event').at(-1)!.what).toMatchObject({
      kind: 'marker',
      label: state!.ladder.steps[0]!.title,
    });
    expect(streams.kinds().length).toBe(who === 'a scene' ? 2 : 3);
  });
});

it('of ratings that a VR program sends, the latest of each second counts, at the step of then', async () => {
  const machine = new MadeMachine(Date.now());
  const made = madeClientSessions({ machine });
  const { ask, streams } = made;
  const { session } = await made.open();
  await measured(made, session, 1);
  await ask['session.start']({ session });
  for (const value of [10, 20, 30]) streams.hear({ type: 'suds', value });
  expect((await ask['session.state']({}))!.lastSuds!.value).toBe(10);
  machine.pass(1000);
  await vi.waitFor(async () => expect((await ask['session.state']({}))!.lastSuds!.value).toBe(30));
  streams.hear({ type: 'suds', value: 40 });
  await ask['session.step']({ session, step: 1 });
  const told = made.events('session.event').map(({ what }) => what);
  expect(told.filter(({ kind }) => kind === 'suds' || kind === 'step').slice(1)).toMatchObject([
    { kind: 'suds', value: 10 },
    { kind: 'suds', value: 30, leftOut: 1 },
    { kind: 'suds', value: 40 },
    { kind: 'step', step: 1 },
  ]);
});

it('a face that no camera saw for two seconds has to be confirmed again', async () => {
  const machine = new MadeMachine(Date.now());
  const made = madeClientSessions({ machine });
  const { session } = await made.open();
  await measured(made, session, 3);
  machine.pass(1900);
  expect((await made.ask['session.state']({}))!.face).toBe('confirmed');
  machine.pass(200);
  await vi.waitFor(async () => expect((await made.ask['session.state']({}))!.face).toBe('lost'));
});

it('rows are never closer than a tenth of a second, also when the camera is back', async () => {
  const machine = new MadeMachine(Date.now());
  const made = madeClientSessions({ machine });
  const { session } = await made.open();
  await measured(made, session, 3);
  machine.pass(1500);
  await made.ask['session.state']({}); // A row says that the camera sends nothing.
  const pixels = await cameraFrame(10);
  for (let i = 0; i < 5; i++) {
    machine.pass(30);
    await made.ask['session.frame']({ session, atMs: 50_000 + 30 * i, pixels });
  }
  const times = made.events('session.reading').map(({ atMs }) => atMs);
  expect(times.length).toBeGreaterThan(4);
  expect(Math.min(...times.slice(1).map((atMs, i) => atMs - times[i]!))).toBeGreaterThanOrEqual(90);
});

it('a frame that came before a confirmation says nothing of the face', async () => {
  const made = madeClientSessions({ machine: new MadeMachine(Date.now()) });
  const { session } = await made.open();
  await measured(made, session, 3);
  const readings = made.events('session.reading').length;
  const pixels = await cameraFrame(10);
  const reading = made.ask['session.frame']({ session, atMs: 60_000, pixels });
  await made.ask['session.confirmFace']({ session, track: 1 });
  expect((await reading).reading).toBeNull();
  expect(made.events('session.reading')).toHaveLength(readings);
});

describe('an unfinished neutral phase is dropped', () => {
  const begun = async () => {
    const machine = new MadeMachine(Date.now());
    const made = madeClientSessions({ machine });
    const { session } = await made.open();
    await measured(made, session, 1);
    expect((await made.ask['session.neutral']({ session, act: 'begin' })).neutral.state).toBe('measuring');
    return { made, session, machine, ask: made.ask };
  };
  it.each(['start', 'rejectFace'] as const)('by session.%s', async (act) => {
    const { ask, session } = await begun();
    expect((await ask[`session.${act}`]({ session })).neutral.state).toBe('none');
  });
  it('by the emergency stop', async () => {
    const { ask, session } = await begun();
    expect((await ask['session.stop']({ session, by: 'button' })).neutral.state).toBe('none');
  });
  it('by sleep', async () => {
    const { ask, machine } = await begun();
    machine.suspend(60_000);
    expect((await ask['session.state']({}))!.neutral.state).toBe('none');
  });
});

it('a session whose clock was set back says that the cut is of unknown length', async () => {
  const first = madeClientSessions({ machine: new MadeMachine(Date.parse('2026-11-30T08:00:00Z')) });
  const { session } = await first.open();
  await first.sessions.close();
  const again = madeSessions({ machine: new MadeMachine(Date.parse('2026-11-30T07:00:00Z')) }, first.folder);
  await again.ask['session.resume']({ client: CLIENT, session });
  expect(again.events('session.event')[0]!.what).toEqual({ kind: 'resumed', gapMs: null });
});

it('a face that is not seen any more is lost, and the timeline says so until it is confirmed again', async () => {
  const machine = new MadeMachine(Date.now());
  const made = madeClientSessions({ machine });
  const { ask } = made;
  const { session } = await made.open();
  await measured(made, session, 5);
  const pixels = await cameraFrame(10);
  const empty = { ...pixels, data: new Uint8Array(pixels.data.length).fill(128) };
  for (let i = 0; i < 30; i++) {
    machine.pass(100);
    await ask['session.frame']({ session, atMs: 60_000 + 100 * i, pixels: empty });
  }
  const state = (await ask['session.state']({}))!;
  expect(state.face).toBe('lost');
  expect(state.usableShare).toBeLessThan(0.5);
  expect(made.events('session.event').map(({ what }) => what)).toContainEqual({
    kind: 'face-lost',
    reason: 'gap',
  });
  expect(made.events('session.reading').at(-1)).toMatchObject({
    ...{ isSeen: false, isUsable: false, quality: ['lost'], ribbon: [], answer: null },
  });
  const { track } = await found(made, session);
  expect(await ask['session.confirmFace']({ session, track })).toMatchObject({ face: 'confirmed' });
});

it('a camera that is unplugged and plugged in again, with times from 0, is read from the confirmation on', async () => {
  const machine = new MadeMachine(Date.now());
  const made = madeClientSessions({ machine });
  const { ask } = made;
  const { session } = await made.open();
  await measured(made, session, 5);
  const goneMs = (await ask['session.state']({}))!.nowMs;
  for (let i = 0; i < 100; i++) {
    machine.pass(100);
    await ask['session.state']({});
  }
  expect((await ask['session.state']({}))!.face).toBe('lost');
  const before = made.events('session.reading').length;
  const { track, atMs } = await found(made, session);
  expect(
    made
      .events('session.reading')
      .slice(before)
      .some(({ isUsable }) => isUsable),
  ).toBe(false);
  await ask['session.confirmFace']({ session, track });
  for (let i = 0; i < 5; i++) await show(made, session, atMs + 100 * i);
  const read = made.events('session.reading').filter(({ isUsable }) => isUsable);
  expect(read).toHaveLength(10);
  expect(read[5]!.atMs).toBeGreaterThan(goneMs + 10_000);
  expect((await ask['session.state']({}))!.usableShare).toBeLessThan(0.2);
});

it('a wall clock that is set forward and back is reported, and moves no reading', async () => {
  const machine = new MadeMachine(Date.parse('2026-11-30T08:00:00Z'));
  const made = madeClientSessions({ machine });
  const { session } = await made.open();
  const { track, atMs } = await found(made, session);
  await made.ask['session.confirmFace']({ session, track });
  for (let i = 0; i < 9; i++) {
    if (i === 3) machine.set(86_400_000);
    if (i === 6) machine.set(-90_000_000);
    await show(made, session, atMs + 100 * i);
  }
  const times = made.events('session.reading').flatMap((each) => (each.isUsable ? [each.atMs] : []));
  expect(times.slice(1).map((at, i) => at - times[i]!)).toEqual(Array(8).fill(100));
  const changed = made.events('session.event').filter(({ what }) => what.kind === 'clock-changed');
  expect(changed.map(({ what }) => 'byMs' in what && what.byMs)).toEqual([86_400_000, -90_000_000]);
  expect((await made.ask['session.state']({}))!.face).toBe('confirmed');
});
