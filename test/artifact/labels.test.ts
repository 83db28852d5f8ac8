import { expect, it } from 'vitest';

import {
  fullHead,
  headWidth,
  OCCLUSION_LABELS,
  LABELS,
  MODEL_TASKS,
  TASKS,
} from '../../src/artifact/labels.ts';

it('the occlusion has four classes in this order, and is no reading of a person', () => {
  expect(OCCLUSION_LABELS).toEqual(['none', 'upper', 'lower', 'not a face']);
  expect(LABELS.occlusion).toBe(OCCLUSION_LABELS);
  expect(headWidth(fullHead('occlusion'))).toBe(4);
  expect(TASKS).toEqual(['expression', 'gender', 'age']);
  expect(MODEL_TASKS).toEqual([...TASKS, 'custom', 'occlusion']);
});
