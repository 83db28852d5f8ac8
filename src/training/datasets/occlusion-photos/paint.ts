import { drawOccluder } from '../../occlusion/occluders/draw.ts';
import { intersectionArea } from '../../../common/math/boxes.ts';
import type { Random } from '../../../common/math/random.ts';
import { randomFor } from '../../../common/math/random.ts';
import type { Box } from '../../sources/types.ts';
import type { ColorPicture, Square } from './crop.ts';
import { cropSquare } from './crop.ts';
import type { PlannedPicture } from './plan.ts';
import { drawTexture } from './texture-picture.ts';
import { setTone, toGray } from './tone.ts';
import type { FaceFrame, FaceHalf } from './paste-half.ts';
import { donorFace, mirrored, pasteHalf } from './paste-half.ts';

/** A crop is so many times as wide as the detector's box, about the same center. */
const BOX_SIDE = 1.06;
/** Detectors see of a headset's wearer a box so many times as wide as head and headset together. */
const CLOSE_BOX = 0.52;
/** Where in a set's pictures the crop of a detector's box lies, in shares of their side. */
const FACE = {
  utkface: { y: 0.5, side: 1.01 },
  ferplus: { y: 0.585, side: 0.9 },
} as const satisfies Record<string, FaceFrame>;
/** Headsets and masks are drawn at this size. */
const DRAWING = 72;
const PAINT_SEED = 1;

/**
 * Makes a planned picture; the plan and its source alone decide it.
 * @param picture the source, decoded; null where there is none
 * @param worn the photo whose headset or mask is worn, decoded
 * @returns size × size × 3 bytes
 */
export function paintPicture(
  planned: PlannedPicture,
  picture: ColorPicture | null,
  size: number,
  worn?: ColorPicture | null,
): Buffer {
  const random = randomFor(PAINT_SEED, 'paint', planned.split, planned.occlusion, planned.nth);
  const cut = picture ? cutOut(planned, picture, random, worn) : textured(random);
  const isTest = planned.split === 'test';
  // Small faces have few pixels.
  const coarse = !isTest && random.bool(0.25) ? Math.round(size * random.uniform(0.45, 0.9)) : size;
  const small = cropSquare(cut.picture, cut.square, coarse);
  const pixels = coarse === size ? small : cropSquare(square(small, coarse), whole(coarse), size);
  if (planned.source?.part === 'ferplus') toGray(pixels);
  if (!isTest) setTone(pixels, random);
  return Buffer.from(Uint8ClampedArray.from(pixels).buffer);
}

interface Cut {
  picture: ColorPicture;
  square: Square;
}

function cutOut(
  planned: PlannedPicture,
  picture: ColorPicture,
  random: Random,
  worn?: ColorPicture | null,
): Cut {
  const { kind, source } = planned;
  const { part, photo } = source!;
  if (part === 'occluded') return { picture, square: photoSquare(kind, picture, photo!.box, random) };
  const side = picture.width;
  const { y, side: share } = FACE[part];
  const face: Square = { x: side / 2, y: y * side, side: share * side, turnRad: 0 };
  switch (kind) {
    case 'part':
      return { picture, square: partOf(face, random) };
    case 'corner':
      return { picture, square: cornerOf(face, random) };
    case 'turned': {
      const quarters = 1 + random.int(3);
      const square = jittered(face, random);
      return { picture, square: { ...square, turnRad: square.turnRad + (quarters * Math.PI) / 2 } };
    }
    default: {
      const square = jittered(face, random);
      if (kind === 'whole') return { picture, square };
      const scale = DRAWING / side;
      const scaled = { x: square.x * scale, y: square.y * scale, side: square.side * scale };
      return { picture: cover(planned, picture, random, worn), square: { ...square, ...scaled } };
    }
  }
}

/** The whole picture, smaller, one half of its face covered; or with a seam that covers nothing. */
function cover(
  planned: PlannedPicture,
  picture: ColorPicture,
  random: Random,
  worn?: ColorPicture | null,
): ColorPicture {
  const { kind, occlusion } = planned;
  const data = cropSquare(picture, whole(picture.width), DRAWING);
  const half: FaceHalf =
    occlusion === 'none' ? (random.bool(0.5) ? 'upper' : 'lower') : (occlusion as FaceHalf);
  if (kind === 'drawn') {
    drawOccluder(half === 'upper' ? 'lower' : 'upper', { data, size: DRAWING, channels: 3 }, random);
  } else if (kind === 'black half') {
    const edge = Math.round(DRAWING * random.uniform(0.46, 0.54)) * DRAWING * 3;
    if (half === 'upper') data.fill(0, 0, edge);
    else data.fill(0, edge);
  } else {
    const frame = FACE[planned.source!.part as keyof typeof FACE];
    const donor = worn
      ? donorFace(worn, planned.worn!.photo!.box, { frame, side: BOX_SIDE, size: DRAWING, random })
      : mirrored(data, DRAWING);
    if (worn && random.bool(0.5)) setTone(donor, random);
    pasteHalf(data, donor, { half, frame, size: DRAWING, random });
  }
  return square(data, DRAWING);
}

/** Detectors' boxes are 15 to 20 % too large or too small and off by a tenth; now and then much too small. */
function jittered(face: Square, random: Random, shift = 0.1): Square {
  const closer = random.bool(0.12) ? random.uniform(0.68, 0.85) : 1;
  const side = face.side * closer * Math.exp(random.uniform(-0.17, 0.17));
  return {
    x: face.x + random.uniform(-shift, shift) * side,
    y: face.y + random.uniform(-shift, shift) * side,
    side,
    turnRad: Math.max(-0.25, Math.min(0.25, random.normal() * 0.1)),
  };
}

function photoSquare(kind: PlannedPicture['kind'], picture: ColorPicture, box: Box, random: Random): Square {
  const face = {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    side: BOX_SIDE * box.width,
    turnRad: 0,
  };
  switch (kind) {
    case 'box':
      return face;
    case 'close': {
      const x = face.x + random.uniform(-0.15, 0.15) * box.width;
      const y = face.y + random.uniform(-0.05, 0.12) * box.height;
      return jittered({ ...face, x, y, side: face.side * random.uniform(CLOSE_BOX, 0.85) }, random, 0.05);
    }
    case 'away':
      return awayFrom(box, picture, random);
    default:
      return jittered(face, random);
  }
}

/** Tries of a square that keeps away from the face. */
const TRIES = 60;

/** A square that holds less than a quarter of the face, or holds it so small that it is lost. */
function awayFrom(box: Box, { width, height }: ColorPicture, random: Random): Square {
  const largest = Math.min(width, height);
  for (let i = 0; i < TRIES; i++) {
    const wanted = box.width * Math.exp(random.uniform(Math.log(0.25), Math.log(2.2)));
    const side = Math.min(largest, wanted);
    const [x, y] = [random.uniform(0, width), random.uniform(0, height)];
    const square = { x: x - side / 2, y: y - side / 2, width: side, height: side };
    const shared = intersectionArea(square, box);
    if (shared < 0.2 * box.width * box.height && shared < 0.2 * side * side)
      return { x, y, side, turnRad: random.uniform(-0.2, 0.2) };
  }
  return partOf({ x: box.x + box.width / 2, y: box.y + box.height / 2, side: box.width, turnRad: 0 }, random);
}

/** So near that an eye, a cheek or a mouth fills it. */
function partOf(face: Square, random: Random): Square {
  return {
    x: face.x + random.uniform(-0.42, 0.42) * face.side,
    y: face.y + random.uniform(-0.42, 0.42) * face.side,
    side: face.side * random.uniform(0.1, 0.34),
    turnRad: random.uniform(-0.4, 0.4),
  };
}

/** Off by more than half of its side, to any side. */
function cornerOf(face: Square, random: Random): Square {
  const angle = random.uniform(0, 2 * Math.PI);
  const reach = 0.5 / Math.max(Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle)));
  const side = face.side * random.uniform(0.3, 0.9);
  const away = reach * face.side * random.uniform(0.9, 1.1) + (random.bool(0.5) ? side * 0.15 : 0);
  return {
    x: face.x + Math.cos(angle) * away,
    y: face.y + Math.sin(angle) * away,
    side,
    turnRad: random.uniform(-0.3, 0.3),
  };
}

function textured(random: Random): Cut {
  const data = drawTexture(DRAWING, random);
  return { picture: square(data, DRAWING), square: whole(DRAWING) };
}

function square(data: Float32Array, side: number): ColorPicture {
  return { data, width: side, height: side };
}

function whole(side: number): Square {
  return { x: side / 2, y: side / 2, side, turnRad: 0 };
}
