import { expect, test } from 'vitest';

import type { SessionEvent } from '../../../src/main/ipc/contract.ts';
import { sessionEventMessage } from '../../../src/main/ipc/session-event-message.ts';
import { de } from '../../../src/messages/de/index.ts';
import { en } from '../../../src/messages/en/index.ts';
import { wording } from '../../../src/messages/wording.ts';

const events: SessionEvent['what'][] = [
  { kind: 'step', step: 0, title: 'Picture', by: 'person' },
  { kind: 'step', step: 1, title: 'Jar', by: 'vr' },
  { kind: 'suds', value: 30, by: 'vr', leftOut: 2 },
  { kind: 'stop', by: 'shortcut' },
  { kind: 'stop-confirmed', afterMs: 184, by: 'vr' },
  { kind: 'neutral', usableS: 30.4 },
  { kind: 'slept', gapMs: 41_000 },
  { kind: 'clock-changed', byMs: -3_620_250 },
  {
    kind: 'suggestion',
    suggestion: { kind: 'hold', reason: { code: 'high', value: 70, minutes: 5 } },
    isAccepted: false,
  },
  { kind: 'dropped', rows: 1 },
  { kind: 'ended' },
];

const textsIn = (textOf: ReturnType<typeof wording>) =>
  events.map((what) => textOf(sessionEventMessage(what)!));

test('events in English, with what the VR program did marked', () => {
  expect(textsIn(wording(en, 'en-GB'))).toEqual([
    'Step 1: Picture',
    'Step 2: Jar (from VR)',
    'SUDS 30, 2 more within a second left out (from VR)',
    'Emergency stop by shortcut',
    'Stop confirmed after 0.18 s by the VR program',
    'Neutral face measured over 30 s',
    'Machine slept for 41 s',
    'Clock of the machine set by -3,620.3 s',
    'Suggestion dismissed: stay at this step',
    '1 row lost: the disk could not be written',
    'Session ended',
  ]);
});

test('events in German', () => {
  expect(textsIn(wording(de, 'de-DE'))).toEqual([
    'Stufe 1: Picture',
    'Stufe 2: Jar (aus der VR)',
    'SUDS 30, 2 weitere in derselben Sekunde weggelassen (aus der VR)',
    'Notstopp durch Tastenkürzel',
    'Stopp nach 0,18 s bestätigt durch das VR-Programm',
    'Neutrales Gesicht über 30 s gemessen',
    'Rechner schlief 41 s',
    'Uhr des Rechners um -3.620,3 s verstellt',
    'Vorschlag verworfen: auf dieser Stufe bleiben',
    '1 Zeile ging verloren: Die Festplatte war nicht beschreibbar',
    'Sitzung beendet',
  ]);
});

test('a heart rate is no line of a list', () => {
  expect(sessionEventMessage({ kind: 'heart-rate', bpm: 80 })).toBeNull();
});
