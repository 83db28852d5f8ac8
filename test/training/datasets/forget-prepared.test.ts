import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { removePrepared, prepare } from '../../../src/training/datasets/prepared.ts';
import { readDataSet } from '../../../src/training/sources/readers/index.ts';
import type { Layout } from '../../../src/training/sources/types.ts';
import { faceJpeg, madeTree, scratchFolder } from '../../support/made-data.ts';

/** A folder of one data set's prepared pictures in two sizes, and one of another data set. */
async function prepared() {
  const cacheFolder = scratchFolder();
  const pictures = Object.fromEntries(
    await Promise.all(
      [0, 1, 2, 3].map(async (i) => [`${i % 2 ? 'happy' : 'sad'}/${i}.jpg`, await faceJpeg(i)] as const),
    ),
  );
  const root = madeTree(pictures);
  for (const size of [16, 32])
    await prepare(await readDataSet('folder', root), { size, color: 'gray', cacheFolder });
  mkdirSync(join(cacheFolder, 'folder-16-gray-0123456789ab'));
  return { root, cacheFolder };
}

it('removes what was prepared of a data set in every size, and of no other', async () => {
  const { root, cacheFolder } = await prepared();
  expect(readdirSync(cacheFolder)).toHaveLength(3);
  await removePrepared({ layout: 'folder', root }, cacheFolder);
  expect(readdirSync(cacheFolder)).toEqual(['folder-16-gray-0123456789ab']);
});

it.each(['fold(er', '.*', 'folder-\\d+'])('a damaged layout %j removes nothing', async (layout) => {
  const { root, cacheFolder } = await prepared();
  await removePrepared({ layout: layout as Layout, root }, cacheFolder);
  expect(readdirSync(cacheFolder)).toHaveLength(3);
});
