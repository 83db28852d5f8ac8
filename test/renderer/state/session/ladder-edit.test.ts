import { expect, test } from 'vitest';

import {
  isComplete,
  withNewStep,
  withoutStep,
  withStep,
  withStepMoved,
} from '../../../../src/renderer/state/session/ladder-edit.ts';

const ladder = {
  ...{ id: 'spiders', title: 'Spiders' },
  steps: ['a', 'b', 'c'].map((title) => ({ title, hint: '' })),
};
const titles = ({ steps }: typeof ladder) => steps.map(({ title }) => title).join('');

test('a step is moved by one, and the first and the last stay where they are', () => {
  expect(titles(withStepMoved(ladder, 1, -1))).toBe('bac');
  expect(titles(withStepMoved(ladder, 1, 1))).toBe('acb');
  expect(withStepMoved(ladder, 0, -1)).toBe(ladder);
  expect(withStepMoved(ladder, 2, 1)).toBe(ladder);
  expect(titles(ladder)).toBe('abc');
});

test('is complete with a name, and a name for each step', () => {
  expect(isComplete(ladder)).toBe(true);
  expect(isComplete(withNewStep(ladder))).toBe(false);
  expect(isComplete(withStep(withNewStep(ladder), 3, { title: 'd' }))).toBe(true);
  expect(isComplete({ ...ladder, title: ' ' })).toBe(false);
  expect(isComplete([0, 0, 0].reduce((each) => withoutStep(each, 0), ladder))).toBe(false);
});
