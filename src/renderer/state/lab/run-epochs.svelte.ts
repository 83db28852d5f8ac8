import type { EpochPoint, RunDetail, StageKind } from '../../../main/ipc/contract.ts';
import { request } from '../page/client.ts';

/** The epochs of runs that are compared, each read once while the comparison is open. */
export class RunEpochs {
  #details = $state.raw<ReadonlyMap<number, RunDetail>>(new Map());

  async load(runs: readonly number[]): Promise<void> {
    const missing = runs.filter((run) => !this.#details.has(run));
    const found = await Promise.all(missing.map((run) => request('lab.run', { run }).catch(() => null)));
    const kept = new Map([...this.#details].filter(([run]) => runs.includes(run)));
    for (const detail of found) if (detail) kept.set(detail.summary.id, detail);
    this.#details = kept;
  }

  of(run: number, kind: StageKind): readonly EpochPoint[] {
    const detail = this.#details.get(run);
    const key = detail?.summary.stages.find((stage) => stage.kind === kind)?.key;
    return key === undefined ? [] : (detail?.epochs[key] ?? []);
  }
}
