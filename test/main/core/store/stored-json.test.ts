import { expect, test } from 'vitest';
import { z } from 'zod';

import { anObject, storedJson, strings } from '../../../../src/main/core/store/stored-json.ts';

test('what was stored is read back', () => {
  expect(storedJson('["a","b"]', strings)).toEqual(['a', 'b']);
  expect(storedJson('{"loss":0.5}', anObject<Record<string, number>>())).toEqual({ loss: 0.5 });
});

test.each([
  ['no JSON', '{"a":', anObject()],
  ['text of another form', '[5]', strings],
  ['a list where an object was', '[]', anObject()],
  ['nothing', null as unknown as string, anObject()],
  ['a number', 5 as unknown as string, z.array(z.string())],
])('%s is damage that a backup repairs', (_, text, form) => {
  expect(() => storedJson<unknown>(text, form)).toThrow(
    expect.objectContaining({
      code: 'corrupt',
      message: expect.stringMatching(
        /^the database is damaged \('.*' is not what was stored there\); it can be repaired from a backup$/,
      ) as string,
    }),
  );
});
