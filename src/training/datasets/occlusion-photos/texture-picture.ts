import type { Canvas } from '../../occlusion/occluders/canvas.ts';
import { band, ellipse } from '../../occlusion/occluders/outline.ts';
import { fillShape } from '../../occlusion/occluders/raster.ts';
import type { Shade } from '../../occlusion/occluders/raster.ts';
import { choose, createNoise, flat, mix, setInk, varied } from '../../occlusion/occluders/texture.ts';
import type { Color } from '../../occlusion/occluders/texture.ts';
import type { Random } from '../../../common/math/random.ts';

const WHOLE = { x: 0.5, y: 0.5, tiltRad: 0 } as const;
const SQUARE = [-0.5, -0.5, 0.5, -0.5, 0.5, 0.5, -0.5, 0.5];

const SKIN: readonly Color[] = [
  [236, 200, 176],
  [214, 168, 138],
  [184, 130, 98],
  [138, 92, 66],
  [86, 58, 44],
];

/** A drawn picture in which there is no face: light and shade, noise, stripes, blobs and fingers of skin. */
export function drawTexture(size: number, random: Random): Float32Array {
  const data = new Float32Array(size * size * 3);
  const canvas: Canvas = { data, size, channels: 3 };
  fillShape(canvas, WHOLE, SQUARE, ground(random));
  const extra = choose(random, [
    [2, drawStripes],
    [3, drawBlobs],
    [3, drawFingers],
    [2, undefined],
  ]);
  extra?.(canvas, random);
  return data;
}

/** A gradient of two colors with noise of any size on it. */
function ground(random: Random): Shade {
  const [from, to] = [anyColor(random), anyColor(random)];
  const angle = random.uniform(0, 2 * Math.PI);
  const noise = createNoise(random);
  const size = Math.exp(random.uniform(Math.log(2), Math.log(24)));
  const depth = random.uniform(0, 0.6);
  const grain = random.uniform(0, 0.15);
  return (u, v, ink) => {
    const along = u * Math.cos(angle) + v * Math.sin(angle) + 0.5;
    const light = 1 + depth * noise.smooth(u * size, v * size) + grain * noise.grain(u * 90, v * 90);
    setInk(ink, mix(from, to, along), light);
  };
}

function anyColor(random: Random): Color {
  if (random.bool(0.35)) return skin(random);
  return [random.uniform(0, 255), random.uniform(0, 255), random.uniform(0, 255)];
}

function skin(random: Random): Color {
  return varied(random, SKIN[random.int(SKIN.length)]!);
}

function drawStripes(canvas: Canvas, random: Random): void {
  const frame = { ...WHOLE, tiltRad: random.uniform(0, Math.PI) };
  const gap = random.uniform(0.06, 0.4);
  const color = anyColor(random);
  for (let at = -0.75 + random.uniform(0, gap); at < 0.75; at += gap) {
    const line = [
      [-0.8, at],
      [0.8, at],
    ] as const;
    fillShape(canvas, frame, band(line, gap * random.uniform(0.2, 0.6)), flat(color));
  }
}

/** Ellipses, some of skin: heads without a face, knees, balls. */
function drawBlobs(canvas: Canvas, random: Random): void {
  for (let n = 1 + random.int(5); n > 0; n--) {
    const frame = { x: random.uniform(0, 1), y: random.uniform(0, 1), tiltRad: random.uniform(0, 3) };
    const [across, down] = [random.uniform(0.05, 0.5), random.uniform(0.05, 0.5)];
    fillShape(canvas, frame, ellipse(0, 0, across, down), rounded(anyColor(random), across, random));
  }
}

/** An arm or a palm, and fingers side by side. */
function drawFingers(canvas: Canvas, random: Random): void {
  const color = skin(random);
  const frame = {
    x: random.uniform(0.3, 0.7),
    y: random.uniform(0.3, 0.8),
    tiltRad: random.uniform(0, 2 * Math.PI),
  };
  const width = random.uniform(0.06, 0.2);
  const palm = ellipse(0, 0.1, width * random.uniform(1.6, 2.6), random.uniform(0.15, 0.35));
  fillShape(canvas, frame, palm, rounded(color, width * 2, random));
  for (let finger = 0; finger < 1 + random.int(5); finger++) {
    const u = (finger - 2) * width * 1.05;
    const length = random.uniform(0.2, 0.6);
    const spread = (finger - 2) * random.uniform(0, 0.06);
    const line = [
      [u, 0],
      [u + spread, -length],
    ] as const;
    fillShape(canvas, frame, band(line, width, width * 0.8), rounded(color, width, random));
  }
}

/** Lit from one side. */
function rounded(color: Color, halfWidth: number, random: Random): Shade {
  const side = random.uniform(-0.35, 0.35);
  return (u, v, ink) => setInk(ink, color, 1 + (side * u) / halfWidth - 0.15 * v);
}
