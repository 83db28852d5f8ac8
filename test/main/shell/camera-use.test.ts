import { expect, test } from 'vitest';

import { CameraUse } from '../../../src/main/shell/camera-use.ts';

const open = (kind: 'camera' | 'sample') => ({ source: { kind }, occlusion: 'auto' as const });

test('a camera is allowed while the Live view looks through it, and no longer', () => {
  const use = new CameraUse();
  expect(use.isAllowed).toBe(false);
  use.note('live.open', open('sample'));
  expect(use.isAllowed).toBe(false);
  use.note('live.open', open('camera'));
  expect(use.isAllowed).toBe(true);
  use.note('live.frame', {
    session: 1,
    atMs: 0,
    pixels: { format: 'RGBA', width: 1, height: 1, data: new Uint8Array(4) },
  });
  expect(use.isAllowed).toBe(true);
  use.note('live.open', open('sample'));
  expect(use.isAllowed).toBe(false);
  use.note('live.open', open('camera'));
  use.note('live.close', { session: 2 });
  expect(use.isAllowed).toBe(false);
});

test('the Store may use it without the Live view', () => {
  const use = new CameraUse();
  use.isForStore = true;
  use.note('live.close', { session: 1 });
  expect(use.isAllowed).toBe(true);
});

test('a therapy session may use it while it is open', () => {
  const use = new CameraUse();
  use.isForSession = true;
  expect(use.isAllowed).toBe(true);
  use.isForSession = false;
  expect(use.isAllowed).toBe(false);
});

test('Retrain may use it while it records', () => {
  const use = new CameraUse();
  use.note('retrain.openCamera', { id: 1 });
  expect(use.isAllowed).toBe(true);
  use.note('retrain.closeCamera', {});
  expect(use.isAllowed).toBe(false);
});
