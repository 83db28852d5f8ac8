import { expect, it } from 'vitest';

import { CameraClock } from '../../../../../../src/main/core/features/session/running/camera-clock.ts';

it('takes the least delay for none, and later frames by that', () => {
  const clock = new CameraClock();
  expect(clock.takenMs(5000, 100)).toBe(100);
  expect(clock.takenMs(5100, 180)).toBe(180); // Arrived 20 ms sooner than the first.
  expect(clock.takenMs(5200, 330)).toBe(280); // Arrived 50 ms late.
});

it('never goes back', () => {
  const clock = new CameraClock();
  clock.takenMs(0, 200);
  expect(clock.takenMs(10, 60)).toBe(200);
  expect(clock.takenMs(300, 350)).toBe(350);
});

it('a camera that was opened anew has another clock', () => {
  const clock = new CameraClock();
  clock.takenMs(500_000, 100);
  expect(clock.takenMs(0, 5000)).toBe(5000);
});
