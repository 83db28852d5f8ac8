import type { CodedMessage } from '../../../../messages/message.ts';

/** What networks in memory have in common. */
export interface Nets {
  /** Damaged models that are not among them, a sentence each. */
  readonly leftOut: readonly CodedMessage[];
  dispose(): Promise<void>;
}

/** The nets that several share: opened by the first one that needs them, disposed when nothing runs on them any more. */
export class SharedNets<N extends Nets> {
  readonly #openNets: () => Promise<N>;
  readonly #onOpen: () => void;
  /** Inferences under way. */
  readonly #running = new Set<Promise<unknown>>();
  #nets: Promise<N> | null = null;
  #leftOut: readonly CodedMessage[] = [];

  /** @param onOpen called when `leftOut` may have changed */
  constructor(openNets: () => Promise<N>, onOpen: () => void) {
    this.#openNets = openNets;
    this.#onOpen = onOpen;
  }

  /** Damaged models that were left out when the nets were last opened, a sentence each. */
  get leftOut(): readonly CodedMessage[] {
    return this.#leftOut;
  }

  /** The nets that are open or being opened; null if none are. */
  get current(): Promise<N> | null {
    return this.#nets;
  }

  /** @throws what opening them throws */
  open(): Promise<N> {
    this.#nets ??= this.#openNets().then(
      (nets) => {
        this.#leftOut = nets.leftOut;
        this.#onOpen();
        return nets;
      },
      (error: unknown) => {
        this.#nets = null;
        throw error;
      },
    );
    return this.#nets;
  }

  /**
   * Opens the nets anew where they are stale, and disposes the stale ones after `use`.
   * @param use gets the nets, or why they could not be opened
   */
  async renew(isStale: (nets: N) => boolean, use: (opened: N | Error) => void): Promise<void> {
    const before = this.#nets;
    if (!before) return;
    if (isStale(await before)) this.#nets = null;
    use(await this.open().catch((error: unknown) => error as Error));
    if (this.#nets !== before) await this.#dispose(before);
  }

  /** Keeps the nets in memory until this inference has ended. */
  hold<T>(inference: Promise<T>): Promise<T> {
    this.#running.add(inference);
    return inference.finally(() => this.#running.delete(inference));
  }

  async close(): Promise<void> {
    const nets = this.#nets;
    this.#nets = null;
    await this.#dispose(nets);
  }

  async #dispose(nets: Promise<N> | null): Promise<void> {
    await Promise.allSettled(this.#running);
    await (await nets?.catch(() => null))?.dispose();
  }
}
