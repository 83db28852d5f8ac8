import type { RunSummary } from '../../../../ipc/contract.ts';
import type { CoreContext } from '../../../platform/handlers.ts';
import type { SideJobs } from '../../../platform/jobs/side-jobs.ts';
import { inSlices } from '../../../../../common/slices.ts';
import { refusalOf } from '../../../platform/refusal.ts';
import { queryAll } from '../../../platform/store/sync.ts';
import type { RunRow } from '../runs/run-rows.ts';
import type { RunStore } from '../runs/run-store.ts';
import { UNFINISHED, isForeign } from './adopt.ts';
import { isAtWork } from './found-run.ts';
import { rescanRuns } from './rescan.ts';
import { openFolder, runsFolderAt } from './open-folder.ts';

/** How often those that others are at are looked at. */
const LOOK_EVERY_MS = 2000;
/** Nobody is seen at work between two stages: what is quiet for so many looks has ended. */
const QUIET_LOOKS = 3;

/** Runs that others made, are at or left: taken into the list with their folder, and followed from then on. */
export class FoundRuns {
  readonly #runs: RunStore;
  readonly #jobs: SideJobs;
  readonly #emit: CoreContext['emit'];
  readonly #closing = new AbortController();
  /** Looks at which nobody was at work, by run. */
  readonly #quiet = new Map<number, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor({ emit }: Pick<CoreContext, 'emit'>, runs: RunStore, jobs: SideJobs) {
    this.#runs = runs;
    this.#jobs = jobs;
    this.#emit = emit;
  }

  /** Takes a folder's runs into the list. @returns the job's number @throws DemifaceError as `runsFolderAt` */
  open(given: string): number {
    const folder = runsFolderAt(given);
    return this.#jobs.begin({ kind: 'open' }, async (hooks) => ({
      kind: 'open',
      ...(await openFolder(this.#runs, folder, { ...hooks, onChanged: (run) => this.#runChanged(run) })),
    }));
  }

  /** Follows those that are not done, until `close`. */
  follow(): void {
    this.#timer = setTimeout(() => {
      this.#look()
        .catch((error: unknown) => {
          // A database that is held, or a folder on a disk that is gone: the next look may see more.
          if (!this.#closing.signal.aborted)
            console.error('other runs cannot be followed:', refusalOf(error).message);
        })
        .finally(() => this.#closing.signal.aborted || this.follow());
    }, LOOK_EVERY_MS).unref();
  }

  close(): void {
    this.#closing.abort();
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    const { signal } = this.#closing;
    const breathe = inSlices(signal);
    const ended = new Set<string>();
    for (const row of this.#unfinished()) {
      await breathe();
      const before = this.#runs.summary(row.id);
      if (before.damage !== null) continue; // Its own statements cannot be separated from its damage.
      this.#lookAt(row, before);
      if (row.state === 'elsewhere' && this.#hasEnded(row.id)) ended.add(row.runs_folder);
    }
    // What a run wrote at its end is more complete than its stages, and another one may have begun.
    const hooks = { progress: () => {}, signal, onChanged: (run: number) => this.#runChanged(run) };
    for (const folder of ended) await openFolder(this.#runs, folder, hooks);
  }

  /** Whether it is done, or has been quiet for long. */
  #hasEnded(id: number): boolean {
    const { state, runsFolder, stages } = this.#runs.summary(id);
    const looks = isAtWork(runsFolder, stages) ? 0 : (this.#quiet.get(id) ?? 0) + 1;
    this.#quiet.set(id, looks);
    if (state === 'elsewhere' && looks < QUIET_LOOKS) return false;
    this.#quiet.delete(id);
    return true;
  }

  /** Reports what is new of a run. */
  #lookAt(row: RunRow, { stages }: RunSummary): void {
    const before = new Map(stages.map(({ key, epoch }) => [key, epoch]));
    if (!rescanRuns(this.#runs, row, true)) return;
    const { epochs } = this.#runs.detail(row.id);
    for (const [stage, points] of Object.entries(epochs))
      for (const epoch of points.filter(({ epoch: number }) => number > (before.get(stage) ?? 0)))
        this.#emit('run.epoch', { run: row.id, stage, epoch });
    this.#runChanged(row.id);
  }

  #unfinished(): RunRow[] {
    const { store } = this.#runs;
    return queryAll(store, store.db.selectFrom('runs').selectAll().where('state', 'in', UNFINISHED)).filter(
      isForeign,
    );
  }

  #runChanged(run: number): void {
    this.#emit('run.changed', this.#runs.summary(run));
  }
}
