import type { LiveModel, ModelDetail, ModelSummary, Refusal } from '../../../main/ipc/contract.ts';
import { listen, request, RequestRefused } from '../page/client.ts';
import { PersistedState } from '../page/persisted-state.svelte.ts';
import { notices } from '../page/notices.svelte.ts';

const isId = (value: unknown) => value === null || typeof value === 'string';

/** The library of models, and which of them is open. */
class ModelsState {
  #list = $state.raw<readonly ModelSummary[] | null>(null);
  readonly #id = new PersistedState<string | null>('models.open', null, 'session', isId);
  #detail = $state.raw<ModelDetail | null>(null);
  #problem = $state.raw<Refusal | null>(null);

  get list(): readonly ModelSummary[] | null {
    return this.#list;
  }
  get id(): string | null {
    return this.#id.now;
  }
  get open(): ModelSummary | null {
    return this.#list?.find(({ id }) => id === this.#id.now) ?? this.#detail?.summary ?? null;
  }
  get detail(): ModelDetail | null {
    return this.#detail;
  }
  /** Why the open model cannot be shown. */
  get problem(): Refusal | null {
    return this.#problem;
  }

  begin(): () => void {
    return listen('models.changed', () => void notices.attempt(() => this.load()));
  }

  async load(): Promise<void> {
    this.#list = await request('models.list', {});
    if (this.#id.now !== null) await this.#read(this.#id.now);
  }

  show(id: string | null): void {
    this.#id.now = id;
    this.#detail = null;
    this.#problem = null;
    if (id !== null) void this.#read(id);
  }

  async promote(id: string): Promise<LiveModel> {
    const live = await request('models.promote', { id });
    await this.load();
    return live;
  }

  /** @returns who is live now; null where nobody is */
  async rollBack({
    task,
    visible,
    title,
  }: Pick<ModelSummary, 'task' | 'visible' | 'title'>): Promise<LiveModel | null> {
    const place = { task, visible, ...(title !== undefined && { title }) };
    const live = await request('models.rollBack', place);
    await this.load();
    return live;
  }

  async #read(id: string): Promise<void> {
    try {
      const detail = await request('models.show', { id });
      if (id !== this.#id.now) return;
      this.#detail = detail;
      this.#problem = null;
    } catch (error) {
      if (id !== this.#id.now) return;
      this.#problem =
        error instanceof RequestRefused ? error : { code: 'internal', message: (error as Error).message };
    }
  }
}

export const models = new ModelsState();
