import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { hasValidChecksum, withChecksum } from '../../src/artifact/checksummed-page.ts';
import { scratchFolder } from '../support/made-data.ts';

const page = withChecksum('# Results\n\nAccuracy 0.9\n');
const isSealedAs = (text: string) => {
  const path = join(scratchFolder(), 'page.md');
  writeFileSync(path, text);
  return hasValidChecksum(path);
};

it('a page is known as it was sealed, with the line ends of another system too', () => {
  expect(isSealedAs(page)).toBe(true);
  expect(isSealedAs(page.replaceAll('\n', '\r\n'))).toBe(true);
});

it('an edited page, or one without a seal, is not', () => {
  expect(isSealedAs(page.replace('0.9', '0.99'))).toBe(false);
  expect(isSealedAs(`${page}A note.\n`)).toBe(false);
  expect(isSealedAs('# Results\n')).toBe(false);
});
