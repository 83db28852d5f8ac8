import { expect, test } from 'vitest';

import { EXPRESSION_COLORS } from '../../src/artifact/label-colors.ts';
import { EXPRESSIONS } from '../../src/artifact/labels.ts';

/** WCAG 2: relative luminance of `#rrggbb`. */
function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = parseInt(color.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

const contrast = (a: string, b: string) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
};

test('every expression has a color of its own that stands out from its surface', () => {
  for (const side of ['light', 'dark'] as const) {
    const colors = EXPRESSIONS.map((label) => EXPRESSION_COLORS[label][side]);
    expect(new Set(colors).size).toBe(EXPRESSIONS.length);
    for (const color of colors)
      expect(contrast(color, side === 'light' ? '#f8fafa' : '#131819'), color).toBeGreaterThanOrEqual(3);
  }
});
