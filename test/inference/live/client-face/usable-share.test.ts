import { expect, it } from 'vitest';

import { createUsableShare } from '../../../../src/inference/live/client-face/usable-share.ts';

it('is the share of time, not of frames, and leaves out when the source stood still', () => {
  const share = createUsableShare();
  expect(share.share).toBeNull();
  share.add(true, 0);
  share.add(false, 300);
  share.add(true, 400);
  expect(share.share).toBe(0.75);
  share.add(false, 60_400);
  expect(share.share).toBeCloseTo(1300 / 1400, 10);
});
