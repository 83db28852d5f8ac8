import type { LaunchedApp } from '../launch.ts';

/** Begins to note how long the page was blocked. */
export async function watchTasks({ page }: LaunchedApp): Promise<void> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({ type: 'longtask' });
    Object.assign(window, { longTasks: tasks });
  });
}

/** The longest task since the last question, ms; 0: none was over 50. */
export async function longestTask({ page }: LaunchedApp): Promise<number> {
  return page.evaluate(() => {
    const { longTasks } = window as unknown as { longTasks: number[] };
    return Math.round(Math.max(0, ...longTasks.splice(0)));
  });
}
