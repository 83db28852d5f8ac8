import { describe, expect, it } from 'vitest';

import type { Card } from '../../../src/artifact/card.ts';
import type { Visible } from '../../../src/artifact/labels.ts';
import { cutFace, faceSquare } from '../../../src/inference/runtime/crop.ts';
import { decodePicture } from '../../../src/inference/runtime/decode-picture.ts';
import type { Detector } from '../../../src/inference/detection/detector.ts';
import {
  DETECTOR_ONLY_THRESHOLD,
  createDetector,
  PROPOSAL_THRESHOLD,
} from '../../../src/inference/detection/detector.ts';
import type { Occlusion } from '../../../src/inference/occlusion/occlusion.ts';
import type { Detection } from '../../../src/inference/runtime/picture.ts';
import type { InferenceModel } from '../../../src/inference/prediction/predict-picture.ts';
import { predictPicture } from '../../../src/inference/prediction/predict-picture.ts';
import type { OcclusionClassifier } from '../../../src/inference/occlusion/occlusion-classifier.ts';
import { madeCard } from '../../artifact/made-model.ts';
import { drawnPeople, isAround } from '../../support/drawn-people.ts';

const PICTURE = {
  data: Uint8Array.from({ length: 90 * 60 * 3 }, (_, i) => (i * 31) % 256),
  width: 90,
  height: 60,
};
const FOUND: Detection[] = [20, 45, 70].map((x, i) => ({
  box: { x: x - 10, y: 20, width: 20, height: 22 },
  score: 0.9 - i / 10,
}));

function madeDetector(found = FOUND, confirms = 4): Detector & { thresholds: unknown[] } {
  const thresholds: unknown[] = [];
  return {
    thresholds,
    detect: (_, options) => {
      thresholds.push(options?.threshold);
      return Promise.resolve(found);
    },
    confirm: () => Promise.resolve(confirms),
    dispose: () => Promise.resolve(),
  };
}

/** Says these of the faces that it is given first; whatever it is given later it takes for what `examined` says. */
function madeOcclusionClassifier(
  says: readonly (Occlusion | null)[],
  { confident = 0.99, examined = 0.01 } = {},
): OcclusionClassifier & { given: Uint8Array[] } {
  const given: Uint8Array[] = [];
  const others = { none: 0, upper: 0, lower: 0, 'not a face': 0 };
  return {
    given,
    input: { crop: { scale: 1.5, up: 0.2 }, size: 8, color: 'gray' },
    classify(faces) {
      const isFirst = given.length === 0;
      given.push(...faces);
      const recognitions = isFirst
        ? says.map((occlusion) => ({
            occlusion,
            probs: { ...others, [occlusion ?? 'not a face']: confident },
          }))
        : faces.map(() => ({ occlusion: null, probs: { ...others, 'not a face': examined } }));
      return Promise.resolve(recognitions);
    },
    dispose: () => Promise.resolve(),
  };
}

/** A reader that says how bright the middle of the face is, and notes what it was given. */
function madeModel(changes: Partial<Card> = {}): InferenceModel & { read: [Uint8Array[], Visible][] } {
  const read: [Uint8Array[], Visible][] = [];
  const card = madeCard({
    crop: { scale: 1.2, up: 0.1 },
    preprocessing: { size: 16, color: 'rgb', scaling: { mean: [0, 0, 0], std: [1, 1, 1] } },
    ...changes,
  });
  const outputs = card.task === 'age' ? 1 : 2;
  return {
    card,
    read,
    predictor: {
      predict(faces, visible) {
        read.push([[...faces], visible]);
        return Promise.resolve(
          Float32Array.from(
            { length: faces.length * outputs },
            (_, i) => faces[Math.floor(i / outputs)]![0]! * (i % 2),
          ),
        );
      },
      dispose: () => Promise.resolve(),
    },
  };
}

const age = { task: 'age', labels: null, ageScale: { mean: 30, std: 2 } } as const;

describe('readPicture', () => {
  it('reads every face that is found as a whole one where there is no occlusion classifier', async () => {
    const gender = madeModel();
    const detector = madeDetector();
    const faces = await predictPicture(PICTURE, { detector, modelsFor: () => [gender, madeModel(age)] });
    expect(faces.map(({ box, score, occlusion }) => ({ box, score, occlusion }))).toEqual(
      FOUND.map((found) => ({ ...found, occlusion: 'none' })),
    );
    expect(faces.every(({ expression }) => expression === undefined)).toBe(true);
    const [[given, visible] = [[], undefined]] = gender.read;
    expect(visible).toBe('full');
    for (const [i, { box }] of FOUND.entries()) {
      const pixels = await cutFace(PICTURE, faceSquare(box, gender.card.crop), gender.card.preprocessing);
      expect(given[i]).toEqual(pixels);
      expect(faces[i]!.gender!.probs['female']).toBeCloseTo(1 / (1 + Math.exp(-pixels[0]!)), 5);
    }
    expect(detector.thresholds).toEqual([DETECTOR_ONLY_THRESHOLD]);
  });

  it('takes what the occlusionClassifier says of each face, and drops what it calls not a face', async () => {
    const models = new Map((['full', 'lower', 'upper'] as const).map((visible) => [visible, madeModel(age)]));
    const occlusionClassifier = madeOcclusionClassifier(['upper', null, 'lower']);
    const detector = madeDetector();
    const parts = { detector, occlusionClassifier, modelsFor: (visible: Visible) => [models.get(visible)!] };
    const faces = await predictPicture(PICTURE, parts);
    expect(faces.map(({ box, occlusion }) => ({ box, occlusion }))).toEqual([
      { box: FOUND[0]!.box, occlusion: 'upper' },
      { box: FOUND[2]!.box, occlusion: 'lower' },
    ]);
    expect(faces.every(({ ageYears }) => ageYears !== undefined)).toBe(true);
    expect(models.get('full')!.read).toEqual([]);
    expect(models.get('lower')!.read.map(([given, visible]) => [given.length, visible])).toEqual([
      [1, 'lower'],
    ]);
    expect(models.get('upper')!.read.map(([given, visible]) => [given.length, visible])).toEqual([
      [1, 'upper'],
    ]);
    const { crop, ...input } = occlusionClassifier.input;
    expect(occlusionClassifier.given[1]).toEqual(
      await cutFace(PICTURE, faceSquare(FOUND[1]!.box, crop), input),
    );
    expect(detector.thresholds).toEqual([PROPOSAL_THRESHOLD]);
  });

  it('looks again at what is in doubt: keeps what the detectors confirm, and says nothing surely of it', async () => {
    const box = { x: 20, y: 20, width: 30, height: 30 };
    const gender = madeModel();
    const read = (confirms: number, confident: number, examined: number) =>
      predictPicture(PICTURE, {
        detector: madeDetector([{ box, score: 0.5 }], confirms),
        occlusionClassifier: madeOcclusionClassifier([null], { confident, examined }),
        modelsFor: () => [gender],
      });
    // Log odds: 0.6 of not a face is −0.41, 0.2 is 1.39; 1.61 of all are called for.
    expect(await read(2.1, 0.6, 0.6)).toMatchObject([
      { box, score: 0.5, occlusion: 'none', gender: { confident: false } },
    ]);
    expect(await read(1.9, 0.6, 0.6)).toEqual([]);
    expect(await read(0.3, 0.6, 0.2)).toHaveLength(1);
    expect(await read(0.1, 0.6, 0.2)).toEqual([]);
    // What the occlusion classifier is beyond doubt about is not looked at again.
    expect(await read(100, 0.9, 0.01)).toEqual([]);
  });

  it('takes the occlusion from the user, and from the occlusion classifier what is no face', async () => {
    const model = madeModel();
    const parts = {
      detector: madeDetector(),
      occlusionClassifier: madeOcclusionClassifier(['none', null, 'lower']),
      modelsFor: () => [model],
    };
    const faces = await predictPicture(PICTURE, parts, { occlusion: 'upper', threshold: 0.3 });
    expect(faces.map(({ occlusion }) => occlusion)).toEqual(['upper', 'upper']);
    expect(model.read.map(([given, visible]) => [given.length, visible])).toEqual([[2, 'lower']]);
  });

  it('asks nobody where no face is found', async () => {
    const occlusionClassifier = {
      ...madeOcclusionClassifier([]),
      recognize: () => Promise.reject(new Error('asked')),
    };
    expect(
      await predictPicture(PICTURE, { detector: madeDetector([]), occlusionClassifier, modelsFor: () => [] }),
    ).toEqual([]);
  });

  it('finds drawn people, each once', async () => {
    const people = [
      { x: 150, y: 200, scale: 1 },
      { x: 430, y: 240, scale: 1.5 },
    ];
    const { picture } = await decodePicture(await drawnPeople(people).png().toBuffer());
    const detector = await createDetector();
    const faces = await predictPicture(picture, { detector, modelsFor: () => [] });
    await detector.dispose();
    expect(faces).toHaveLength(2);
    for (const person of people) expect(faces.filter(({ box }) => isAround(person, box))).toHaveLength(1);
  });
});
