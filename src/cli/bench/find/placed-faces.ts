import sharp from 'sharp';

import type { Picture } from '../../../inference/runtime/picture.ts';
import { openFiles } from '../../../training/sources/files.ts';
import { drawOccluder } from '../../../training/occlusion/occluders/draw.ts';
import { randomFor } from '../../../common/math/random.ts';
import { readDataSet } from '../../../training/sources/readers/index.ts';
import { seededOrder } from '../../../training/sources/seeded.ts';
import { reportedSplit } from '../../../training/datasets/roles.ts';

/** The side at which masks are drawn: as stored. */
const SIDE = 200;

/**
 * Faces of UTKFace, whole pictures of 200 × 200 pixels, every second one with a drawn mask.
 * @param photos `test`: those that no model was trained on; `train`: those of the training split
 * @throws DemifaceError as the reader does
 */
export async function facesToPlace(
  root: string,
  n: number,
  seed: number,
  signal: AbortSignal,
  photos: 'test' | 'train' = 'test',
): Promise<{ picture: Picture; isMasked: boolean }[]> {
  const { pictures } = await readDataSet('utkface', root, { signal });
  const split = photos === 'train' ? 'train' : reportedSplit(pictures);
  const byName = new Map(pictures.filter((each) => each.split === split).map((each) => [each.name, each]));
  const wanted = seededOrder([...byName.keys()], seed)
    .slice(0, n)
    .map((name) => byName.get(name)!.file);
  const files = await openFiles(root, signal);
  const contents = new Map<string, Buffer>();
  for await (const content of files.read((file) => wanted.includes(file), signal))
    if ('bytes' in content) contents.set(content.file, content.bytes);
  return Promise.all(
    wanted
      .flatMap((file) => contents.get(file) ?? [])
      .map(async (bytes, i) => {
        const whole = await sharp(bytes)
          .resize(SIDE, SIDE)
          .removeAlpha()
          .toColourspace('srgb')
          .raw()
          .toBuffer();
        const picture = { data: whole, width: SIDE, height: SIDE };
        const isMasked = i % 2 === 1;
        return { picture: isMasked ? masked(picture, seed, i) : picture, isMasked };
      }),
  );
}

function masked({ data, width, height }: Picture, seed: number, nth: number): Picture {
  const canvas = { data: Float32Array.from(data), size: SIDE, channels: 3 as const };
  drawOccluder('upper', canvas, randomFor(seed, 'set face', nth));
  return { data: new Uint8Array(Uint8ClampedArray.from(canvas.data).buffer), width, height };
}
