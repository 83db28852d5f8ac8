import { flushSync } from 'svelte';

/** Runs `make` in an effect that depends on something, as a view's does that opens what it was requested. `end` ends the effect, as when the view is left. */
export function madeInEffect<T>(make: () => T): { made: T; end: () => void } {
  let made: T | undefined;
  let isAsked = $state(true);
  const end = $effect.root(() => {
    $effect(() => {
      // Without a dependency Svelte drops the effect after its run and would end nothing later.
      if (!isAsked) return;
      isAsked = false;
      made = make();
    });
  });
  flushSync();
  return { made: made!, end };
}
