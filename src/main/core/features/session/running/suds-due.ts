import type { ExposureState } from '../protocol/exposure.ts';
import { sudsDueMs } from '../protocol/exposure.ts';

/** Since when a rating is due, on the session's clock: that of the exposure stands in pauses. */
export class SudsDue {
  #sinceMs: number | null = null;

  /** @returns null: none is due */
  sinceMs(exposure: ExposureState, everySeconds: number | null, nowMs: number): number | null {
    const dueMs = sudsDueMs(exposure, everySeconds);
    if (dueMs === null) this.#sinceMs = null;
    else this.#sinceMs ??= nowMs - dueMs;
    return this.#sinceMs;
  }
}
