import { yieldToEventLoop } from './yield-to-event-loop.ts';

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
    await yieldToEventLoop(signal);
    since = performance.now();
  };
}

/** So many items of a long list are gone through in a few milliseconds. */
const SLICE_ITEMS = 1000;

/** Goes through a long list within the core: after every thousand items others have a turn. */
export async function forEachInSlices<T>(
  items: Iterable<T>,
  each: (item: T, index: number) => void,
): Promise<void> {
  let index = 0;
  for (const item of items) {
    each(item, index);
    if (++index % SLICE_ITEMS === 0) await yieldToEventLoop(undefined);
  }
}
