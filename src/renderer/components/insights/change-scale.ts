import { scaleTicks } from '../plots/scale-ticks.ts';
import type { Change } from '../../../main/ipc/contract.ts';

/** How far a scale with zero in its middle has to reach at both ends, rounded up: at least 0.1 of the whole. */
export function changeReach({ value, low, high }: Change): number {
  const most = Math.max(Math.abs(value), Math.abs(low), Math.abs(high));
  return scaleTicks(Math.max(10, most * 100)).at(-1)! / 100;
}
