import { describe, expect, it } from 'vitest';

import { isLearning, PRESETS } from '../../../src/training/presets/index.ts';
import type { SchedulePreset } from '../../../src/training/presets/index.ts';
import { afterEpoch, rateAt, startSchedule } from '../../../src/training/stages/schedule.ts';

const rates = (preset: SchedulePreset, steps: number) =>
  Array.from({ length: steps }, (_, step) => rateAt(preset, startSchedule(preset), step, steps));

/**
 * torch 2.13: OneCycleLR(optimizer, max_lr=peak, total_steps=n, pct_start=…, div_factor=…, final_div_factor=…,
 * cycle_momentum=False), anneal_strategy 'cos', three_phase False; the rate of each step before `optimizer.step()`.
 */
const PYTORCH = [
  {
    preset: { kind: 'one-cycle', peak: 0.1, warmupShare: 0.25, startFactor: 1 / 25, endFactor: 1 / 25 / 1e4 },
    rates: [
      ...[0.0040000000000000036, 0.018058874503045733, 0.052000000000000005, 0.08594112549695429, 0.1],
      ...[0.09890738440717015, 0.09567729017303851, 0.0904508879153485, 0.08345659649182165, 0.0750001],
      ...[0.0654509879153485, 0.05522660225769002, 0.04477379774230999, 0.03454941208465151],
      ...[0.025000300000000013, 0.01654380350817838, 0.009549512084651508, 0.0043231098269614805],
      ...[0.0010930155928298624, 4e-7],
    ],
  },
  {
    preset: { kind: 'one-cycle', peak: 0.03, warmupShare: 0.3, startFactor: 1 / 10, endFactor: 1 / 10 / 100 },
    rates: [
      ...[0.002999999999999999, 0.029453155143795713, 0.02757375025180423, 0.020190295340503296],
      ...[0.010751354114333981, 0.003005816876308675, 3e-5],
    ],
  },
] as const;

describe('one cycle', () => {
  it.each(PYTORCH)("gives PyTorch's rates over $rates.length steps", ({ preset, rates: expected }) => {
    rates(preset, expected.length).forEach((rate, i) => expect(rate).toBeCloseTo(expected[i]!, 12));
  });

  it('gives a rate for any number of steps, one of a single step too', () => {
    for (const warmupShare of [0, 0.1, 0.25, 0.5, 0.9])
      for (let steps = 1; steps <= 24; steps++)
        for (const rate of rates({ ...PYTORCH[0].preset, warmupShare }, steps)) {
          expect(rate).toBeGreaterThan(0);
          expect(rate).toBeLessThanOrEqual(0.1 + 1e-12);
        }
  });

  it('does not look at the validation error', () => {
    const { preset } = PYTORCH[0];
    const state = startSchedule(preset);
    expect(afterEpoch(preset, state, 9)).toEqual(state);
  });
});

describe('plateau', () => {
  const plateau = { kind: 'plateau', rate: 1e-3, factor: 0.1, patience: 2, floor: 5e-6 } as const;

  it('lowers the rate after so many epochs without a lower error, down to its floor', () => {
    // [validation error, rate of the next epoch, lowest error, epochs since]
    const table = [
      [0.5, 1e-3, 0.5, 0],
      [0.5, 1e-3, 0.5, 1], // the same is no improvement
      [0.4, 1e-3, 0.4, 0],
      [0.6, 1e-3, 0.4, 1],
      [0.4, 1e-4, 0.4, 0],
      [0.41, 1e-4, 0.4, 1],
      [0.41, 1e-5, 0.4, 0],
      [0.39, 1e-5, 0.39, 0],
      [0.9, 1e-5, 0.39, 1],
      [0.9, 5e-6, 0.39, 0], // not 1e-6
      [0.9, 5e-6, 0.39, 1],
      [0.9, 5e-6, 0.39, 0],
    ] as const;
    let state = startSchedule(plateau);
    for (const [error, rate, lowest, waited] of table) {
      state = afterEpoch(plateau, state, error);
      expect(state.rate).toBeCloseTo(rate, 12);
      expect(state).toMatchObject({ lowest, waited });
      expect(rateAt(plateau, state, 123, 456)).toBe(state.rate);
    }
  });

  it('is what the paper states in its presets: 10 epochs', () => {
    const found = PRESETS.flatMap(({ stages }) => stages.filter(isLearning).map(({ schedule }) => schedule));
    for (const schedule of found) if (schedule.kind === 'plateau') expect(schedule.patience).toBe(10);
  });
});

it('a constant rate is constant', () => {
  const constant = { kind: 'constant', rate: 0.01 } as const;
  expect(new Set(rates(constant, 20))).toEqual(new Set([0.01]));
  expect(afterEpoch(constant, startSchedule(constant), 1).rate).toBe(0.01);
});
