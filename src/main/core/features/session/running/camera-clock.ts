/** A larger difference is another camera, or one that was opened anew. */
const RESTART_MS = 1000;

/** Puts the times of a camera's frames on the clock of a session. */
export class CameraClock {
  #offsetMs: number | null = null;
  #lastMs = -Infinity;

  /**
   * The shortest delay seen so far counts as none.
   * @param cameraMs when the frame was taken, on the camera's clock
   * @param nowMs when it arrived, on the session's
   * @returns when it was taken, on the session's; never before the frame before
   */
  takenMs(cameraMs: number, nowMs: number): number {
    const offsetMs = nowMs - cameraMs;
    const isSame = this.#offsetMs !== null && Math.abs(offsetMs - this.#offsetMs) < RESTART_MS;
    this.#offsetMs = isSame ? Math.min(this.#offsetMs!, offsetMs) : offsetMs;
    this.#lastMs = Math.max(this.#lastMs, cameraMs + this.#offsetMs);
    return this.#lastMs;
  }
}
