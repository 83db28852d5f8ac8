import { expect, it } from 'vitest';

import {
  withDeprecatedCardKeys,
  withDeprecatedKeys,
  withDeprecatedPart,
} from '../../../src/cli/output/deprecated-keys.ts';
import { madeCard } from '../../artifact/made-model.ts';

const BOX = { x: 1, y: 2, width: 3, height: 4 };

it('leaves every present key as it is, and adds none of what was not predicted', () => {
  const age = { value: 31, low: 24, high: 39 };
  const face = { box: BOX, score: 0.9, occlusion: 'upper' as const, ageYears: age };
  expect(withDeprecatedKeys({ file: 'a.png', timeS: 0, faces: [face] })).toEqual({
    file: 'a.png',
    timeS: 0,
    faces: [{ ...face, hidden: 'upper' }],
  });
});

it('a followed face whose occlusion is uncertain has it null under both keys', () => {
  const gender = { label: 'male', confident: false, probs: { male: 0.55, female: 0.45 } };
  const frame = {
    file: 'a.mp4',
    timeS: 1,
    faces: [{ track: 1, box: BOX, score: 1, occlusion: null, gender }],
  };
  expect(withDeprecatedKeys(frame)).toMatchObject({
    faces: [{ occlusion: null, hidden: null, gender: { ...gender, sure: false } }],
  });
});

it('cards and shares of heat have their former keys too', () => {
  expect(withDeprecatedCardKeys(madeCard({ confidenceThreshold: 0.7 }))).toMatchObject({
    ...{ confidenceThreshold: 0.7, sure: 0.7 },
  });
  const occluded = { share: 0.1, area: 0, relative: null };
  expect(withDeprecatedPart({ occluded })).toEqual({ occluded, hidden: occluded });
  expect(withDeprecatedPart(null)).toBeNull();
});
