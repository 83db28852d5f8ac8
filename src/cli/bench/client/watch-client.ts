import { intersectionOverUnion } from '../../../common/math/boxes.ts';
import type { Box } from '../../../inference/runtime/picture.ts';
import { faceSquare } from '../../../inference/runtime/crop.ts';
import type { ClientFaceOptions } from '../../../inference/live/client-face/client-face.ts';
import { createClientFaceReader } from '../../../inference/live/client-face/client-face.ts';
import type { SeenFaceBox } from '../../../inference/live/client-face/client-frame.ts';
import type { QualityCode } from '../../../inference/live/client-face/quality.ts';
import { createUsableShare } from '../../../inference/live/client-face/usable-share.ts';
import type { Picture } from '../../../inference/runtime/picture.ts';
import type { ClientScene } from './moving-scene.ts';
import type { HeadPlace, SecondPerson } from './second-person.ts';
import { isCovered, pastePerson } from './second-person.ts';
import type { SecondPersonPath } from './second-person-paths.ts';
import { positionOn } from './second-person-paths.ts';

/** Half of a camera's, so that more clips are measured in the same time; harder to follow. */
const FRAMES_PER_SECOND = 15;
/** When the face is confirmed, and when a second person sets out. */
const CONFIRMED_S = 0.7;
const SECOND_S = 1.5;
/** Nobody confirms a box on a part of the headset: of the head's width. */
const LEAST_CONFIRMED = 0.25;
/** A second person contributes where they cover more than this of the half that is predicted, or the box is elsewhere. */
const MAX_COVERED = 0.15;
const MAX_OFF = 0.5;
/** Points a side at which the cover is looked at. */
const GRID = 16;

export interface ClientClip {
  readonly scene: ClientScene;
  /** Of the still picture. */
  readonly head: Box;
  readonly seconds: number;
  readonly second?: { person: SecondPerson; way: SecondPersonPath };
}

/** What came of one clip. */
export interface ClipFigures {
  /** Whether a face lay on the head to be confirmed. */
  readonly isFound: boolean;
  /** Of the time from the confirmation to the end, 0 to 1. */
  readonly usable: number;
  readonly readings: number;
  /** Readings of somebody else. */
  readonly contributions: number;
  /** Why the face was lost; null: it was not. */
  readonly lost: string | null;
  /** Readings while talking is detected. */
  readonly talking: number;
  /** Frames with each code that forbids a reading. */
  readonly codes: Readonly<Partial<Record<QualityCode, number>>>;
  /** Of frames with a reading: from the picture to the answer. */
  readonly ms: readonly number[];
}

/** Reads one clip as a session would, and compares each reading with where the client is. */
export async function watchClient(
  { scene, head, seconds, second }: ClientClip,
  options: ClientFaceOptions,
  noise: (picture: Picture, nth: number) => Picture,
): Promise<ClipFigures> {
  const reader = createClientFaceReader(options);
  const share = createUsableShare();
  const figures = { readings: 0, contributions: 0, talking: 0, ms: [] as number[] };
  const codes: Partial<Record<QualityCode, number>> = {};
  let lost: string | null = null;
  let own: Box | null = null;
  for (let i = 0; i < seconds * FRAMES_PER_SECOND; i++) {
    const s = i / FRAMES_PER_SECOND;
    const picture = scene.at(s);
    const headNow = scene.place(head, s);
    const other = second && s >= SECOND_S ? positionOn(second.way, s - SECOND_S, placeIn(headNow)) : null;
    if (other) pastePerson(picture, second!.person, other, second!.way.isBehind ? headNow : null);
    const start = performance.now();
    const frame = await reader.process({ picture: noise(picture, i), atMs: 1000 * s });
    const ms = performance.now() - start;
    if (frame.state !== 'following') {
      if (own) {
        lost ??= frame.reason;
        share.add(false, frame.atMs);
      } else if (s >= CONFIRMED_S) own = confirmIn(reader, frame.faces, headNow);
      continue;
    }
    share.add(frame.isUsable, frame.atMs);
    if (!frame.isUsable) for (const code of frame.quality) codes[code] = (codes[code] ?? 0) + 1;
    if (!frame.expression) continue;
    figures.readings++;
    figures.ms.push(ms);
    if (frame.talkingSinceMs !== null) figures.talking++;
    const covers = other && !second!.way.isBehind ? coverOf(frame.box, other) : 0;
    if (covers > MAX_COVERED || isOff(frame.box, placed(own!, headNow))) figures.contributions++;
  }
  return { isFound: own !== null, usable: share.share ?? 0, lost, codes, ...figures };
}

/** Confirms the face on the head. @returns where it lies, relative to the head; null where none is on it */
export function confirmIn(
  reader: ReturnType<typeof createClientFaceReader>,
  faces: readonly SeenFaceBox[],
  head: Box,
): Box | null {
  const [best] = faces
    .filter(({ box }) => box.width > LEAST_CONFIRMED * head.width && isInside(middle(box), head))
    .sort((a, b) => intersectionOverUnion(b.box, head) - intersectionOverUnion(a.box, head));
  if (!best) return null;
  reader.confirm(best.track);
  const { x, y, width, height } = best.box;
  return {
    x: (x - head.x) / head.width,
    y: (y - head.y) / head.width,
    width: width / head.width,
    height: height / head.width,
  };
}

function placed({ x, y, width, height }: Box, head: Box): Box {
  return {
    x: head.x + x * head.width,
    y: head.y + y * head.width,
    width: width * head.width,
    height: height * head.width,
  };
}

/** Head and headset together are wider than the face. */
function placeIn(head: Box): HeadPlace {
  return { ...middle(head), width: 0.8 * head.width };
}

/** Share of the lower half of a face's crop that somebody covers. */
function coverOf(box: Box, other: HeadPlace): number {
  const { x, y, width, height } = faceSquare(box, { scale: 1.18, up: 0.1 });
  let covered = 0;
  for (let j = 0; j < GRID; j++)
    for (let i = 0; i < GRID; i++) {
      const [across, down] = [(i + 0.5) / GRID, 0.5 + (j + 0.5) / (2 * GRID)];
      if (isCovered(other, x + across * width, y + down * height)) covered++;
    }
  return covered / GRID ** 2;
}

function isOff(box: Box, own: Box): boolean {
  const [a, b] = [middle(box), middle(own)];
  return Math.hypot(a.x - b.x, a.y - b.y) > MAX_OFF * own.width;
}

function middle({ x, y, width, height }: Box): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}

function isInside(point: { x: number; y: number }, { x, y, width, height }: Box): boolean {
  return point.x > x && point.x < x + width && point.y > y && point.y < y + height;
}
