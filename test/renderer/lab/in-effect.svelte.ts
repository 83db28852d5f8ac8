import { flushSync } from 'svelte';

/** Runs `make` in an effect, as an effect of a view does. `end` ends the effect, as when the view is left. */
export function madeInEffect<T>(make: () => T): { made: T; end: () => void } {
  let made: T | undefined;
  const end = $effect.root(() => {
    $effect(() => {
      made = make();
    });
  });
  flushSync();
  return { made: made!, end };
}
