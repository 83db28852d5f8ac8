import type { FaceInput } from '../runtime/crop.ts';
import { faceSquare } from '../runtime/crop.ts';
import { quickCut } from '../runtime/quick-cut.ts';
import type { Box, Picture } from '../runtime/picture.ts';

/** Cuts of one frame's faces: models that take a face alike share the cut. */
export function createFaceCuts(picture: Picture): (box: Box, input: FaceInput) => Promise<Uint8Array> {
  const cuts = new Map<Box, Map<string, Promise<Uint8Array>>>();
  return (box, input) => {
    const { crop, size, color } = input;
    const key = `${crop.scale} ${crop.up} ${size} ${color}`;
    const ofBox = cuts.get(box) ?? new Map<string, Promise<Uint8Array>>();
    cuts.set(box, ofBox);
    const cut = ofBox.get(key) ?? quickCut(picture, faceSquare(box, crop), input);
    ofBox.set(key, cut);
    return cut;
  };
}
