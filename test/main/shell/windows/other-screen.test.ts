import { expect, test } from 'vitest';

import { otherScreen } from '../../../../src/main/shell/windows/other-screen.ts';

const screen = (id: number) => ({ id, workArea: { x: id * 1000, y: 24, width: 1000, height: 700 } });

test('the second window lies on a screen that the main one is not on', () => {
  expect(otherScreen([screen(1), screen(2)], screen(1))).toEqual(screen(2).workArea);
  expect(otherScreen([screen(1), screen(2)], screen(2))).toEqual(screen(1).workArea);
  expect(otherScreen([screen(1)], screen(1))).toBeNull();
});
