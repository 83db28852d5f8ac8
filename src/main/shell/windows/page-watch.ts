import type { WebContents } from 'electron';

/** How often the page is pinged, and how many answers may be missing. */
const ASK_MS = 10_000;
const MAX_UNANSWERED = 3;

type Page = Pick<WebContents, 'isDestroyed' | 'isCrashed' | 'isLoading' | 'executeJavaScript'>;

/**
 * Notices a page that hangs. Chromium itself notices it only where somebody clicks or types, which at a door nobody does.
 * Counts questions, not time: a machine that was asleep has not hung.
 * @returns ends the watch
 */
export function watchPage(page: Page, onHang: () => void): () => void {
  let unanswered = 0;
  const timer = setInterval(() => {
    if (page.isDestroyed() || page.isCrashed() || page.isLoading()) {
      unanswered = 0;
      return;
    }
    if (unanswered >= MAX_UNANSWERED) {
      unanswered = 0;
      return onHang();
    }
    unanswered++;
    const answer = () => (unanswered = 0);
    // eslint-disable-next-line no-restricted-syntax -- a constant, to see whether the page answers
    page.executeJavaScript('0').then(answer, answer);
  }, ASK_MS);
  return () => clearInterval(timer);
}
