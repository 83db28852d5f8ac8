import type { StageKind } from '../../../../ipc/contract.ts';
import { transaction } from '../../../platform/store/sync.ts';
import type { RunRow } from '../runs/run-rows.ts';
import type { RunStore } from '../runs/run-store.ts';
import { update } from './adopt.ts';
import { isAtWork, runStateIn } from './found-run.ts';

/**
 * Looks in its folder how a run that others began stands by now, and writes that down.
 * @param isPatient between two stages nobody is seen at work: that is no end yet
 * @returns whether anything is other than before
 */
export function rescanRuns(
  runs: RunStore,
  { id, runs_folder, fingerprint, until }: RunRow,
  isPatient: boolean,
): boolean {
  const before = runs.summary(id);
  if (before.damage !== null) return false;
  if (before.state === 'paused' && !isAtWork(runs_folder, before.stages)) return false;
  const current = runStateIn(runs_folder, before.stages);
  if (isPatient && current.state === 'paused') current.state = before.state as 'elsewhere' | 'paused';
  const isSame =
    current.state === before.state &&
    current.stages.every(
      ({ state, history }, i) =>
        state === before.stages[i]!.state && history.length === before.stages[i]!.epoch,
    );
  if (isSame) return false;
  transaction(runs.store, () =>
    update(runs, id, { ...current, fingerprint: fingerprint!, until: until as StageKind | null }),
  );
  return true;
}
