import type { OpenedLive } from '../../../main/ipc/contract.ts';
import type { ShownPicture } from '../../live/played-video.svelte.ts';
import { decoded } from '../../live/played-video.svelte.ts';
import { request } from '../page/client.ts';

/** A picture of the opened folder, or null where it cannot be shown. */
interface PredictedPicture {
  readonly picture: ShownPicture | null;
  readonly latencyMs: number;
}

/** Which of the opened pictures is shown. The caller closes the pictures that it gets. */
export class PictureByIndex {
  #index = $state(0);
  #failure = $state<string | null>(null);
  /** The newest request; never fails. */
  #pending: Promise<unknown> = Promise.resolve();
  #turn = 0;

  get index(): number {
    return this.#index;
  }
  /** Why the picture at `index` is not shown. */
  get failure(): string | null {
    return this.#failure;
  }

  /**
   * Requests the picture at an index. The core predicts one picture at a time; indexes that were passed over meanwhile
   * are not requested.
   * @param before what the core works on already
   * @returns null without such a picture, or where another one was chosen meanwhile
   */
  async choose(
    { session, pictures }: OpenedLive,
    index: number,
    before: Promise<unknown> | null,
  ): Promise<PredictedPicture | null> {
    if (index < 0 || index >= pictures.length) return null;
    const turn = ++this.#turn;
    this.#index = index;
    await before;
    await this.#pending;
    if (turn !== this.#turn) return null;
    const start = performance.now();
    const pending = request('live.picture', { session, index }).then(decoded, (error: Error) => error);
    this.#pending = pending;
    const shown = await pending;
    const isFailure = shown instanceof Error;
    if (turn !== this.#turn) {
      if (!isFailure) shown.image.close();
      return null;
    }
    this.#failure = isFailure ? shown.message : null;
    return { picture: isFailure ? null : shown, latencyMs: performance.now() - start };
  }

  /** The folder is closed. */
  forget(): void {
    this.#turn++;
    this.#failure = null;
  }
}
