import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { ConvertedWeight } from '../../../../src/training/models/published/conversion.ts';
import {
  findPublishedWeights,
  publishedPath,
  writePublished,
} from '../../../../src/training/models/published/published-folder.ts';
import { scratchFolder } from '../../../support/made-data.ts';

const weight = (name: string, ...values: number[]): ConvertedWeight => ({
  name,
  shape: [values.length],
  values: () => Promise.resolve(Float32Array.from(values)),
});
const SCALING = { mean: [1, 2, 3], std: [1, 1, 1] } as const;

/** As an import of a small net would land. */
async function landed(home: string, ...weights: ConvertedWeight[]): Promise<string> {
  const path = publishedPath('vgg-f', 'imagenet', home);
  const source = { name: 'f.mat', sha256: 'x' };
  const scaling = {
    mean: [...SCALING.mean] as [number, number, number],
    std: [...SCALING.std] as [number, number, number],
  };
  await writePublished(
    path,
    { net: 'vgg-f', from: 'imagenet', what: 'made', source, scaling, notes: ['a note'] },
    weights,
  );
  return path;
}

describe('a folder of published weights', () => {
  it('gives back what was written', async () => {
    const home = scratchFolder();
    const path = await landed(home, weight('a', 1, 2, 3), weight('b', -0.5));
    const found = findPublishedWeights('vgg-f', 'imagenet', home)!;
    expect([...found.weights]).toEqual([
      ['a', Float32Array.of(1, 2, 3)],
      ['b', Float32Array.of(-0.5)],
    ]);
    expect(found).toMatchObject({ path, what: 'made', scaling: SCALING, notes: ['a note'] });
  });

  it('is not there before, nor under another name', async () => {
    const home = scratchFolder();
    expect(findPublishedWeights('vgg-f', 'imagenet', home)).toBeUndefined();
    await landed(home, weight('a', 1));
    expect(findPublishedWeights('vgg-f', 'vgg-face', home)).toBeUndefined();
  });

  it('stays as it was when the next import fails, and nothing half done is left', async () => {
    const home = scratchFolder();
    await landed(home, weight('a', 1));
    const failing: ConvertedWeight = {
      name: 'b',
      shape: [1],
      values: () => {
        throw new Error('cannot be read');
      },
    };
    await expect(landed(home, weight('a', 2), failing)).rejects.toThrow('cannot be read');
    expect(readdirSync(join(home, 'published'))).toEqual(['vgg-f.imagenet']);
    expect(findPublishedWeights('vgg-f', 'imagenet', home)!.weights.get('a')).toEqual(Float32Array.of(1));
  });

  it('takes the place of no folder that holds something else', async () => {
    const home = scratchFolder();
    const path = await landed(home, weight('a', 1));
    writeFileSync(join(path, 'notes.txt'), 'of the user');
    await expect(landed(home, weight('a', 2))).rejects.toThrow(/did not write it as it is/);
    expect(readdirSync(path).sort()).toEqual(['manifest.json', 'notes.txt', 'weights.bin']);
  });

  it.each([
    ['weights.bin', (bytes: Buffer) => bytes.fill(1, 3, 4)],
    ['weights.bin', (bytes: Buffer) => bytes.subarray(4)],
    ['manifest.json', (bytes: Buffer) => bytes.subarray(4)],
    ['manifest.json', (bytes: Buffer) => Buffer.from(bytes.toString().replace('"b"', '7'))],
  ])('with a changed %s is damaged', async (name, change) => {
    const home = scratchFolder();
    const path = await landed(home, weight('a', 1, 2, 3), weight('b', -0.5));
    writeFileSync(join(path, name), change(readFileSync(join(path, name))));
    expect(() => findPublishedWeights('vgg-f', 'imagenet', home)).toThrow(
      expect.objectContaining({
        code: 'corrupt',
        message: expect.stringMatching(/import the published weights again$/) as string,
      }) as Error,
    );
  });
});
