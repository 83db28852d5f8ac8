import { expect, test } from 'vitest';

import { PageCache } from '../../../../src/renderer/state/page/page-cache.ts';

test('a page is requested once, until it could not be read', () => {
  const pages = new PageCache<string>(3);
  expect(pages.ask(0, 7)).toEqual([0, 1, 2]);
  expect(pages.ask(2, 9)).toEqual([3]);
  pages.forget(1);
  expect(pages.ask(0, 7)).toEqual([1]);
});

test('entries lie where the list has them; pages far away make room', () => {
  const pages = new PageCache<string>(2, 2);
  pages.put(0, ['a', 'b']);
  pages.put(5, ['k', 'l']);
  pages.put(6, ['m']);
  expect([pages.at(0), pages.at(11), pages.at(12), pages.at(13)]).toEqual([undefined, 'l', 'm', undefined]);
  expect([...pages.entries()]).toEqual([
    [10, 'k'],
    [11, 'l'],
    [12, 'm'],
  ]);
});
