import type { RunSummary, StageKind } from '../../../main/ipc/contract.ts';
import { request } from '../page/client.ts';
import { PersistedState } from '../page/persisted-state.svelte.ts';
import { ChosenRuns } from './chosen-runs.svelte.ts';
import { LabRuns } from './lab-runs.svelte.ts';
import { NewExperiment } from './new-experiment.svelte.ts';
import { OpenRun } from './open-run.svelte.ts';
import { PaperTables } from './paper-tables.svelte.ts';
import { SideJob } from './side-job.svelte.ts';

const PARTS = ['runs', 'compare', 'gallery', 'tables'] as const;
export type LabPart = (typeof PARTS)[number];
const isPart = (value: unknown) => PARTS.some((part) => part === value);

/** The Lab: what is open in it, and its parts. It outlives the view, so that work can be left and found again. */
export class Lab {
  readonly #part = new PersistedState<LabPart>('lab.part', 'runs', 'session', isPart);
  /** What the list of runs is narrowed to, and whose seeds it shows. */
  search = $state('');
  unfolded = $state.raw<ReadonlySet<string>>(new Set());
  #new = $state.raw<NewExperiment | null>(null);
  readonly runs = new LabRuns();
  readonly open = new OpenRun();
  readonly chosen = new ChosenRuns();
  readonly tables = new PaperTables();
  readonly comparison = new SideJob((result) => (result.kind === 'compare' ? result.compared : undefined));
  readonly gallery = new SideJob((result) => (result.kind === 'explain' ? result.gallery : undefined));
  #hasBegun = false;
  #loadedFor = 0;

  get part(): LabPart {
    return this.#part.now;
  }
  set part(part: LabPart) {
    this.#part.now = part;
  }
  get new(): NewExperiment | null {
    return this.#new;
  }

  /**
   * Reads what there is at the first look, and again once the core has come up anew; in between events tell. A start of the
   * app does not wait for a thousand runs.
   * @param starts how often the core came up
   */
  wake(starts: number): void {
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      this.runs.begin();
      this.open.begin();
    }
    if (starts === this.#loadedFor) return;
    this.#loadedFor = starts;
    void this.load();
  }

  async load(): Promise<void> {
    await this.runs.load();
    if (this.runs.state === 'ready') this.chosen.keep((id) => this.runs.get(id) !== undefined);
    if (this.open.id === null || !this.runs.get(this.open.id)) await this.openFirst();
    else await this.open.reload();
  }

  /** What trains, else what was last. */
  async openFirst(): Promise<void> {
    const first = this.runs.active[0] ?? this.runs.folds[0]?.runs[0];
    await this.open.open(first?.id ?? null);
  }

  beginNew(): void {
    this.#new ??= new NewExperiment();
    void this.#new.load();
  }

  leaveNew(): void {
    this.#new = null;
  }

  async remove(runs: readonly RunSummary[]): Promise<void> {
    for (const { id } of runs) {
      await request('lab.remove', { run: id });
      this.runs.forget(id);
      this.chosen.drop(id);
    }
    if (runs.some(({ id }) => id === this.open.id)) await this.openFirst();
  }

  async reorder(run: number, before: number | null): Promise<void> {
    this.runs.setQueue(await request('lab.reorder', { run, before }));
  }

  async compare(runs: readonly number[], stage: StageKind): Promise<void> {
    await this.comparison.start({ runs, stage }, () => request('lab.compare', { runs: [...runs], stage }));
  }

  async explain(runs: readonly number[], stage: StageKind, pictures: number): Promise<void> {
    await this.gallery.start({ runs, stage }, () =>
      request('lab.explain', { runs: [...runs], stage, pictures }),
    );
  }
}

export const lab = new Lab();
