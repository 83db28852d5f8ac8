import { expect, test } from 'vitest';

import { shownFace } from '../../../../src/renderer/state/live/shown-face.ts';

const face = (track: number, width: number) => ({
  ...{ track, isSeen: true, occlusion: null },
  box: { x: 0, y: 0, width, height: width },
});

test('the pinned face is shown, else the largest', () => {
  const faces = [face(1, 20), face(2, 50), face(3, 30)];
  expect(shownFace(faces, null)?.track).toBe(2);
  expect(shownFace(faces, 3)?.track).toBe(3);
  expect(shownFace(faces, 9)?.track).toBe(2);
  expect(shownFace([], 3)).toBeNull();
});
