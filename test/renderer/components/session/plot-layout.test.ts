import { expect, test } from 'vitest';

import { clockText } from '../../../../src/renderer/components/session/plot/clock-text.ts';
import { plotLayout, timeTicks } from '../../../../src/renderer/components/session/plot/plot-layout.ts';

test('times are told by the clock of the session', () => {
  expect([0, 59_999, 61_000, 3_661_000, -5].map(clockText)).toEqual([
    '0:00',
    '0:59',
    '1:01',
    '1:01:01',
    '0:00',
  ]);
});

test.each([
  [0, 60_000, 600],
  [1_234_567, 1_294_567, 900],
  [0, 3_600_000, 900],
  [0, 7_200_000, 300],
])(
  'ticks from %i to %i on %i px are round times within it, apart enough to be read',
  (fromMs, toMs, width) => {
    const ticks = timeTicks(fromMs, toMs, width);
    expect(ticks.length).toBeGreaterThan(1);
    for (const [i, tick] of ticks.entries()) {
      expect(tick % 1000).toBe(0);
      expect(tick).toBeGreaterThanOrEqual(fromMs);
      expect(tick).toBeLessThanOrEqual(toMs);
      if (i > 0) expect(((tick - ticks[i - 1]!) / (toMs - fromMs)) * width).toBeGreaterThanOrEqual(72);
    }
  },
);

test('rows lie one below the other and fill the height, with and without the ribbon', () => {
  for (const hasRibbon of [true, false])
    for (const isSmall of [true, false]) {
      const layout = plotLayout({
        ...{ width: 800, height: isSmall ? 88 : 300, fromMs: 0, toMs: 60_000, hasRibbon, isSmall },
      });
      const { steps, ribbon, flags, names, suds, axis } = layout;
      const named = isSmall ? [] : [names];
      const rows = hasRibbon ? [steps, ribbon, flags, ...named, suds, axis] : [steps, ...named, suds, axis];
      rows.reduce((above, row) => {
        expect(row.y).toBeGreaterThanOrEqual(above.y + above.height);
        expect(row.height).toBeGreaterThan(0);
        return row;
      });
      expect(axis.y + axis.height).toBe(layout.height);
      expect(ribbon.height > 0).toBe(hasRibbon);
      expect([layout.x(0), layout.x(60_000)]).toEqual([layout.left, layout.right]);
      expect([layout.y(100), layout.y(0)]).toEqual([suds.y, suds.y + suds.height]);
    }
});
