import type { OcclusionRoots } from '../../../../src/training/datasets/occlusion-photos/sources.ts';
import type { Tree } from '../../../support/made-data.ts';
import { drawnFace, faceJpeg, madeFerplus, madeTree } from '../../../support/made-data.ts';

/** Of the six photos: one of each kind. */
export const HELD_OUT = ['mask_006.jpg', 'vr_004.jpg'];
const PHOTOS = ['mask_000.jpg', 'mask_002.jpg', 'vr_000.jpg', 'vr_002.jpg', ...HELD_OUT];

/** Drawn faces in the layouts of all three parts; the first four of UTKFace are byte-identical. */
export async function madeHiddenRoots(): Promise<OcclusionRoots> {
  const utkface: Tree = {};
  for (let i = 0; i < 16; i++)
    utkface[`UTKFace/${20 + i}_${i % 2}_0_2017010100${i}.jpg.chip.jpg`] = await faceJpeg(Math.max(i, 3));
  const occluded: Tree = {};
  const rows = ['file,kind,width,height,x0,y0,x1,y1,box_by'];
  for (const [i, name] of PHOTOS.entries()) {
    occluded[`photos/${name}`] = await drawnFace(70 + i, 60)
      .extend({ left: 80, right: 20, top: 30, bottom: 50, background: '#357' })
      .jpeg()
      .toBuffer();
    rows.push(`${name},${name.split('_')[0]},160,140,85,33,135,88,manual`);
  }
  occluded['boxes.csv'] = `${rows.join('\n')}\n`;
  return {
    utkface: madeTree(utkface),
    ferplus: madeTree(await madeFerplus(8, 4)),
    occluded: madeTree(occluded),
  };
}
