import { expect, test } from 'vitest';

import { mutatedBytes, mutatedJson, mutatedText } from '../../../scripts/fuzz/mutate.ts';
import { randomFor } from '../../../src/common/math/random.ts';

const JSON_TEXT = JSON.stringify({ a: [1, 2, { b: 'text' }], c: null });
const MUTATORS = {
  bytes: (seed: number) => mutatedBytes(randomFor(seed), Buffer.alloc(1000, 'text')),
  text: (seed: number) => mutatedText(randomFor(seed), 'a,b\n1,2\n'),
  json: (seed: number) => mutatedJson(randomFor(seed), JSON_TEXT),
};

test.each(Object.entries(MUTATORS))('%s change by the seed alone, and differ by it', (_, mutate) => {
  const made = Array.from({ length: 200 }, (_, seed) => mutate(seed).toString('hex'));
  expect(Array.from({ length: 200 }, (_, seed) => mutate(seed).toString('hex'))).toEqual(made);
  expect(new Set(made).size).toBeGreaterThan(100);
});

test('what is mutated stays as it was', () => {
  const bytes = Buffer.alloc(1000, 'text');
  for (let seed = 0; seed < 200; seed++) mutatedBytes(randomFor(seed), bytes);
  expect(bytes).toEqual(Buffer.alloc(1000, 'text'));
});
