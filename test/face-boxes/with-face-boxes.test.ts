import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { withFaceBoxes } from '../../src/face-boxes/with-face-boxes.ts';
import { cutFace } from '../../src/inference/runtime/crop.ts';
import { decodePicture } from '../../src/inference/runtime/decode-picture.ts';
import { decodeFace } from '../../src/training/sources/decode.ts';
import { readDataSet } from '../../src/training/sources/readers/index.ts';
import { scratchFolder } from '../support/made-data.ts';

const CROP = { scale: 1.18, up: 0.1 };
const names = { classNames: { task: 'custom' as const } };
let root: string;
let cache: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'demiface-test-'));
  cache = mkdtempSync(join(tmpdir(), 'demiface-test-'));
  for (const folder of ['a', 'b']) mkdirSync(join(root, folder));
  const clip = sharp('resources/clip/00s.jpg');
  const face = await clip.png().toBuffer();
  writeFileSync(join(root, 'a', 'face.png'), face);
  // Cut off beside the face, so that what a model takes reaches beyond the picture; and turned by EXIF.
  writeFileSync(
    join(root, 'a', 'edge.png'),
    await sharp(face).extract({ left: 150, top: 0, width: 250, height: 300 }).png().toBuffer(),
  );
  writeFileSync(
    join(root, 'b', 'turned.jpg'),
    await sharp(face).rotate(90).jpeg({ quality: 95 }).withMetadata({ orientation: 8 }).toBuffer(),
  );
  const wall = { width: 320, height: 240, channels: 3, background: '#9a8' } as const;
  writeFileSync(join(root, 'b', 'wall.png'), await sharp({ create: wall }).png().toBuffer());
  const two = sharp({ create: { ...wall, width: 800, height: 300 } });
  writeFileSync(
    join(root, 'b', 'two.png'),
    await two
      .composite([
        { input: face, left: 0, top: 0 },
        { input: face, left: 400, top: 0 },
      ])
      .png()
      .toBuffer(),
  );
  writeFileSync(join(root, 'b', 'broken.png'), 'no picture');
});

afterAll(() => [root, cache].forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const boxed = async (more: object = {}) =>
  withFaceBoxes(await readDataSet('folder', root, { ...names, compareNear: false }), {
    crop: CROP,
    cacheFolder: cache,
    ...more,
  });
const lines = () => readFileSync(join(cache, readdirSync(cache)[0]!), 'utf8').split('\n');

describe('whole pictures of a user', { timeout: 60_000 }, () => {
  it('get the box that the crop asks for; those with no face or several are named and left out', async () => {
    const { pictures, notes } = await boxed();
    expect(pictures.map(({ file, box }) => [file, box !== undefined]).sort()).toEqual([
      ['a/edge.png', true],
      ['a/face.png', true],
      ['b/broken.png', false],
      ['b/turned.jpg', true],
    ]);
    expect(notes).toEqual([
      { code: 'data.withoutFace', values: { n: 1, files: ['b/wall.png'] } },
      { code: 'data.withSeveralFaces', values: { n: 1, files: ['b/two.png'] } },
    ]);
  });

  it('are cropped as inference crops them, at the edge of a picture and turned by EXIF too', async () => {
    const { pictures } = await boxed();
    for (const { file, box } of pictures.filter((picture) => picture.box)) {
      const bytes = readFileSync(join(root, file));
      const { picture } = await decodePicture(bytes);
      const taught = await decodeFace(bytes, { size: 64, color: 'gray', box });
      const read = await cutFace(picture, box!, { size: 64, color: 'gray' });
      const worst = Math.max(...taught.map((value, i) => Math.abs(value - read[i]!)));
      expect(worst, file).toBeLessThanOrEqual(2);
    }
    const edge = pictures.find(({ file }) => file === 'a/edge.png')!.box!;
    expect(edge.x).toBeLessThan(0);
  });

  it('are searched once: what was found is kept, whatever the crop, and a broken search goes on', async () => {
    const before = lines();
    const progress: number[] = [];
    const onProgress = (done: number) => void progress.push(done);
    const again = await boxed({ crop: { scale: 1, up: 0 }, onProgress });
    expect(lines().filter((line) => line.includes('"file"'))).toHaveLength(
      before.filter((line) => line.includes('"file"')).length,
    );
    expect(progress).toEqual([1]); // The broken one is tried again.
    const first = (await boxed()).pictures.find(({ file }) => file === 'a/face.png')!.box!;
    const other = again.pictures.find(({ file }) => file === 'a/face.png')!.box!;
    expect(first.width / other.width).toBeCloseTo(CROP.scale, 1);

    const path = join(cache, readdirSync(cache)[0]!);
    const kept = before.filter((line) => line.includes('a/face.png'));
    writeFileSync(path, `${kept.join('\n')}\n${before[1]!.slice(0, 20)}`); // killed within a line
    appendFileSync(path, '\n');
    const resumed = await boxed();
    expect(resumed.pictures.map(({ box }) => box)).toEqual((await boxed()).pictures.map(({ box }) => box));
    expect(lines().filter((line) => line.includes('a/face.png'))).toHaveLength(1);
  });

  it('without a face in any are refused', async () => {
    const empty = scratchFolder();
    mkdirSync(join(empty, 'a'));
    writeFileSync(join(empty, 'a', 'wall.png'), readFileSync(join(root, 'b', 'wall.png')));
    const dataSet = await readDataSet('folder', empty, { ...names, compareNear: false });
    await expect(withFaceBoxes(dataSet, { crop: CROP, cacheFolder: cache })).rejects.toMatchObject({
      coded: { code: 'data.noFaces' },
    });
  });
});
