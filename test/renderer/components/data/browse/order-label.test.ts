import { expect, test } from 'vitest';

import { LABEL_ORDERS } from '../../../../../src/artifact/label-orders.ts';
import { orderLabel } from '../../../../../src/renderer/components/data/browse/order-label.ts';

test('orders are called by the name of their data set, not by the code of the command line', () => {
  const labelOf = (wanted: string) => orderLabel(LABEL_ORDERS.find(({ id }) => id === wanted)!);
  expect(labelOf('raf-db')).toBe(
    'RAF-DB: 1 surprise, 2 fear, 3 disgust, 4 happiness, 5 sadness, 6 anger, 7 neutral',
  );
  expect(labelOf('imdb-wiki')).toBe('IMDB-WIKI: 0 woman, 1 man');
  expect(labelOf('ages')).toBe('Ages in years');
  expect(labelOf('age-bands')).toBe('Age bands, from which no age is read');
});
