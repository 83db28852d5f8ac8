import type {
  DataSetReport,
  DataSetSummary,
  Interpretation,
  Layout,
  PathToken,
  DetectedLayout,
} from '../../../main/ipc/contract.ts';
import { listen, request, RequestRefused } from '../page/client.ts';
import { jobs } from '../jobs/jobs.svelte.ts';
import { PersistedState } from '../page/persisted-state.svelte.ts';
import { notices } from '../page/notices.svelte.ts';

const isId = (value: unknown) => value === null || typeof value === 'number';

/** The data sets, which of them is open, and what checks have found. */
class DataState {
  #list = $state.raw<readonly DataSetSummary[] | null>(null);
  readonly #openId = new PersistedState<number | null>('data.open', null, 'session', isId);
  /** Null: never checked; undefined: not read yet. */
  #reports = $state.raw<ReadonlyMap<number, DataSetReport | null>>(new Map());

  get list(): readonly DataSetSummary[] | null {
    return this.#list;
  }
  get open(): DataSetSummary | null {
    return this.#list?.find(({ id }) => id === this.#openId.now) ?? null;
  }
  report(id: number): DataSetReport | null | undefined {
    return this.#reports.get(id);
  }
  /** The job that checks a data set right now. */
  check(id: number): number | null {
    return jobs.about((it) => it.kind === 'check' && it.id === id);
  }

  begin(): () => void {
    return listen('data.changed', (list) => {
      this.#list = list;
      for (const { id, checkedAt } of list)
        if (this.#reports.has(id) && (this.report(id)?.checkedAt ?? null) !== checkedAt)
          void notices.attempt(() => this.loadReport(id));
    });
  }

  async load(): Promise<void> {
    await this.relist();
    this.#reports = new Map();
    if (this.open === null) this.#openId.now = null;
    else await this.loadReport(this.open.id);
  }

  /** Folders come and go with their disks. */
  async relist(): Promise<void> {
    this.#list = await request('data.list', {});
  }

  show(id: number | null): void {
    this.#openId.now = id;
    if (id !== null && this.report(id) === undefined) void notices.attempt(() => this.loadReport(id));
  }

  async loadReport(id: number): Promise<void> {
    const keep = (report: DataSetReport | null) => (this.#reports = new Map(this.#reports).set(id, report));
    try {
      keep(await request('data.report', { id }));
    } catch (error) {
      if (error instanceof RequestRefused && error.code === 'corrupt') keep(null); // A check makes it again.
      throw error;
    }
  }

  detectLayout(root: PathToken<'open-folder'>): Promise<DetectedLayout> {
    return request('data.detectLayout', { root });
  }

  async add(
    root: PathToken<'open-folder'>,
    layout: Layout,
    name: string,
    interpretation: Interpretation,
  ): Promise<DataSetSummary> {
    const added = await request('data.add', { root, layout, name, interpretation });
    this.put(added);
    return added;
  }

  async remove(id: number): Promise<void> {
    await request('data.remove', { id });
    this.#list = this.#list?.filter((other) => other.id !== id) ?? null;
    if (this.#openId.now === id) this.#openId.now = null;
  }

  /** Checks every picture; the report is read when its event arrives. @throws RequestRefused */
  async startCheck(id: number): Promise<void> {
    const { job } = await request('data.check', { id });
    await this.followCheck(job);
  }

  /** Waits for a check, and shows why it failed, if it did. */
  async followCheck(job: number): Promise<void> {
    const refusal = await jobs.ended(job);
    if (refusal !== null && refusal.code !== 'interrupted') notices.refuse(new RequestRefused(refusal));
  }

  /** A data set as it is now. */
  put(summary: DataSetSummary): void {
    const list = this.#list ?? [];
    const isKnown = list.some(({ id }) => id === summary.id);
    this.#list = isKnown ? list.map((old) => (old.id === summary.id ? summary : old)) : [...list, summary];
  }
}

export const data = new DataState();
