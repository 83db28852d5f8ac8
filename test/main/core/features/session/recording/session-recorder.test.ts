import { join } from 'node:path';

import { expect, it, onTestFinished, vi } from 'vitest';

import { readOnnxModel } from '../../../../../../src/artifact/model-folder.ts';
import { shippedModels } from '../../../../../../src/artifact/places.ts';
import { bandsOf } from '../../../../../../src/inference/live/client-face/bands.ts';
import { shownReadings } from '../../../../../../src/main/core/features/session/running/shown-reading.ts';
import { turnsDuring } from '../../../../../support/turns-during.ts';

import { SessionRecorder } from '../../../../../../src/main/core/features/session/recording/session-recorder.ts';
import type { MeasuredMoment } from '../../../../../../src/main/core/features/session/recording/measured-moment.ts';
import {
  addSession,
  countMoments,
  momentsFrom,
  readEvents,
  readMoments,
  readSession,
} from '../../../../../../src/main/core/features/session/recording/stored-session.ts';
import type { StoredState } from '../../../../../../src/main/core/features/session/recording/stored-state.ts';
import { BEFORE_EXPOSURE } from '../../../../../../src/main/core/features/session/protocol/exposure.ts';
import type { SessionSettings } from '../../../../../../src/main/ipc/contract/session.ts';
import { scratchFolder } from '../../../../../support/made-data.ts';
import { addClient, CLIENT, clientFiles } from '../made-client.ts';

const settings: SessionSettings = {
  ...{ sudsEveryS: 60, suggests: false, showsExpression: true, markers: [], stopShortcut: 'Control+F9' },
};

const state: StoredState = {
  ...{ ...BEFORE_EXPOSURE, nowMs: 0, wallMs: 0, stop: null },
  ...{ confirmedMs: null, measuredMs: 0, usableMs: 0 },
};

function made(mostReadings?: number) {
  const folder = scratchFolder();
  addClient(folder);
  const file = clientFiles(folder).open(CLIENT);
  const session = addSession(file, {
    ...{ startedAt: '2026-11-30T09:00:00+01:00', consent: 1, occlusion: 'upper', state, settings },
    ladder: { id: 'own', title: 'Dogs', steps: [{ title: 'Fence', hint: '' }] },
    model: {
      ...{ name: 'm', sha256: 'f'.repeat(64), visible: 'lower' },
      ...{ confidenceThreshold: 0.6, temperature: 1, bands: [] },
    },
  });
  let changes = 0;
  const now = { ...state };
  const recorder: SessionRecorder = new SessionRecorder(
    {
      ...{ file, session, stateNow: () => now, onChange: () => void changes++ },
      onDropped: (rows) => void recorder.addEvent(99_000, { kind: 'dropped', rows }),
    },
    mostReadings,
  );
  onTestFinished(() => {
    recorder.close();
    file.close();
  });
  /** As a disk that takes no more. */
  const fill = () => {
    const pages = file.raw.pragma('page_count', { simple: true }) as number;
    file.raw.pragma(`max_page_count = ${pages}`);
  };
  const free = () => file.raw.pragma('max_page_count = 1000000');
  return { file, session, recorder, now, fill, free, changes: () => changes };
}

const moment = (atMs: number): MeasuredMoment => ({
  ...{ atMs, isSeen: true, isUsable: true, isTalking: atMs % 200 === 0, step: 3 },
  quality: ['uneven-light', 'no-picture'],
  raw: new Float32Array([0.1, 0.2, 0.3, 0.05, 0.05, 0.1, 0.1, 0.1]),
  centered: new Float32Array([0.2, 0.1, 0.3, 0.05, 0.05, 0.1, 0.1, 0.1]),
});

it('gives back what it was given, to the bit', () => {
  const { file, session, recorder, now } = made();
  recorder.addReading(moment(100));
  recorder.addReading({ ...moment(200.4), raw: null, centered: null, step: null, quality: [] });
  recorder.addReading(moment(150)); // Taken before the last one and read after it.
  const event = recorder.addEvent(250.6, { kind: 'suds', value: 40, by: 'person' });
  recorder.set({ ended_at: '2026-11-30T10:00:00+01:00' });
  Object.assign(now, { phase: 'running', nowMs: 300, wallMs: 1234 });
  expect(recorder.write()).toBe(true);
  expect(readMoments(file, session, 0)).toEqual([
    moment(100),
    { ...moment(200), isTalking: false, raw: null, centered: null, step: null, quality: [] },
    moment(201),
  ]);
  expect(readMoments(file, session, 201)).toHaveLength(1);
  expect(event).toEqual({ id: 1, atMs: 251, what: { kind: 'suds', value: 40, by: 'person' } });
  expect(readEvents(file, session)).toEqual([event]);
  expect(readSession(file, session)).toMatchObject({
    state: { phase: 'running', nowMs: 300, wallMs: 1234 },
    endedAt: '2026-11-30T10:00:00+01:00',
  });
});

it('marks what was of talking before it was noticed, whether it is written or waits, and no later reading', () => {
  const { file, session, recorder } = made();
  const silent = (atMs: number) => ({ ...moment(atMs), isTalking: false });
  for (const atMs of [100, 300, 500]) recorder.addReading(silent(atMs));
  recorder.write();
  recorder.addReading(silent(700));
  recorder.markTalking(250.5);
  recorder.addReading(silent(900));
  recorder.write();
  recorder.addReading(silent(1100));
  recorder.write();
  const talking = readMoments(file, session, 0).map(({ atMs, isTalking }) => [atMs, isTalking]);
  expect(talking).toEqual([
    ...[
      [100, false],
      [300, true],
      [500, true],
      [700, true],
      [900, false],
      [1100, false],
    ],
  ]);
});

it('marks readings as of talking once there is space again', () => {
  const { file, session, recorder, fill, free } = made();
  recorder.addReading({ ...moment(100), isTalking: false });
  recorder.write();
  fill();
  for (let i = 2; i < 500; i++) recorder.addReading({ ...moment(i * 100), isTalking: false });
  recorder.markTalking(50);
  expect(recorder.write()).toBe(false);
  free();
  recorder.writeAll();
  expect(readMoments(file, session, 0).every(({ isTalking }) => isTalking)).toBe(true);
});

it('writes an event before the next half second, and after the caller went on', async () => {
  const { file, session, recorder } = made();
  recorder.addEvent(1, { kind: 'started' });
  expect(readEvents(file, session)).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(readEvents(file, session)).toHaveLength(1);
});

it('writes readings within a second by itself', async () => {
  const { file, session, recorder } = made();
  recorder.addReading(moment(1));
  await new Promise((resolve) => setTimeout(resolve, 900));
  expect(readMoments(file, session, 0)).toHaveLength(1);
});

it('a full disk loses nothing: queued rows are reported, and are written once there is space', () => {
  const { file, session, recorder, fill, free, changes } = made();
  fill();
  for (let i = 0; i < 500; i++) recorder.addReading(moment(i * 100));
  recorder.addEvent(50_000, { kind: 'marker', label: 'x'.repeat(5000), by: 'person' });
  expect(recorder.write()).toBe(false);
  expect(recorder.recording).toEqual({ problem: 'disk', unwritten: 501, dropped: 0 });
  expect(readMoments(file, session, 0)).toEqual([]);
  expect(changes()).toBe(1);
  free();
  expect(recorder.write()).toBe(true);
  expect(recorder.recording).toEqual({ problem: null, unwritten: 0, dropped: 0 });
  expect(readMoments(file, session, 0)).toHaveLength(500);
  expect(readEvents(file, session)).toHaveLength(1);
});

it('what waits has a limit; the oldest readings are lost then, and the timeline says how many', () => {
  const { file, session, recorder, fill, free } = made(100);
  fill();
  for (let i = 0; i < 150; i++) recorder.addReading(moment(i * 100));
  recorder.addEvent(15_000, { kind: 'marker', label: 'x'.repeat(5000), by: 'person' });
  expect(recorder.write()).toBe(false);
  expect(recorder.recording).toMatchObject({ problem: 'disk', dropped: 50 });
  free();
  recorder.write();
  expect(readMoments(file, session, 0).map(({ atMs }) => atMs)[0]).toBe(5000);
  recorder.write();
  expect(
    readEvents(file, session)
      .map(({ what }) => what)
      .at(-1),
  ).toEqual({ kind: 'dropped', rows: 50 });
});

it('a file that another program holds is not waited for', () => {
  const { file, recorder } = made();
  file.raw.pragma('busy_timeout = 5000');
  const other = clientFiles(file.raw.name.replace(/[^/\\]*$/, '')).open(CLIENT);
  other.raw.exec('begin immediate');
  recorder.addReading(moment(1));
  const before = performance.now();
  expect(recorder.write()).toBe(false);
  expect(performance.now() - before).toBeLessThan(500);
  expect(recorder.recording).toMatchObject({ problem: 'busy', unwritten: 1 });
  other.raw.exec('rollback');
  other.close();
  expect(recorder.write()).toBe(true);
});

it('an hour that waited is written, and read for the screen, while others have a turn', async () => {
  const { file, session, recorder, fill, free } = made();
  fill();
  for (let i = 0; i < 36_000; i++) recorder.addReading(moment(i * 100));
  expect(recorder.write()).toBe(false);
  free();
  const written = await turnsDuring(async () => {
    recorder.write();
    await vi.waitFor(() => expect(countMoments(file, session, 0)).toBe(36_000), { timeout: 20_000 });
  });
  expect(written.turns).toBeGreaterThan(30);
  expect(recorder.recording).toEqual({ problem: null, unwritten: 0, dropped: 0 });
  const { card } = readOnnxModel(join(shippedModels(), 'expression.lower'));
  const shown = await turnsDuring(() => shownReadings(momentsFrom(file, session, 0), 6, bandsOf(card), card));
  expect(shown.result.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 6000 }, (_, i) => 600 * i));
  expect(shown.turns).toBeGreaterThan(30);
}, 60_000);
