import type {
  LiveModel,
  ModelDetail,
  ModelSummary,
  PathToken,
  Payload,
  Refusal,
} from '../../main/ipc/contract.ts';
import { listen, request, RequestRefused } from './client.ts';
import { jobs } from './jobs.svelte.ts';
import { Kept } from './kept.svelte.ts';
import { notices } from './notices.svelte.ts';

const isId = (value: unknown) => value === null || typeof value === 'string';

/** The library of models, and which of them is open. */
class ModelsState {
  #list = $state.raw<readonly ModelSummary[] | null>(null);
  readonly #id = new Kept<string | null>('models.open', null, 'session', isId);
  #detail = $state.raw<ModelDetail | null>(null);
  #problem = $state.raw<Refusal | null>(null);
  #busy = $state<string | null>(null);

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
  /** What is being done to the open model. */
  get busy(): string | null {
    return this.#busy;
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

  promote(id: string): Promise<LiveModel> {
    return this.#do('promote', async () => {
      const live = await request('models.promote', { id });
      await this.load();
      return live;
    });
  }

  /** @returns who is live now; null where nobody is */
  rollBack({ task, visible }: Pick<ModelSummary, 'task' | 'visible'>): Promise<LiveModel | null> {
    return this.#do('rollBack', async () => {
      const live = await request('models.rollBack', { task, visible });
      await this.load();
      return live;
    });
  }

  /** @returns where it lies */
  async export(id: string, format: 'onnx' | 'tfjs', to: PathToken<'save'>): Promise<string> {
    const { path: saved } = await this.#do(format, async () =>
      jobs.outcome<'export'>(await request('models.export', { id, format, to })),
    );
    return saved;
  }

  /** @returns what was imported, in words */
  async importWeights(net: Payload<'models.import'>['net'], path: PathToken<'open-file'>): Promise<string> {
    const { text } = await this.#do('import', async () =>
      jobs.outcome<'import'>(await request('models.import', { net, path })),
    );
    await this.load();
    return text;
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

  async #do<R>(what: string, act: () => Promise<R>): Promise<R> {
    this.#busy = what;
    try {
      return await act();
    } finally {
      this.#busy = null;
    }
  }
}

export const models = new ModelsState();
