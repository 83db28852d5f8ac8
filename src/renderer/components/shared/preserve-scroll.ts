import type { Attachment } from 'svelte/attachments';

/** How long a list may take to be as long again as it was. */
const GROWS_MS = 3000;
const places = new Map<string, number>();

/** What scrolls is found again where it was left, for as long as the window is open. @param key what is shown in it */
export function preserveScroll(key: string): Attachment<HTMLElement> {
  return (host) => {
    // What was opened at a place of its own stays there.
    const isPlaced = host.scrollTop > 0;
    const wanted = isPlaced ? 0 : (places.get(key) ?? 0);
    if (!isPlaced) host.scrollTop = wanted;
    const listening = new AbortController();
    const { signal } = listening;
    // Content that still comes makes room only bit by bit; the person's own scrolling ends the wait.
    const growing = new ResizeObserver(() => {
      host.scrollTop = wanted;
      if (host.scrollTop >= wanted) stop();
    });
    const stop = () => growing.disconnect();
    if (host.scrollTop < wanted) for (const child of host.children) growing.observe(child);
    const timer = setTimeout(stop, GROWS_MS);
    for (const own of ['wheel', 'pointerdown', 'keydown'] as const)
      host.addEventListener(own, stop, { signal, passive: true });
    let isWaiting = host.scrollTop < wanted;
    host.addEventListener(
      'scroll',
      () => {
        isWaiting &&= host.scrollTop < wanted;
        if (!isWaiting) places.set(key, host.scrollTop);
      },
      { signal, passive: true },
    );
    return () => {
      listening.abort();
      clearTimeout(timer);
      stop();
    };
  };
}
