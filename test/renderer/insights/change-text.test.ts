import { expect, test } from 'vitest';

import type { CampaignComparison, Change } from '../../../src/main/ipc/contract.ts';
import { changeText } from '../../../src/renderer/components/insights/change-text.ts';

const told = (change: [number, number, number] | null, before: number, after: number) =>
  changeText({
    ...{ pairs: 12, before, after, problem: null },
    difference: { value: after - before, low: after - before - 5, high: after - before + 5 },
    change: change && ({ value: change[0], low: change[1], high: change[2] } satisfies Change),
  });

test('a rise, a fall, chance, and nobody before', () => {
  expect(told([0.17, 0.05, 0.3], 112, 131)).toBe(
    'Faces seen rose from 112 to 131 per day, by 17% (95% interval of the change +5% to +30%; 12 pairs of days).',
  );
  expect(told([-0.25, -0.4, -0.1], 80, 60)).toBe(
    'Faces seen fell from 80 to 60 per day, by 25% (95% interval of the change −40% to −10%; 12 pairs of days).',
  );
  expect(told([0.05, -0.04, 0.14], 80, 84)).toContain(
    'which may be chance (95% interval of the change −4% to +14%;',
  );
  expect(told(null, 0, 30)).toBe(
    'Faces seen rose from 0 to 30 per day, by 30 (95% interval of the change +25 to +35; 12 pairs of days).',
  );
});

test('why days are not compared', () => {
  const none = { pairs: 0, before: null, after: null, difference: null, change: null };
  const say = (problem: CampaignComparison['problem'], means: Partial<CampaignComparison> = {}) =>
    changeText({ ...none, problem, ...means });
  expect(say('unobserved')).toMatch(/^No two days/);
  expect(say('no-counts')).toMatch(/^The two spans have no counts/);
  expect(say(null, { pairs: 3, before: 20, after: 30 })).toContain('3 pairs of days are too few');
  const few = { days: 6, of: 28, cameras: ['Door', 'Till'], k: 10 };
  expect(say(few)).toBe(
    '6 of 28 days cannot be compared day by day: Door and Till had days of fewer than 10 faces, which are merged with others.',
  );
  expect(say(few, { before: 63, after: 97 })).toMatch(
    / Over all days, faces seen went from 63 to 97 per day\.$/,
  );
});
