import type { LaunchedApp } from '../launch.ts';
import { until } from '../launch.ts';
import { errorOf } from '../../../src/common/error.ts';

const MINUTES = 60_000;

/** Starts a real training on the first data set and waits until it takes steps. */
export async function startTraining({ ask }: LaunchedApp): Promise<void> {
  const started = await ask('lab.start', {
    preset: 'compact-expression-lower',
    settings: [],
    dataSet: 1,
    seeds: [1],
    until: null,
    name: 'Under way',
  });
  if ('refused' in started) throw errorOf(started.refused.message);
  await until(async () => {
    const status = await ask('status.get', {});
    return 'ok' in status && (status.ok.running?.progress ?? 0) > 0;
  }, 5 * MINUTES);
}
