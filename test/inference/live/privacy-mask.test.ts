import { expect, it } from 'vitest';

import type { Point } from '../../../src/common/math/polygon.ts';
import { isInside } from '../../../src/common/math/polygon.ts';
import { createPrivacyMask } from '../../../src/inference/live/privacy-mask.ts';

const STAR: Point[] = [
  { x: 0.1, y: 0.2 },
  { x: 0.9, y: 0.3 },
  { x: 0.55, y: 0.5 },
  { x: 0.8, y: 1.2 },
  { x: 0.3, y: 0.7 },
];

it('blanks every pixel whose middle lies in a polygon and leaves those well outside', () => {
  const blank = createPrivacyMask([
    STAR,
    [
      { x: -1, y: -1 },
      { x: 0.05, y: -1 },
      { x: 0.05, y: 2 },
    ],
  ]);
  for (const [width, height] of [
    [64, 48],
    [31, 77],
  ] as const) {
    const picture = { data: new Uint8Array(width * height * 3).fill(200), width, height };
    blank(picture);
    let blanked = 0;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const at = (y * width + x) * 3;
        const isBlank = picture.data[at] === 0 && picture.data[at + 2] === 0;
        blanked += Number(isBlank);
        const middle = { x: (x + 0.5) / width, y: (y + 0.5) / height };
        if (isInside(STAR, middle)) expect(isBlank).toBe(true);
        const around = [-1.5, 0, 1.5].flatMap((dx) =>
          [-1.5, 0, 1.5].map((dy) => ({ x: middle.x + dx / width, y: middle.y + dy / height })),
        );
        if (middle.x > 0.1 && !around.some((point) => isInside(STAR, point))) expect(isBlank).toBe(false);
      }
    expect(blanked).toBeGreaterThan(0.1 * width * height);
    expect(blanked).toBeLessThan(0.5 * width * height);
  }
});
