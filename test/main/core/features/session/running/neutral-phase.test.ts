import { join } from 'node:path';

import { expect, it } from 'vitest';

import { NeutralPhase } from '../../../../../../src/main/core/features/session/running/neutral-phase.ts';
import type { NeutralCenter } from '../../../../../../src/inference/live/client-face/neutral.ts';
import { EXPRESSIONS } from '../../../../../../src/artifact/labels.ts';
import { readOnnxModel } from '../../../../../../src/artifact/model-folder.ts';
import { shippedModels } from '../../../../../../src/artifact/places.ts';

const { card } = readOnnxModel(join(shippedModels(), 'expression.lower'));
const probs = Float32Array.from(EXPRESSIONS, (label) => (label === 'neutral' ? 0.65 : 0.05));

/** @returns when it was done, in milliseconds since it began; null: not within two minutes */
function doneAfter(everyMs: number, gapAt = Infinity): number | null {
  const phase = new NeutralPhase(card, false);
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

it('begins anew after it was canceled, and says how far it is', () => {
  const phase = new NeutralPhase(card, false);
  expect(phase.state).toEqual({ state: 'none', usableS: 0, neededS: 30 });
  expect(phase.add(probs, 0)).toBeNull();
  phase.begin();
  phase.add(probs, 0);
  phase.add(probs, 400);
  expect(phase.state).toEqual({ state: 'measuring', usableS: 0.4, neededS: 30 });
  phase.cancel();
  expect(phase.state).toEqual({ state: 'none', usableS: 0, neededS: 30 });
});

it('gives what re-centers by the shipped model', () => {
  const phase = new NeutralPhase(card, false);
  phase.begin();
  let center: NeutralCenter | null = null;
  for (let atMs = 0; center === null && atMs < 60_000; atMs += 100) center = phase.add(probs, atMs);
  const expected = card.selection!.neutralLogOdds! - Math.log(0.65 / 0.35);
  expect(center!.wanted).toBeCloseTo(expected, 5);
  expect(center!.readings).toBe(301);
  expect(phase.state.state).toBe('done');
});
