import type { SceneState } from '../../../../../inference/prediction/live-frame.ts';
import { MINUTE_MS, quarterStart } from '../../../platform/time/local-time.ts';
import type { OpenPlace } from '../time/opening-hours.ts';
import { isOpen } from '../time/opening-hours.ts';
import type { QuarterFigure, Accumulator } from './accumulator.ts';

/** Without a frame for longer, the camera counts as gone. */
const LONGEST_GAP_MS = 2000;

/** `moved`: while the camera moves, the zones do not lie where they were drawn. */
const COUNTED_AS: Readonly<Record<SceneState, QuarterFigure>> = {
  clear: 'observedSeconds',
  dark: 'darkSeconds',
  covered: 'blockedSeconds',
  moved: 'blockedSeconds',
};

/** Adds the time between frames to the buckets, in opening hours: what a frame shows holds until the next one. */
export class ObservedTime {
  readonly #counts: Accumulator;
  #last: { scene: SceneState; nowMs: number } | undefined;

  constructor(counts: Accumulator) {
    this.#counts = counts;
  }

  frame(scene: SceneState, nowMs: number, place: OpenPlace): void {
    const last = this.#last;
    this.#last = { scene, nowMs };
    if (!last || nowMs - last.nowMs > LONGEST_GAP_MS) return;
    for (let at = last.nowMs; at < nowMs;) {
      const next = Math.min(nowMs, (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS);
      if (isOpen(place, at))
        this.#counts.add(
          { of: 'quarter', atMs: quarterStart(at), figure: COUNTED_AS[last.scene] },
          (next - at) / 1000,
        );
      at = next;
    }
  }
}
