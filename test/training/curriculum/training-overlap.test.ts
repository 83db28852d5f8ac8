import { join } from 'node:path';

import { expect, it } from 'vitest';

import { trainingOverlap } from '../../../src/training/curriculum/training-overlap.ts';
import { rolesOf } from '../../../src/training/curriculum/pictures.ts';
import { prepare } from '../../../src/training/datasets/prepared.ts';
import { readDataSet } from '../../../src/training/sources/readers/index.ts';
import { averaged } from '../../../src/training/release/averaged.ts';
import { EXPRESSIONS } from '../../../src/artifact/labels.ts';
import { readModelFolder } from '../../../src/artifact/model-folder.ts';
import { madeCard, networkFolder } from '../../artifact/made-model.ts';
import { madeFerplus, madeTree, scratchFolder } from '../../support/made-data.ts';

/** An average of two networks of other seeds, each of a draw of so many pictures. */
async function averageOf(limitPictures: number) {
  const root = madeTree(await madeFerplus(30, 6));
  const options = { size: 48, color: 'gray', cacheFolder: scratchFolder() } as const;
  const prepared = await prepare(await readDataSet('ferplus', root), options);
  const members = [2, 1].map((seed) => {
    const preset = { task: 'expression', seed, choosing: 'tenth', limitPictures } as const;
    const { train, selectionSet, splits } = rolesOf(preset, prepared);
    const { stage, data } = madeCard();
    const card = {
      ...{ task: 'expression' as const, labels: [...EXPRESSIONS], stage: { ...stage, seed } },
      data: { ...data, pictures: train.length, choosing: selectionSet, splits: [...splits] },
    };
    return { train, model: readModelFolder(networkFolder(card, join(scratchFolder(), 'model'), seed)) };
  });
  const { card } = averaged([members[0]!.model, members[1]!.model]);
  return { prepared, card, draws: members.map(({ train }) => train) };
}

it.each([10, 1000])(
  'an average of two networks learned from the pictures of both, at most %i each',
  async (limit) => {
    const { prepared, card, draws } = await averageOf(limit);
    const both = new Set(draws.flat());
    expect(both.size > draws[0]!.length).toBe(limit === 10);
    const overlap = trainingOverlap(card, prepared, prepared.pictures);
    expect(overlap).toEqual({ n: both.size, isExact: true });
  },
);
