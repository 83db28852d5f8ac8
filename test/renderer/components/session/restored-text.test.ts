import { expect, test } from 'vitest';

import { leftText, restoredText } from '../../../../src/renderer/components/session/clients/restored-text.ts';

const NONE = { added: 0, kept: 0, repaired: 0, deleted: 0, damaged: 0 };

test('says what a backup brought, without what it did not', () => {
  expect(restoredText({ ...NONE, added: 1 })).toBe('1 client added');
  expect(restoredText({ ...NONE, added: 2, kept: 3, repaired: 1 })).toBe(
    '2 clients added, 3 kept, 1 repaired',
  );
  expect(restoredText(NONE)).toBe('No client was added');
});

test('says what was left out of it', () => {
  expect(leftText(NONE)).toBeUndefined();
  expect(leftText({ ...NONE, damaged: 2 })).toBe('2 damaged files were left out.');
  expect(leftText({ ...NONE, deleted: 1, damaged: 1 })).toBe(
    '1 client was deleted on this machine and stays deleted. 1 damaged file was left out.',
  );
});
