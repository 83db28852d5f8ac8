import type { RefiningDetector } from '../../src/inference/detection/detector.ts';
import type { OcclusionClassifier } from '../../src/inference/occlusion/occlusion-classifier.ts';
import type { Box, Detection, Picture } from '../../src/inference/runtime/picture.ts';

export const blackPicture = (): Picture => ({
  ...{ data: new Uint8Array(320 * 240 * 3), width: 320, height: 240 },
});

/** A detector that sees these faces wherever it searches, and confirms places with these log odds. */
export function fakeDetector(
  faces: () => readonly Detection[],
  { confirms = 3 }: { confirms?: number } = {},
): RefiningDetector & { near: Box[]; windows: number } {
  const detector = {
    near: [] as Box[],
    windows: 0,
    detect: () => Promise.resolve([...faces()]),
    confirm: () => Promise.resolve(confirms),
    propose: () => {
      detector.windows++;
      return Promise.resolve([...faces()]);
    },
    refineNear: (_: Picture, place: Box) => {
      detector.near.push(place);
      return Promise.resolve([...faces()]);
    },
    refine: (_: Picture, proposal: Detection) => Promise.resolve(proposal),
    dispose: () => Promise.resolve(),
  };
  return detector;
}

/** An occlusion classifier that gives every crop this probability of being no face, and else no occlusion. */
export function fakeClassifier(notFace: () => number): OcclusionClassifier & { crops: number } {
  const classifier = {
    crops: 0,
    input: { crop: { scale: 1, up: 0 }, size: 8, color: 'gray' as const },
    classify: (faces: readonly Uint8Array[]) => {
      classifier.crops += faces.length;
      const probs = { none: 1 - notFace(), upper: 0, lower: 0, 'not a face': notFace() };
      return Promise.resolve(
        faces.map(() => ({ occlusion: notFace() > 0.5 ? null : ('none' as const), probs })),
      );
    },
    dispose: () => Promise.resolve(),
  };
  return classifier;
}
