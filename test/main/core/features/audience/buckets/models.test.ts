import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { AGE_BANDS } from '../../../../../../src/artifact/age-bands.ts';
import type { Card } from '../../../../../../src/artifact/card.ts';
import { readOnnxModel } from '../../../../../../src/artifact/model-folder.ts';
import { shippedModels } from '../../../../../../src/artifact/places.ts';
import {
  keepReaders,
  knownReaders,
  type Reader,
  readerOf,
  readerSet,
} from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { misreadingOf } from '../../../../../../src/main/core/features/audience/correction/misreading.ts';
import { madeStore } from '../made-audience.ts';

test('a set of models is known by its hash, whatever their order, and kept once', () => {
  const store = madeStore();
  const one: Reader = {
    task: 'gender',
    visible: 'full',
    name: 'g',
    sha256: 'x',
    confusion: [
      [9, 1],
      [2, 8],
    ],
  };
  const two: Reader = { task: 'age', visible: 'upper', name: 'a', sha256: 'y', confusion: null };
  const keep = (...readers: Reader[]) => {
    const set = readerSet(readers);
    keepReaders(store, set);
    return set.hash;
  };
  const hash = keep(one, two);
  expect(keep(two, one)).toBe(hash);
  expect(keep(one, { ...two, sha256: 'z' })).not.toBe(hash);
  expect(knownReaders(store).size).toBe(2);
  expect(knownReaders(store).get(hash)).toEqual([two, one]);
});

test('what the shipped models tell is enough to correct genders of whole, masked and headset faces', () => {
  const cards = readdirSync(shippedModels()).map((name) => readOnnxModel(join(shippedModels(), name)).card);
  const readers = cards.flatMap((card) => readerOf(card, 'x') ?? []);
  expect(readers).toHaveLength(6);
  const shown = { full: 0.6, upper: 0.3, lower: 0.1 };
  expect(misreadingOf('gender', [{ readers, shown, visits: 10 }])).toHaveLength(3);
});

test('figures of an audience come before those of all faces', () => {
  const card = (task: 'age' | 'gender', measured: object) =>
    ({ task, visible: 'full', name: 'n', measured }) as unknown as Card;
  const bands = AGE_BANDS.map((_, t) => AGE_BANDS.map((_, r) => (t === r ? 10 : 1)));
  expect(
    readerOf(
      card('gender', {
        confusion: [
          [5, 5],
          [5, 5],
        ],
        audienceConfusion: [
          [9, 1],
          [1, 9],
        ],
      }),
      'x',
    )!.confusion,
  ).toEqual([
    [9, 1],
    [1, 9],
  ]);
  const selected = {
    ...card('age', { confusion: [], audienceConfusion: [] }),
    selection: { audienceConfusion: bands },
  };
  expect(readerOf(selected as unknown as Card, 'x')!.confusion).toEqual(bands);
  expect(readerOf(card('age', { confusion: [], audienceConfusion: bands }), 'x')!.confusion).toEqual(bands);
  expect(readerOf(card('age', { confusion: [] }), 'x')!.confusion).toBeNull();
});
