import { expect, it } from 'vitest';

import { photoSpreads, spreadLines } from '../../../src/cli/output/photo-spread.ts';
import type { Occlusion } from '../../../src/inference/occlusion/occlusion.ts';
import type { PictureInference } from '../../../src/inference/prediction/predict-picture.ts';
import { drawnPeople } from '../../support/drawn-people.ts';
import { madeTree } from '../../support/made-data.ts';

/** A detector that finds one face in the middle, and a occlusion classifier that says these, one picture after the other. */
function made(says: (Occlusion | null)[]): PictureInference {
  let occlusion: Occlusion | null = null;
  return {
    detector: {
      detect: () => Promise.resolve([{ box: { x: 40, y: 40, width: 40, height: 40 }, score: 0.9 }]),
      confirm: () => Promise.resolve(4),
      dispose: () => Promise.resolve(),
    },
    occlusionClassifier: {
      input: { crop: { scale: 1, up: 0 }, size: 8, color: 'rgb' },
      classify(faces) {
        // Several at once are one face, examined.
        if (faces.length === 1) occlusion = says.shift()!;
        const probs = { none: 0, upper: 0, lower: 0, 'not a face': 0, [occlusion ?? 'not a face']: 1 };
        return Promise.resolve(faces.map(() => ({ occlusion, probs })));
      },
      dispose: () => Promise.resolve(),
    },
    modelsFor: () => [],
  };
}

it('counts photos that nothing was trained on: found, and their occlusion classified', async () => {
  const photo = await drawnPeople([{ x: 60, y: 60, scale: 0.3 }], 120, 120)
    .jpeg()
    .toBuffer();
  const row = (name: string, kind: string, box: string) => `${name},${kind},120,120,${box},detector`;
  const root = madeTree({
    'boxes.csv': [
      'file,kind,width,height,x0,y0,x1,y1,box_by',
      row('mask_006.jpg', 'mask', '30,30,90,90'),
      row('mask_016.jpg', 'mask', '30,30,90,90'),
      row('mask_018.jpg', 'mask', '0,0,20,20'),
      row('mask_000.jpg', 'mask', '30,30,90,90'),
      row('vr_004.jpg', 'vr', '30,30,90,90'),
    ].join('\n'),
    ...Object.fromEntries(
      ['mask_006', 'mask_016', 'mask_018', 'mask_000', 'vr_004'].map((name) => [`photos/${name}.jpg`, photo]),
    ),
  });
  const spreads = await photoSpreads(
    root,
    made(['lower', 'none', 'lower', null]),
    new AbortController().signal,
  );
  // mask_000 is one that teaches; the face of mask_018 lies outside its box; what vr_004 holds is called no face.
  expect(spreads).toMatchObject([
    { kind: 'masks', photos: 3, found: 2, recognized: 1, ageYears: null, wronglyConfident: 0 },
    { kind: 'headsets', photos: 1, found: 0, recognized: 0 },
  ]);
  expect(spreadLines(spreads)).toContain(
    '- Faces found: 2 of 3 (21 % to 94 %). Occlusion right: 1 of 3 (6 % to 79 %).',
  );
});
