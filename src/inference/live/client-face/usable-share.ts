/** Share of the time in which readings count. */
export interface UsableShare {
  /** The frame before counts until this one. @param isUsable of this frame */
  add(isUsable: boolean, atMs: number): void;
  /** 0 to 1; null before any time has passed. */
  readonly share: number | null;
}

/** A longer time between two frames is no measured time: the source stood still. */
const MAX_FRAME_MS = 1000;

export function createUsableShare(): UsableShare {
  let before: { isUsable: boolean; atMs: number } | null = null;
  let [usableMs, allMs] = [0, 0];
  return {
    add(isUsable, atMs) {
      if (before) {
        const ms = Math.min(MAX_FRAME_MS, Math.max(0, atMs - before.atMs));
        allMs += ms;
        if (before.isUsable) usableMs += ms;
      }
      before = { isUsable, atMs };
    },
    get share() {
      return allMs === 0 ? null : usableMs / allMs;
    },
  };
}
