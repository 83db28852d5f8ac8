import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { AGE_BANDS } from '../../../../../../src/artifact/age-bands.ts';
import type { Card } from '../../../../../../src/artifact/card.ts';
import { readOnnxModel } from '../../../../../../src/artifact/model-folder.ts';
import { shippedModels } from '../../../../../../src/artifact/places.ts';
import {
  keepCountingModels,
  knownCountingModels,
  type CountingModel,
  countingModel,
  countingModels,
} from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { weightedConfusions } from '../../../../../../src/main/core/features/audience/correction/weighted-confusions.ts';
import { madeStore } from '../made-audience.ts';

test('a set of models is known by its hash, whatever their order, and kept once', () => {
  const store = madeStore();
  const one: CountingModel = {
    task: 'gender',
    visible: 'full',
    name: 'g',
    sha256: 'x',
    confusion: [
      [9, 1],
      [2, 8],
    ],
  };
  const two: CountingModel = { task: 'age', visible: 'upper', name: 'a', sha256: 'y', confusion: null };
  const keep = (...readers: CountingModel[]) => {
    const set = countingModels(readers);
    keepCountingModels(store, set);
    return set.hash;
  };
  const hash = keep(one, two);
  expect(keep(two, one)).toBe(hash);
  expect(keep(one, { ...two, sha256: 'z' })).not.toBe(hash);
  expect(knownCountingModels(store).size).toBe(2);
  expect(knownCountingModels(store).get(hash)).toEqual([two, one]);
});

test('what the shipped models tell is enough to correct genders of whole, masked and headset faces', () => {
  const cards = readdirSync(shippedModels()).map((name) => readOnnxModel(join(shippedModels(), name)).card);
  const readers = cards.flatMap((card) => countingModel(card, 'x') ?? []);
  expect(readers).toHaveLength(6);
  const shown = { full: 0.6, upper: 0.3, lower: 0.1 };
  expect(weightedConfusions('gender', [{ readers, shown, visits: 10 }])).toHaveLength(3);
});

test('figures of an audience come before those of all faces', () => {
  const card = (task: 'age' | 'gender', measured: object) =>
    ({ task, visible: 'full', name: 'n', measured }) as unknown as Card;
  const bands = AGE_BANDS.map((_, t) => AGE_BANDS.map((_, r) => (t === r ? 10 : 1)));
  expect(
    countingModel(
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
  expect(countingModel(selected as unknown as Card, 'x')!.confusion).toEqual(bands);
  expect(countingModel(card('age', { confusion: [], audienceConfusion: bands }), 'x')!.confusion).toEqual(
    bands,
  );
  expect(countingModel(card('age', { confusion: [] }), 'x')!.confusion).toBeNull();
});
