import { expect, test } from 'vitest';

import {
  qualityBits,
  qualityCodes,
  SESSION_QUALITY,
} from '../../../../../../src/main/core/features/session/recording/quality.ts';

test('quality goes into bits and back', () => {
  expect(qualityCodes(qualityBits(['not-seen', 'blurred']))).toEqual(['not-seen', 'blurred']);
  expect(qualityBits([])).toBe(0);
  expect(qualityBits(['not-seen'])).toBe(1);
  expect(qualityCodes(qualityBits(SESSION_QUALITY))).toEqual([...SESSION_QUALITY]);
});
