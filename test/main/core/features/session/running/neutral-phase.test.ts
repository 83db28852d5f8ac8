import { join } from 'node:path';

import { expect, it } from 'vitest';

import { NeutralPhase } from '../../../../../../src/main/core/features/session/running/neutral-phase.ts';
import { EXPRESSIONS } from '../../../../../../src/artifact/labels.ts';
import { readOnnxModel } from '../../../../../../src/artifact/model-folder.ts';
import { shippedModels } from '../../../../../../src/artifact/places.ts';

const { card } = readOnnxModel(join(shippedModels(), 'expression.lower'));
const probs = Float32Array.from(EXPRESSIONS, (label) => (label === 'neutral' ? 0.65 : 0.05));

/** @returns when it was done, in milliseconds since it began; null: not within two minutes */
function doneAfter(everyMs: number, gapAt = Infinity): number | null {
  const phase = new NeutralPhase(card, null);
  phase.begin();
  let gap = 0;
  for (let atMs = 0; atMs <= 120_000; atMs += everyMs) {
    if (atMs >= gapAt) gap = 20_000;
    if (phase.add(probs, atMs + gap)) return atMs;
  }
  return null;
}

it('takes thirty seconds that can be used', () => {
  expect(doneAfter(100)).toBe(30_000);
  expect(doneAfter(250)).toBe(30_000);
});

it('takes longer where readings are few, for a mean of a few says little', () => {
  expect(doneAfter(450)).toBe(44_550); // The hundredth reading.
});

it('a time without readings counts half a second', () => {
  expect(doneAfter(100, 10_000)).toBe(29_600);
});

it('knows after a resume over how many seconds it was measured', () => {
  const center = { shift: 0.4, wanted: 0.4, isLimited: false, readings: 300 };
  const phase = new NeutralPhase(card, center, 30.1);
  expect(phase.state).toEqual({ state: 'done', isLimited: false, usableS: 30.1, neededS: 30 });
  phase.begin();
  expect(phase.state.usableS).toBe(0);
});

it('drops what was of talking, as it turned out, with its time', () => {
  const phase = new NeutralPhase(card, null);
  phase.begin();
  for (let atMs = 0; atMs <= 5000; atMs += 100) phase.add(probs, atMs);
  phase.dropSince(3950);
  expect(phase.state.usableS).toBe(3.9);
  phase.dropSince(-1);
  expect(phase.state).toMatchObject({ state: 'measuring', usableS: 0 });
});

it('begins anew after it was canceled, and says how far it is', () => {
  const phase = new NeutralPhase(card, null);
  expect(phase.state).toEqual({ state: 'none', isLimited: false, usableS: 0, neededS: 30 });
  expect(phase.add(probs, 0)).toBe(false);
  phase.begin();
  phase.add(probs, 0);
  phase.add(probs, 400);
  expect(phase.state).toEqual({ state: 'measuring', isLimited: false, usableS: 0.4, neededS: 30 });
  phase.cancel();
  expect(phase.state).toEqual({ state: 'none', isLimited: false, usableS: 0, neededS: 30 });
});

/** A phase that is done. */
function measured(neutral = 0.85): NeutralPhase {
  const phase = new NeutralPhase(card, null);
  phase.begin();
  const reading = Float32Array.from(EXPRESSIONS, (label) =>
    label === 'neutral' ? neutral : (1 - neutral) / 7,
  );
  for (let atMs = 0; atMs < 60_000 && !phase.add(reading, atMs); atMs += 100);
  return phase;
}

it('gives what re-centers by the shipped model', () => {
  const phase = measured();
  const expected = card.selection!.neutralLogOdds! - Math.log(0.85 / 0.15);
  expect(phase.center!.wanted).toBeCloseTo(expected, 5);
  expect(phase.center!.readings).toBe(301);
  expect(phase.state).toMatchObject({ state: 'done', isLimited: false });
});

it('says that a face hardly looked neutral', () => {
  expect(measured(0.05).state).toMatchObject({ state: 'done', isLimited: true });
});

it('an unfinished one ends with the face or the rest that it needs', () => {
  for (const end of ['interrupt', 'settle', 'distrust'] as const) {
    const phase = new NeutralPhase(card, null);
    phase.begin();
    phase.add(probs, 0);
    phase[end]();
    expect(phase.state).toMatchObject({ state: 'none', usableS: 0 });
  }
});

it('a finished one outlasts a loss; a face that was not the client takes it along, until the exposure went on', () => {
  const phase = measured();
  phase.interrupt();
  expect(phase.center).not.toBeNull();
  phase.distrust();
  expect(phase.center).toBeNull();
  const settled = measured();
  settled.settle();
  settled.distrust();
  expect(settled.center).not.toBeNull();
  const resumed = new NeutralPhase(card, settled.center);
  resumed.distrust();
  expect(resumed.state.state).toBe('done');
});
