import { expect, test } from 'vitest';

import { fit, search } from '../../../../src/renderer/state/page/palette-search.ts';

test('the palette finds words by their beginnings, the title first', () => {
  const commands = [
    { title: 'Go to Data' },
    { title: 'Add data set', words: ['import'] },
    { title: 'UTKFace', detail: 'data of faces' },
  ];
  expect(search(commands, '').map(({ title }) => title)).toEqual(['Go to Data', 'Add data set', 'UTKFace']);
  expect(search(commands, 'data').map(({ title }) => title)).toEqual([
    'Add data set',
    'Go to Data',
    'UTKFace',
  ]);
  expect(search(commands, 'imp da').map(({ title }) => title)).toEqual(['Add data set']);
  expect(fit({ title: 'FER+' }, 'utk')).toBeNull();
});
