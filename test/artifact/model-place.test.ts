import { expect, test } from 'vitest';

import { MODEL_TASKS, VISIBLE } from '../../src/artifact/labels.ts';
import { parsePlace, placeKey, placeOfCard } from '../../src/artifact/model-place.ts';

test('a key gives its place back, whatever a title holds', () => {
  for (const task of MODEL_TASKS)
    for (const visible of VISIBLE)
      for (const title of task === 'custom' ? ['mask', 'mask.full', 'a b. c', '.'] : [undefined]) {
        const place = { task, visible: task === 'occlusion' ? 'full' : visible, ...(title && { title }) };
        expect(parsePlace(placeKey(place as never))).toEqual(place);
      }
});

test('what is no place has none', () => {
  for (const text of [
    '',
    'expression',
    'expression.left',
    'custom.full',
    'custom..full',
    'age.x.full',
    'occlusion.full',
  ])
    expect(parsePlace(text)).toBeUndefined();
});

test('models of a task of a user without a title go by their name', () => {
  const card = { task: 'custom', visible: 'full', name: 'compact.custom.full' } as const;
  expect(placeOfCard(card)).toEqual({ task: 'custom', visible: 'full', title: 'compact.custom.full' });
  expect(placeOfCard({ ...card, title: 'mask' }).title).toBe('mask');
});
