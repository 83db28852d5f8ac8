import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { decodePicture } from '../../../src/inference/runtime/decode-picture.ts';
import type { Detector } from '../../../src/inference/detection/detector.ts';
import {
  DETECTOR_ONLY_THRESHOLD,
  createDetector,
  PROPOSAL_THRESHOLD,
} from '../../../src/inference/detection/detector.ts';
import type { Box } from '../../../src/inference/runtime/picture.ts';

const OCCLUDED = '../shared/data/occluded';

interface Known {
  file: string;
  kind: string;
  holdsCenterOf: (box: Box) => boolean;
}

function knownFaces(): Known[] {
  const rows = readFileSync(join(OCCLUDED, 'boxes.csv'), 'utf8').trimEnd().split('\n').slice(1);
  return rows.map((row) => {
    const [file, kind, , , ...corners] = row.split(',');
    const [x0, y0, x1, y1] = corners.map(Number);
    return {
      file: file!,
      kind: kind!,
      holdsCenterOf({ x, y, width, height }) {
        const [cx, cy] = [x + width / 2, y + height / 2];
        return cx > x0! && cx < x1! && cy > y0! && cy < y1!;
      },
    };
  });
}

async function withDetector(use: (detector: Detector) => Promise<void>): Promise<void> {
  const detector = await createDetector();
  try {
    await use(detector);
  } finally {
    await detector.dispose();
  }
}

it('finds no face where there is none, of whatever shape the picture is', () =>
  withDetector(async (detector) => {
    for (const [width, height] of [
      [640, 480],
      [1, 1],
      [3, 700],
      [900, 2],
    ] as const) {
      const picture = { data: new Uint8Array(width * height * 3).fill(127), width, height };
      expect(await detector.detect(picture)).toEqual([]);
    }
  }));

it('finds people in masks and in headsets', { timeout: 240_000 }, async ({ skip }) => {
  if (!existsSync(OCCLUDED)) skip(`${OCCLUDED} is not there`);
  await withDetector(async (detector) => {
    const known = knownFaces();
    for (const threshold of [PROPOSAL_THRESHOLD, DETECTOR_ONLY_THRESHOLD]) {
      const found = { mask: 0, vr: 0 };
      let boxes = 0;
      for (const { file, kind, holdsCenterOf } of known) {
        const { picture } = await decodePicture(readFileSync(join(OCCLUDED, 'photos', file)));
        const faces = await detector.detect(picture, { threshold });
        boxes += faces.length;
        expect(faces.map(({ score }) => score)).toEqual(
          faces.map(({ score }) => score).sort((a, b) => b - a),
        );
        if (faces.some(({ box }) => holdsCenterOf(box))) found[kind as 'mask' | 'vr']++;
      }
      const of = (kind: string) => known.filter((face) => face.kind === kind).length;
      expect(found.mask / of('mask')).toBeGreaterThanOrEqual(0.97);
      expect(found.vr / of('vr')).toBeGreaterThanOrEqual(0.85);
      expect(boxes / known.length).toBeLessThan(threshold === DETECTOR_ONLY_THRESHOLD ? 1.6 : 3);
    }
  });
});
