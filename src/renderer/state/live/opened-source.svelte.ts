import type {
  ClipPurpose,
  LiveOcclusion,
  LiveSource,
  OpenedLive,
  PickedPath,
} from '../../../main/ipc/contract.ts';
import { request } from '../page/client.ts';

/** The camera, video or folder that the core has open for the Live view: one, the last that was opened. */
export class OpenedSource {
  #now = $state.raw<OpenedLive | null>(null);
  #clip = $state.raw<PickedPath<ClipPurpose> | null>(null);
  #opening = $state<LiveSource['kind'] | null>(null);
  /** Counts openings and closings; an older one that ends late changes nothing. */
  #turn = 0;

  get now(): OpenedLive | null {
    return this.#now;
  }
  /** Where a clip lies that was picked, for its table. */
  get clip(): PickedPath<ClipPurpose> | null {
    return this.#clip;
  }
  /** What is being opened. */
  get opening(): LiveSource['kind'] | null {
    return this.#opening;
  }

  /** @param clip the path of the source, if it was picked @returns null where another source was opened meanwhile, or none */
  async open(
    source: LiveSource,
    clip: PickedPath<ClipPurpose> | null,
    occlusion: LiveOcclusion,
  ): Promise<OpenedLive | null> {
    const turn = ++this.#turn;
    this.#opening = source.kind;
    try {
      const opened = await request('live.open', { source, occlusion });
      if (turn !== this.#turn) {
        await request('live.close', { session: opened.session });
        return null;
      }
      this.#now = opened;
      this.#clip = clip;
      return opened;
    } finally {
      if (turn === this.#turn) this.#opening = null;
    }
  }

  /** The camera is back, or the core: the same source in a session of its own. */
  async openAgain(source: LiveSource, occlusion: LiveOcclusion): Promise<OpenedLive> {
    return (this.#now = await request('live.open', { source, occlusion }));
  }

  /** Other models of it are live. */
  async renewModels(): Promise<boolean> {
    const opened = this.#now;
    if (!opened) return false;
    const models = await request('live.models', { session: opened.session });
    if (this.#now !== opened) return false;
    this.#now = { ...opened, ...models };
    return true;
  }

  /** Drops it on this side; opening and `close` end it in the core. */
  forget(): void {
    this.#turn++;
    this.#now = null;
    this.#clip = null;
  }

  async close(): Promise<void> {
    const session = this.#now?.session;
    this.forget();
    this.#opening = null;
    if (session !== undefined) await request('live.close', { session });
  }
}
