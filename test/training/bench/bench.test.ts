import { expect, it } from 'vitest';

import { benchTraining } from '../../../src/training/bench/bench.ts';
import { startEngine } from '../../../src/training/engine/tf.ts';

it('a benchmark of training that is stopped ends before its next step', async () => {
  await startEngine();
  const controller = new AbortController();
  let looks = 0;
  const signal = new Proxy(controller.signal, {
    get(target, name) {
      if (name === 'aborted') looks++;
      return Reflect.get(target, name, target) as unknown;
    },
  });
  const steps = 20;
  const figures = benchTraining({ net: 'compact', size: 32, batch: 2, steps, mixed: false, signal });
  // As a signal of the system: heard only where a step gives others a turn.
  setTimeout(() => controller.abort(), 0);
  await expect(figures).rejects.toMatchObject({ code: 'interrupted' });
  expect(looks).toBeLessThan(steps / 2);
});
