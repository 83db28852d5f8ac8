import type { ShownPicture } from '../../live/played-video.svelte.ts';

/** A picture that stands still, and whether frames wait meanwhile. It closes the pictures that it is given. */
export class FrozenPicture {
  #isPaused = $state(false);
  #picture = $state.raw<ShownPicture | null>(null);
  #resume: (() => void) | null = null;

  get isPaused(): boolean {
    return this.#isPaused;
  }
  get picture(): ShownPicture | null {
    return this.#picture;
  }

  pause(): void {
    this.#isPaused = true;
  }

  /** In place of the picture before. */
  show(picture: ShownPicture | null): void {
    this.#picture?.image.close();
    this.#picture = picture;
  }

  /** Lets frames go on; nothing stands still any more. */
  end(): void {
    this.#isPaused = false;
    this.show(null);
    this.#resume?.();
    this.#resume = null;
  }

  /** Waits as long as frames are to wait. */
  async passed(): Promise<void> {
    if (this.#isPaused) await new Promise<void>((resolve) => (this.#resume = resolve));
  }
}
