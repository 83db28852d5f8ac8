import type { RunSummary } from '../../../main/ipc/contract.ts';
import { isActive } from './fold-runs.ts';

const RANK: Readonly<Partial<Record<RunSummary['state'], number>>> = { running: 0, pausing: 0, paused: 1 };

/** What trains, what stands still, then what waits, in the order in which it will run. */
export function queueOrder(runs: readonly RunSummary[], queue: readonly number[]): RunSummary[] {
  const place = new Map(queue.map((id, i) => [id, i]));
  const placeOf = ({ id }: RunSummary) => place.get(id) ?? queue.length + id;
  return runs
    .filter(isActive)
    .sort((a, b) => (RANK[a.state] ?? 2) - (RANK[b.state] ?? 2) || placeOf(a) - placeOf(b));
}

/**
 * Before whom a queued run comes when it is moved.
 * @param queued ids in order
 * @param by -1 up, 1 down
 * @returns null for the end; undefined where it cannot move
 */
export function movedBefore(queued: readonly number[], id: number, by: -1 | 1): number | null | undefined {
  const at = queued.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= queued.length) return undefined;
  return by < 0 ? queued[to]! : (queued[to + 1] ?? null);
}
