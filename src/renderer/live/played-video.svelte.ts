import type { LiveEnd, LiveFrame, LivePicture } from '../../main/ipc/contract.ts';
import { Pace } from './pace.ts';

/** A decoded picture and what was predicted on it. */
export interface ShownPicture {
  readonly image: ImageBitmap;
  readonly frame: LiveFrame;
}

/** @throws DOMException where the bytes are no picture */
export async function decoded({ image, frame }: LivePicture): Promise<ShownPicture> {
  return { image: await createImageBitmap(new Blob([image as Uint8Array<ArrayBuffer>])), frame };
}

export type PlayState = 'playing' | 'paused' | 'ended' | 'failed';

/**
 * A video at the pace of its own clock, or slower where prediction takes longer than that: every frame is shown. The next one
 * is requested while the one before is shown.
 */
export class PlayedVideo {
  readonly #next: () => Promise<LivePicture | LiveEnd>;
  readonly #onFrame: (frame: LiveFrame) => void;
  #state = $state<PlayState>('paused');
  #failure = $state<string | null>(null);
  #notes = $state.raw<LiveEnd['notes']>([]);
  #shown = $state.raw<ShownPicture | null>(null);
  #perSecond = $state(0);
  #waiting: Promise<LivePicture | LiveEnd> | null = null;
  #run: AbortController | null = null;

  /** @param next requests the next frame */
  constructor(next: () => Promise<LivePicture | LiveEnd>, onFrame: (frame: LiveFrame) => void) {
    this.#next = next;
    this.#onFrame = onFrame;
  }

  get state(): PlayState {
    return this.#state;
  }
  /** What went wrong, in words. */
  get failure(): string | null {
    return this.#failure;
  }
  /** Once it has ended: what of it was not read as it is stored. */
  get notes(): LiveEnd['notes'] {
    return this.#notes;
  }
  get shown(): ShownPicture | null {
    return this.#shown;
  }
  /** Frames that are shown in a second, lately. */
  get perSecond(): number {
    return this.#perSecond;
  }

  play(): void {
    if (this.#state !== 'paused') return;
    this.#state = 'playing';
    this.#run = new AbortController();
    void this.#play(this.#run.signal);
  }

  /** Waits for the frame that is requested already: it is the newest one then. */
  async pause(): Promise<void> {
    if (this.#state !== 'playing') return;
    this.#run?.abort();
    this.#state = 'paused';
    await this.#waiting?.catch(() => {}); // Playing on reports it.
  }

  stop(): void {
    this.#run?.abort();
    this.#state = 'ended';
    this.#shown?.image.close();
    this.#shown = null;
  }

  async #play(signal: AbortSignal): Promise<void> {
    const pace = new Pace((perSecond) => (this.#perSecond = perSecond));
    let since: { nowMs: number; atMs: number } | null = null;
    try {
      for (;;) {
        const requested: Promise<LivePicture | LiveEnd> = (this.#waiting ??= this.#next());
        const next = await requested;
        if (signal.aborted) return; // What was requested is shown when it goes on.
        this.#waiting = null;
        if ('notes' in next) {
          this.#notes = next.notes;
          this.#state = 'ended';
          return;
        }
        const shown = await decoded(next);
        this.#waiting = this.#next();
        this.#waiting.catch(() => {}); // It is awaited in its turn.
        const { atMs } = shown.frame;
        since ??= { nowMs: performance.now(), atMs };
        const earlyMs = since.nowMs + (atMs - since.atMs) - performance.now();
        if (earlyMs > 0) await wait(earlyMs, signal);
        // A frame that is late puts off those after it.
        else since = { nowMs: performance.now(), atMs };
        this.#show(shown);
        pace.step(performance.now());
        if (signal.aborted) return;
      }
    } catch (error) {
      if (signal.aborted) return;
      this.#failure = (error as Error).message;
      this.#state = 'failed';
    }
  }

  #show(shown: ShownPicture): void {
    if (this.#state === 'ended') return shown.image.close();
    const before = this.#shown;
    this.#shown = shown;
    before?.image.close();
    this.#onFrame(shown.frame);
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
