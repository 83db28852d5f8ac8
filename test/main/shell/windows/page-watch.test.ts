import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { watchPage } from '../../../../src/main/shell/windows/page-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const SECONDS = 1000;

/** A page with given answers. */
function madePage() {
  const page = { answers: true, isLoading: false, isCrashed: false, hangs: 0, asked: 0 };
  const end = watchPage(
    {
      isDestroyed: () => false,
      isCrashed: () => page.isCrashed,
      isLoading: () => page.isLoading,
      executeJavaScript: () => {
        page.asked++;
        return page.answers ? Promise.resolve(0) : new Promise(() => {});
      },
    },
    () => page.hangs++,
  );
  return { page, end };
}

test('a page that answers is left alone, one that does not is ended within a minute, and again', async () => {
  const { page, end } = madePage();
  await vi.advanceTimersByTimeAsync(600 * SECONDS);
  expect([page.hangs, page.asked]).toEqual([0, 60]);
  page.answers = false;
  await vi.advanceTimersByTimeAsync(25 * SECONDS);
  expect(page.hangs).toBe(0);
  await vi.advanceTimersByTimeAsync(35 * SECONDS);
  expect(page.hangs).toBe(1);
  await vi.advanceTimersByTimeAsync(30 * SECONDS);
  expect(page.hangs).toBe(2);
  end();
  await vi.advanceTimersByTimeAsync(600 * SECONDS);
  expect(page.hangs).toBe(2);
});

test('a slow answer, a page that loads and one that crashed are no hang', async () => {
  const { page } = madePage();
  page.answers = false;
  await vi.advanceTimersByTimeAsync(20 * SECONDS);
  page.answers = true;
  await vi.advanceTimersByTimeAsync(120 * SECONDS);
  page.isLoading = true;
  page.answers = false;
  await vi.advanceTimersByTimeAsync(120 * SECONDS);
  [page.isLoading, page.isCrashed] = [false, true];
  await vi.advanceTimersByTimeAsync(120 * SECONDS);
  expect(page.hangs).toBe(0);
});
