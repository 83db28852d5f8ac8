import type { SchedulePreset } from '../presets/preset.ts';

/** State of a schedule between epochs: a part of every checkpoint. */
export interface ScheduleState {
  rate: number;
  /** Lowest validation error so far. */
  lowest: number | null;
  /** Epochs since then. */
  waited: number;
}

export function startSchedule(preset: SchedulePreset): ScheduleState {
  return { rate: preset.kind === 'one-cycle' ? preset.peak : preset.rate, lowest: null, waited: 0 };
}

/** Learning rate of a step. @param step from 0 @param steps of the whole stage */
export function rateAt(preset: SchedulePreset, state: ScheduleState, step: number, steps: number): number {
  return preset.kind === 'one-cycle' ? oneCycle(preset, step, steps) : state.rate;
}

/**
 * One cycle (Smith & Topin 2018): from peak·startFactor up to the peak, then down to peak·endFactor, along cosines,
 * as PyTorch's OneCycleLR does.
 */
function oneCycle(
  { peak, warmupShare, startFactor, endFactor }: Extract<SchedulePreset, { kind: 'one-cycle' }>,
  step: number,
  steps: number,
): number {
  const top = warmupShare * steps - 1;
  const between = (from: number, to: number, share: number) =>
    to + ((from - to) / 2) * (1 + Math.cos(Math.PI * share));
  // A rise of one step alone is the peak itself.
  if (step <= top) return between(peak * startFactor, peak, top > 0 ? step / top : 1);
  return between(peak, peak * endFactor, (step - top) / Math.max(1, steps - 1 - top));
}

/**
 * "Plateau": after `patience` epochs in a row in which the validation error was not lowered, the rate is (Sec. 4.2.4).
 * @returns the state for the next epoch
 */
export function afterEpoch(
  preset: SchedulePreset,
  state: ScheduleState,
  validationError: number,
): ScheduleState {
  if (preset.kind !== 'plateau') return state;
  if (state.lowest === null || validationError < state.lowest)
    return { ...state, lowest: validationError, waited: 0 };
  const waited = state.waited + 1;
  if (waited < preset.patience) return { ...state, waited };
  return { ...state, rate: Math.max(preset.floor, state.rate * preset.factor), waited: 0 };
}
