import { EXPRESSIONS } from '../../../../../../artifact/labels.ts';
import { randomFor } from '../../../../../../common/math/random.ts';
import type { Random } from '../../../../../../common/math/random.ts';
import { bandsJoining } from '../../../../../../inference/live/client-face/bands.ts';
import type { NeutralCenter } from '../../../../../../inference/live/client-face/neutral.ts';
import { centered } from '../../../../../../inference/live/client-face/neutral.ts';
import type { SessionEvent, SessionSettings } from '../../../../../ipc/contract/session.ts';
import { execute, transaction } from '../../../../platform/store/sync.ts';
import type { ClientFile } from '../../clients/files/client-files.ts';
import type { MeasuredMoment } from '../../recording/measured-moment.ts';
import { readingRow } from '../../recording/measured-moment.ts';
import { addSession } from '../../recording/stored-session.ts';

const EVERY_MS = 100;
const MINUTE_MS = 60_000;
const BEGIN_MS = 2 * MINUTE_MS;
const STAY_MS = 8 * MINUTE_MS;
const SUDS_MS = MINUTE_MS;

const STEPS = ['Picture', 'Model', 'Behind glass', 'On the table', 'Near the hand', 'On the hand', 'Walking'];
const CENTER: NeutralCenter = { shift: -0.31, wanted: -0.31, isLimited: false, readings: 287 };
const MODEL = {
  name: 'expression.lower',
  sha256: 'a1'.repeat(32),
  visible: 'lower' as const,
  confidenceThreshold: 0.45,
  temperature: 1.3,
  bands: bandsJoining(['disgust', 'fear', 'contempt']),
};

const SETTINGS: SessionSettings = {
  sudsEveryS: 60,
  suggests: false,
  showsExpression: true,
  markers: [],
  stopShortcut: 'CommandOrControl+Shift+Space',
};

export interface SampleOptions {
  seed?: number;
  minutes?: number;
  /** Share of the readings that can be used. */
  usable?: number;
  startedAt?: string;
  /** Number of a consent of the client. */
  consent?: number;
}

/** Writes a session that never was, as a running one would have: for tests and figures. @returns its number */
export function addSampleSession(
  file: ClientFile,
  {
    seed = 1,
    minutes = 60,
    usable = 0.92,
    startedAt = '2026-11-03T10:00:00+01:00',
    consent = 1,
  }: SampleOptions = {},
): number {
  const random = randomFor(seed, 'made session');
  const lengthMs = minutes * MINUTE_MS;
  const moments = Array.from({ length: lengthMs / EVERY_MS }, (_, i) =>
    momentAt(random, i * EVERY_MS, usable),
  );
  const usableMs = moments.filter(({ isUsable }) => isUsable).length * EVERY_MS;
  return transaction(file, () => {
    const session = addSession(file, {
      startedAt,
      consent,
      occlusion: 'upper',
      model: MODEL,
      settings: SETTINGS,
      ladder: { id: 'made', title: 'Spiders', steps: STEPS.map((title) => ({ title, hint: '' })) },
      state: {
        phase: 'ended',
        exposureMs: Math.max(0, lengthMs - BEGIN_MS),
        step: null,
        stepMs: 0,
        suds: [],
        ratedMs: null,
        highSinceMs: null,
        nowMs: lengthMs,
        wallMs: 0,
        stop: null,
        confirmedMs: 0,
        measuredMs: lengthMs,
        usableMs,
      },
    });
    const endedAt = laterStamp(startedAt, lengthMs);
    const columns = { ended_at: endedAt, neutral: JSON.stringify(CENTER) };
    execute(file, file.db.updateTable('sessions').set(columns).where('id', '=', session));
    for (const moment of moments)
      execute(file, file.db.insertInto('readings').values(readingRow(session, moment)));
    for (const { atMs, what } of eventsOf(random, lengthMs)) {
      const { kind, ...value } = what;
      const row = { session, at_ms: atMs, kind, value: JSON.stringify(value) };
      execute(file, file.db.insertInto('events').values(row));
    }
    return session;
  });
}

/** With the same offset. */
function laterStamp(stamp: string, ms: number): string {
  const [local, offset] = [stamp.slice(0, 19), stamp.slice(19)];
  return `${new Date(Date.parse(`${local}Z`) + ms).toISOString().slice(0, 19)}${offset}`;
}

const stayAt = (atMs: number): number | null =>
  atMs < BEGIN_MS ? null : Math.min(STEPS.length - 1, Math.floor((atMs - BEGIN_MS) / STAY_MS));

function momentAt(random: Random, atMs: number, usable: number): MeasuredMoment {
  const isSeen = random.bool(0.99);
  const isUsable = isSeen && random.bool(usable / 0.99);
  const raw = isUsable ? probs(random, atMs) : null;
  return {
    atMs,
    isSeen,
    isUsable,
    isTalking: Math.sin(atMs / 25_000) > 0.9,
    step: stayAt(atMs),
    quality: isSeen ? (isUsable ? [] : ['blurred']) : ['not-seen'],
    raw,
    centered: raw && centered(raw, CENTER, MODEL),
  };
}

function probs(random: Random, atMs: number): Float32Array {
  const fear = 1.2 + Math.cos(((atMs - BEGIN_MS) % STAY_MS) / (STAY_MS / Math.PI));
  const logits = EXPRESSIONS.map((label) => {
    const mean = label === 'neutral' ? 1.5 : label === 'fear' ? fear : -0.5;
    return mean + 0.4 * random.normal();
  });
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
  return Float32Array.from(logits, (logit) => Math.exp(logit) / total);
}

type MadeEvent = Pick<SessionEvent, 'atMs' | 'what'>;

function eventsOf(random: Random, lengthMs: number): MadeEvent[] {
  const events: MadeEvent[] = [
    { atMs: 0, what: { kind: 'face-confirmed' } },
    { atMs: MINUTE_MS, what: { kind: 'neutral', usableS: 30 } },
    { atMs: BEGIN_MS, what: { kind: 'started' } },
    { atMs: lengthMs, what: { kind: 'ended' } },
  ];
  for (let atMs = BEGIN_MS, step = 0; atMs < lengthMs && step < STEPS.length; atMs += STAY_MS, step++)
    events.push({ atMs, what: { kind: 'step', step, title: STEPS[step]!, by: 'person' } });
  for (let atMs = BEGIN_MS + 5000; atMs < lengthMs; atMs += SUDS_MS) {
    const within = ((atMs - BEGIN_MS) % STAY_MS) / STAY_MS;
    const value = Math.max(0, Math.round(30 + 8 * stayAt(atMs)! - 35 * within + random.uniform(0, 10)));
    events.push({ atMs, what: { kind: 'suds', value, by: 'person' } });
  }
  for (let atMs = 0; atMs < lengthMs; atMs += 1000)
    events.push({ atMs, what: { kind: 'heart-rate', bpm: Math.round(80 + 12 * Math.sin(atMs / 240_000)) } });
  if (lengthMs > 40 * MINUTE_MS)
    events.push(
      { atMs: 38 * MINUTE_MS, what: { kind: 'marker', label: 'wants to go on', by: 'person' } },
      { atMs: 40 * MINUTE_MS, what: { kind: 'stop', by: 'shortcut' } },
      { atMs: 40 * MINUTE_MS + 120, what: { kind: 'stop-confirmed', afterMs: 120, by: 'vr' } },
    );
  return events.sort((a, b) => a.atMs - b.atMs);
}
