import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import sharp from 'sharp';
import { expect, it } from 'vitest';

import { withOccluder } from '../../../../src/figures/clip-sheet.ts';
import { decodePicture } from '../../../../src/inference/runtime/decode-picture.ts';
import { madeTree } from '../../../support/made-data.ts';
import { runHere } from '../../run-command.ts';

/** The face of the clip's first picture. */
const FACE = { x: 152, y: 134, width: 107, height: 107 };

it('bench client says what it needs', async () => {
  const result = await runHere('bench', 'client', '--data', 'utkface=somewhere');
  expect(result.stderr).toContain('no data for occluded; say --data occluded=ROOT');
});

it(
  'bench client follows a headset and says how much of the time is usable',
  { timeout: 120_000 },
  async () => {
    const root = madeTree({ 'boxes.csv': 'file,kind,x0,y0,x1,y1\nvr_000.jpg,vr,152,134,259,241\n' });
    const { picture } = await decodePicture(readFileSync('resources/clip/00s.jpg'));
    const { data, width, height } = withOccluder(picture, FACE, 'lower', 'worn');
    const jpeg = await sharp(data, { raw: { width, height, channels: 3 } })
      .jpeg()
      .toBuffer();
    writeFileSync(join(root, 'vr_000.jpg'), jpeg);
    const result = await runHere('bench', 'client', '--data', `occluded=${root}`, '--seconds', '2', '--json');
    expect(result).toMatchObject({ code: 0 });
    const { alone, beside } = JSON.parse(result.stdout) as {
      alone: { name: string; usable: number; contributions: number; lost: string | null }[];
      beside: unknown[];
    };
    expect(alone.map(({ name }) => name)).toEqual(['vr_000.jpg', 'clip with a drawn headset']);
    for (const { usable, contributions, lost } of alone) {
      expect(usable).toBeGreaterThan(0.95);
      expect([contributions, lost]).toEqual([0, null]);
    }
    expect(beside).toEqual([]);
  },
);
