import type { Random } from '../../../common/math/random.ts';
import type { Box, Picture } from '../../../inference/runtime/picture.ts';
import { CAMERA } from '../find/camera-frame.ts';

/** A scene before a camera, at any time. */
export interface ClientScene {
  at(seconds: number): Picture;
  /** Where a box of the still picture lies in the frame then. */
  place(box: Box, seconds: number): Box;
}

/** Width of the head in the frame, in pixels: a person at arm's length from a webcam on a desk. */
const HEAD_PX = { least: 150, most: 220 };
/** How a seated person with a headset moves: of the head's width, of its size, in radians. */
const MOVES = { place: 0.35, size: 0.1, turn: 0.09 };
/** Cycles per second of slow and of quick movements. */
const RATES = { slow: 0.15, quick: 0.7 };
/** Share of the movement that is quick. */
const QUICK = 0.3;

/** How a head has moved from where it sits: in its widths, in logarithms of its size, in radians. */
export interface HeadMotion {
  readonly across: number;
  readonly down: number;
  readonly size: number;
  readonly turn: number;
}

/** Where the camera looks: frame = scale · turn · (picture − middle) + offset. */
interface View {
  scale: number;
  turn: number;
  x: number;
  y: number;
}

/** A still picture as if its person moved before a camera: shifted, scaled, turned, at random but smoothly. */
export function movingScene(picture: Picture, head: Box, random: Random): ClientScene {
  const width = random.uniform(HEAD_PX.least, HEAD_PX.most);
  return sceneOf({ at: () => picture, head, width, motion: seatedMotion(random) });
}

/** Of a seated person with a headset. */
export function seatedMotion(random: Random): (seconds: number) => HeadMotion {
  const wave = () => smoothWave(random);
  const [across, down, size, turn] = [wave(), wave(), wave(), wave()];
  return (seconds) => ({
    across: MOVES.place * across(seconds),
    down: (MOVES.place / 2) * down(seconds),
    size: MOVES.size * size(seconds),
    turn: MOVES.turn * turn(seconds),
  });
}

export interface SceneOptions {
  /** The picture at a time; its head stays where it is. */
  at: (seconds: number) => Picture;
  head: Box;
  /** Of the head in the frame, in pixels. */
  width: number;
  motion: (seconds: number) => HeadMotion;
}

export function sceneOf({ at, head, width, motion }: SceneOptions): ClientScene {
  const middle = { x: head.x + head.width / 2, y: head.y + head.height / 2 };
  const view = (seconds: number): View => {
    const { across, down, size, turn } = motion(seconds);
    return {
      scale: (width / head.width) * Math.exp(size),
      turn,
      x: CAMERA.width / 2 + width * across,
      y: CAMERA.height / 2 + width * down,
    };
  };
  return {
    at: (seconds) => warped(at(seconds), middle, view(seconds)),
    place(box, seconds) {
      const { scale, turn: angle, x, y } = view(seconds);
      const [cos, sin] = [scale * Math.cos(angle), scale * Math.sin(angle)];
      const [dx, dy] = [box.x + box.width / 2 - middle.x, box.y + box.height / 2 - middle.y];
      const [wide, high] = [box.width * scale, box.height * scale];
      return {
        x: x + cos * dx - sin * dy - wide / 2,
        y: y + sin * dx + cos * dy - high / 2,
        width: wide,
        height: high,
      };
    },
  };
}

/** @returns about −1 to 1 */
function smoothWave(random: Random): (seconds: number) => number {
  const part = (rate: number) => {
    const [turns, start] = [rate * random.uniform(0.7, 1.3), random.uniform(0, 2 * Math.PI)];
    return (seconds: number) => Math.sin(2 * Math.PI * turns * seconds + start);
  };
  const [slow, quick] = [part(RATES.slow), part(RATES.quick)];
  return (seconds) => (1 - QUICK) * slow(seconds) + QUICK * quick(seconds);
}

/** Bilinear; beyond the picture's border its outermost pixels are repeated. */
function warped({ data, width, height }: Picture, middle: { x: number; y: number }, view: View): Picture {
  const out = new Uint8Array(CAMERA.width * CAMERA.height * 3);
  const [cos, sin] = [Math.cos(view.turn) / view.scale, Math.sin(view.turn) / view.scale];
  const clamped = (value: number, limit: number) => (value < 0 ? 0 : value > limit ? limit : value);
  for (let j = 0; j < CAMERA.height; j++)
    for (let i = 0; i < CAMERA.width; i++) {
      const [dx, dy] = [i - view.x, j - view.y];
      const x = clamped(middle.x + cos * dx + sin * dy, width - 1.001);
      const y = clamped(middle.y - sin * dx + cos * dy, height - 1.001);
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [u, v] = [x - left, y - top];
      const from = (top * width + left) * 3;
      const below = from + width * 3;
      const to = (j * CAMERA.width + i) * 3;
      for (let c = 0; c < 3; c++)
        out[to + c] =
          (1 - v) * ((1 - u) * data[from + c]! + u * data[from + 3 + c]!) +
          v * ((1 - u) * data[below + c]! + u * data[below + 3 + c]!);
    }
  return { data: out, ...CAMERA };
}
