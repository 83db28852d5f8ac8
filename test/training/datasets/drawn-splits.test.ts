import { join } from 'node:path';

import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { checkDataSet } from '../../../src/training/sources/check/check.ts';
import { readDataSet } from '../../../src/training/sources/readers/index.ts';
import type { Layout, LabeledPicture } from '../../../src/training/sources/types.ts';
import { faceJpeg, madeTree, scratchFolder } from '../../support/made-data.ts';

const before = process.env['DEMIFACE_CACHE'];
beforeEach(() => (process.env['DEMIFACE_CACHE'] = join(scratchFolder(), 'cache')));
afterEach(() => {
  if (before === undefined) delete process.env['DEMIFACE_CACHE'];
  else process.env['DEMIFACE_CACHE'] = before;
});

const CLASSES = ['happy', 'sad'] as const;
const PICTURES = 40;
const LAYOUTS: readonly Layout[] = ['csv', 'folder'];

const pathOf = (i: number, kind: string) => `${CLASSES[i % 2]}/${i}${kind}.jpg`;

/** Faces that differ, in two class folders; with copies, each once more byte for byte, and one flat picture twice. */
async function tree(hasCopies: boolean): Promise<Record<string, Buffer>> {
  const made: Record<string, Buffer> = {};
  const flat = await sharp({ create: { width: 48, height: 48, channels: 3, background: '#777' } })
    .jpeg()
    .toBuffer();
  for (let i = 0; i < PICTURES; i++) {
    const face = i < 10 && hasCopies ? flat : await faceJpeg(i);
    made[pathOf(i, 'a')] = face;
    if (hasCopies) made[pathOf(i, 'b')] = face;
  }
  return made;
}

/** @param splitOf what the list states, if anything */
function listed(made: Record<string, Buffer>, splitOf: (file: string) => string = () => '') {
  const rows = Object.keys(made).map((file) => `${file},${file.split('/')[0]},${splitOf(file)}`);
  return { ...made, 'list.csv': ['file,expression,split', ...rows, ''].join('\n') };
}

const splitsIn = (pictures: readonly LabeledPicture[]) =>
  new Map(pictures.map(({ file, split }) => [file, split]));

describe.each(LAYOUTS)('the drawn split of %s', (layout) => {
  const rootOf = (made: Record<string, Buffer>) => madeTree(layout === 'csv' ? listed(made) : made);

  it('keeps copies together, as the check says too, in sets of all three', async () => {
    const root = rootOf(await tree(true));
    const options = { compareNear: false };
    const drawn = splitsIn((await readDataSet(layout, root, options)).pictures);
    const straddles = (splits: ReadonlyMap<string, string>) =>
      Array.from({ length: PICTURES }, (_, i) => i).filter(
        (i) => splits.get(pathOf(i, 'a')) !== splits.get(pathOf(i, 'b')),
      );
    expect(straddles(drawn).length).toBeGreaterThan(5);
    const splits = splitsIn((await readDataSet(layout, root)).pictures);
    expect(splits.size).toBe(2 * PICTURES);
    expect(straddles(splits)).toEqual([]);
    expect(new Set(Array.from({ length: 10 }, (_, i) => splits.get(pathOf(i, 'a')))).size).toBe(1);
    expect(new Set(splits.values())).toEqual(new Set(['train', 'val', 'test']));
    for (const [file, split] of splits) if (split === 'test') expect(drawn.get(file)).toBe('test');
    const { duplicates, nearDuplicates } = await checkDataSet(layout, root);
    expect(duplicates.within).toBe(PICTURES - 9);
    expect([duplicates.across, nearDuplicates.across]).toEqual([0, 0]);
  });

  it('stays as it was drawn where no picture has a copy', async () => {
    const root = rootOf(await tree(false));
    const { pictures } = await readDataSet(layout, root, { compareNear: false });
    expect((await readDataSet(layout, root)).pictures).toEqual(pictures);
  });
});

describe('a stated split', () => {
  it('is never changed, and no picture is compared for it', async () => {
    const made = await tree(true);
    const stated = (file: string) => (file.endsWith('a.jpg') ? 'train' : 'test');
    let compared = 0;
    const { pictures } = await readDataSet('csv', madeTree(listed(made, stated)), {
      onCompare: () => compared++,
    });
    for (const { file, split, near } of pictures) expect([split, near]).toEqual([stated(file), undefined]);
    expect(compared).toBe(0);
  });
});
