import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readOnnxModel } from '../../../src/artifact/model-folder.ts';
import { shippedModels } from '../../../src/artifact/places.ts';
import { cutFace } from '../../../src/inference/runtime/crop.ts';
import { decodePicture } from '../../../src/inference/runtime/decode-picture.ts';
import type { RefiningDetector } from '../../../src/inference/detection/detector.ts';
import { createDetector } from '../../../src/inference/detection/detector.ts';
import { verifyFace, IS_FACE } from '../../../src/inference/prediction/verify.ts';
import type { Box } from '../../../src/inference/runtime/picture.ts';
import type { OcclusionClassifier } from '../../../src/inference/occlusion/occlusion-classifier.ts';
import { createOcclusionClassifier } from '../../../src/inference/occlusion/occlusion-classifier.ts';
import { liveScene } from '../../support/live-scenes.ts';
import { drawnPeople } from '../../support/drawn-people.ts';

const PICTURE = { data: new Uint8Array(200 * 200 * 3), width: 200, height: 200 };
const BOX = { x: 60, y: 40, width: 80, height: 100 };

describe('examine', () => {
  it('adds the mean log odds of seven cuts about the place to what the detectors say', async () => {
    const squares: Box[] = [];
    const nots = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
    const said = await verifyFace(PICTURE, BOX, {
      detector: {
        detect: () => Promise.reject(new Error('asked')),
        confirm: (picture, place) => Promise.resolve(picture === PICTURE && place === BOX ? 1.5 : NaN),
        dispose: () => Promise.resolve(),
      },
      occlusionClassifier: {
        input: { crop: { scale: 1.2, up: 0 }, size: 8, color: 'rgb' },
        classify: (faces) =>
          Promise.resolve(
            faces.map((_, i) => ({
              occlusion: 'none' as const,
              probs: { none: 1 - nots[i]!, upper: 0, lower: 0, 'not a face': nots[i]! },
            })),
          ),
        dispose: () => Promise.resolve(),
      },
      cut: (_, square) => {
        squares.push(square);
        return Promise.resolve(new Uint8Array(8 * 8 * 3));
      },
    });
    let sum = 0;
    for (const not of nots) sum += Math.log((1 - not) / not);
    expect(said).toBeCloseTo(sum / 7 + 1.5, 10);
    expect(squares).toHaveLength(7);
    const middles = squares.map(({ x, y, width, height }) => [x + width / 2, y + height / 2, width]);
    expect(middles[0]).toEqual([100, 90, 96]);
    for (const [x, y, side] of middles) {
      expect(Math.hypot(x! - 100, y! - 90)).toBeLessThanOrEqual(8.001);
      expect(side! / 96).toBeGreaterThan(0.8);
      expect(side! / 96).toBeLessThan(1.25);
    }
    expect(new Set(middles.map(String)).size).toBe(7);
  });
});

describe('examine with the nets that ship', { timeout: 60_000 }, () => {
  let detector: RefiningDetector;
  let occlusionClassifier: OcclusionClassifier;
  beforeAll(async () => {
    detector = await createDetector();
    occlusionClassifier = await createOcclusionClassifier(readOnnxModel(`${shippedModels()}/occlusion`));
  });
  afterAll(async () => {
    await detector.dispose();
    await occlusionClassifier.dispose();
  });

  it.each(['none', 'lower', 'upper'] as const)('knows a face, near and far, hidden: %s', async (cover) => {
    for (const width of [50, 110, 200]) {
      const at = await liveScene([{ at: () => ({ x: 320, y: 240, width }), cover }]);
      const box = { x: 320 - width / 2, y: 240 - width / 2, width, height: width };
      const said = await verifyFace(await at(0), box, { detector, occlusionClassifier, cut: cutFace });
      expect(said, `${width} px`).toBeGreaterThan(IS_FACE);
    }
  });

  it('knows that walls, clothes and bodies are none', async () => {
    const at = await liveScene([{ at: () => ({ x: 320, y: 150, width: 100 }) }]);
    const picture = await at(0);
    for (const [x, y] of [
      [100, 120],
      [560, 330],
      [320, 330],
    ] as const) {
      const box = { x: x - 50, y: y - 50, width: 100, height: 100 };
      expect(await verifyFace(picture, box, { detector, occlusionClassifier, cut: cutFace })).toBeLessThan(0);
    }
  });

  it('asks two nets whose odds fall where the box is off the face', async () => {
    const { picture } = await decodePicture(
      await drawnPeople([{ x: 320, y: 240, scale: 1 }], 640, 480)
        .png()
        .toBuffer(),
    );
    const [face] = await detector.detect(picture);
    const on = await detector.confirm(picture, face!.box);
    const off = await detector.confirm(picture, { ...face!.box, x: face!.box.x + 1.5 * face!.box.width });
    expect(on).toBeGreaterThan(0);
    // Two nets that see nothing say −9.2.
    expect(off).toBeLessThan(-6);
    expect(off).toBeGreaterThan(-9.2);
  });
});
