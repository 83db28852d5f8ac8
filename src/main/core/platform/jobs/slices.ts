import { pause } from '../../../../common/pause.ts';

/** The core is never held up longer than about this. */
const SLICE_MS = 20;

/**
 * For long work within the core: called often, it lets others have a turn whenever a slice is used up.
 * @throws DemifaceError `interrupted` when the signal has aborted
 */
export function inSlices(signal: AbortSignal): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS && !signal.aborted) return;
    await pause(signal);
    since = performance.now();
  };
}
