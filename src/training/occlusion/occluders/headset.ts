import type { Random } from '../../../common/math/random.ts';
import type { Canvas } from './canvas.ts';
import { band, belowOnly, ellipse, moved, scaled, smoothOpen } from './outline.ts';
import type { Outline } from './outline.ts';
import { fillShape } from './raster.ts';
import type { Frame, Shade } from './raster.ts';
import { sceneLight } from './scene-light.ts';
import type { SceneLight } from './scene-light.ts';
import { bump, choose, createNoise, flat, lit, mix, rise, setInk, varied } from './texture.ts';
import type { Color, Noise } from './texture.ts';

/** What all parts of one headset share. Its frame's origin is the middle of its body. */
interface Headset {
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly body: Outline;
  readonly color: Color;
  readonly light: SceneLight;
  readonly noise: Noise;
}

type Front = 'glass' | 'plate' | 'plain';

const COLORS: readonly (readonly [number, Color])[] = [
  [5, [34, 35, 38]],
  [4, [222, 223, 226]],
  [2, [96, 99, 104]],
  [2, [165, 168, 172]],
  [0.7, [52, 60, 84]],
  [0.6, [168, 132, 92]],
  [0.4, [150, 58, 52]],
];

/**
 * Draws a headset over the eyes: straps, shadow, face foam, body with a notch for the nose, front, sensors.
 * Its lower edge lies at 0.45 … 0.6 of the height (the notch a little higher); brows and eyes are covered.
 */
export function drawHeadset(canvas: Canvas, random: Random): void {
  const top = random.uniform(-0.08, 0.13);
  const bottom = random.uniform(0.45, 0.6);
  const frame: Frame = {
    x: 0.5 + random.uniform(-0.03, 0.03),
    y: (top + bottom) / 2,
    tiltRad: Math.max(-0.12, Math.min(0.12, random.normal() * 0.045)),
  };
  const halfWidth = random.uniform(0.39, 0.5);
  const halfHeight = (bottom - top) / 2;
  const light = sceneLight(canvas, random);
  const headset: Headset = {
    halfWidth,
    halfHeight,
    body: bodyOutline(halfWidth, halfHeight, random),
    color: lit(varied(random, choose(random, COLORS)), light.strength),
    light,
    noise: createNoise(random),
  };
  drawStraps(canvas, frame, headset, random);
  drawShadowAndFoam(canvas, frame, headset, random);
  fillShape(canvas, frame, headset.body, bodyShade(headset, random.uniform(0.15, 0.4)));
  const front = choose<Front>(random, [
    [5, 'glass'],
    [3, 'plate'],
    [2, 'plain'],
  ]);
  drawFront(canvas, frame, headset, front, random);
  drawSensors(canvas, frame, headset, random);
}

/** A rounded box, narrower towards the bottom, with an arch for the nose. */
function bodyOutline(halfWidth: number, halfHeight: number, random: Random): Outline {
  const power = random.uniform(3, 6.5);
  const taper = random.uniform(0, 0.14);
  const notch = random.uniform(0.015, 0.085);
  const notchWidth = random.uniform(0.06, 0.12);
  const n = 120;
  return Array.from({ length: n }, (_, i) => {
    const angle = (i / n) * 2 * Math.PI;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const radius = (Math.abs(c) ** power + Math.abs(s) ** power) ** (-1 / power);
    const v = s * radius;
    const u = c * radius * halfWidth * (1 - taper * Math.max(0, v));
    const arch = v > 0 ? notch * v * Math.exp(-((u / notchWidth) ** 2)) : 0;
    return [u, v * halfHeight - arch];
  }).flat();
}

/** Bands round the head, and often one over it. */
function drawStraps(canvas: Canvas, frame: Frame, headset: Headset, random: Random): void {
  const { halfWidth, halfHeight, light, noise } = headset;
  const color = lit(
    varied(
      random,
      choose<Color>(random, [
        [5, [38, 38, 41]],
        [2, [128, 130, 134]],
        [2, [205, 205, 205]],
      ]),
    ),
    light.strength,
  );
  const cloth: Shade = (u, v, ink) => setInk(ink, color, 0.95 + 0.05 * noise.grain(u * 230, v * 90));
  const width = halfHeight * random.uniform(0.45, 0.85);
  const height = halfHeight * random.uniform(-0.25, 0.2);
  const slope = random.uniform(-0.12, 0.06);
  for (const side of [-1, 1]) {
    const from = side * halfWidth * 0.85;
    const line = smoothOpen([
      [from, height],
      [side * 0.55, height + slope * 0.4],
      [side * 0.8, height + slope],
    ]);
    fillShape(canvas, frame, band(line, width, width * 0.75), cloth);
  }
  if (random.bool(0.6)) {
    const lean = random.uniform(-0.02, 0.02);
    const strap = random.uniform(0.08, 0.16);
    const line = [
      [0, -halfHeight * 0.8],
      [lean, -1],
    ] as const;
    fillShape(canvas, frame, band(line, strap), cloth);
  }
}

/** A soft shadow on the cheeks, then the foam that lies against the face. */
function drawShadowAndFoam(canvas: Canvas, frame: Frame, headset: Headset, random: Random): void {
  const { body, halfHeight, light, noise } = headset;
  const depth = random.uniform(0.1, 0.22);
  const shadow = scaled(body, 1.02);
  for (const k of [1, 2, 3, 4])
    fillShape(
      canvas,
      frame,
      belowOnly(moved(shadow, light.side * -0.006 * k, 0.014 * k), 0),
      flat([0, 0, 0], depth * 0.6),
    );
  const foam = lit(varied(random, [42, 42, 44], 10), light.strength);
  const rim = random.uniform(1.02, 1.06);
  fillShape(canvas, frame, scaled(body, rim, 1 + (rim - 1) * 0.8), (u, v, ink) =>
    setInk(ink, foam, 1 + 0.12 * noise.grain(u * 120, v * 120) - (0.2 * v) / halfHeight),
  );
}

/** Lit from above and one side; rounded towards its edges. */
function bodyShade(headset: Headset, roundness: number): Shade {
  const { halfWidth, halfHeight, color, light, noise } = headset;
  return (u, v, ink) => {
    const a = u / halfWidth;
    const b = v / halfHeight;
    const edge = rise(a * a * a * a + b * b * b * b, 0.5, 1.25);
    const shade = 1 - roundness * b * b * b + 0.22 * light.side * a * a * a - 0.35 * edge;
    const sheen = 12 * bump((b + 0.72) / 0.22);
    setInk(ink, color, shade - 0.08 * b + 0.025 * noise.grain(u * 220, v * 220));
    ink[0]! += sheen;
    ink[1]! += sheen;
    ink[2]! += sheen;
  };
}

function drawFront(canvas: Canvas, frame: Frame, headset: Headset, front: Front, random: Random): void {
  const { body, color, light } = headset;
  if (front === 'plain') {
    if (random.bool(0.6)) drawStripe(canvas, frame, headset, random);
    return;
  }
  const size = random.uniform(0.8, 0.93);
  const tall = size * random.uniform(0.88, 0.99);
  const dark = (color[0] + color[1] + color[2]) / 3 < 90;
  const rim = mix(color, dark ? [150, 152, 156] : [30, 30, 32], random.uniform(0.25, 0.6));
  fillShape(canvas, frame, scaled(body, size + 0.025, tall + 0.035), flat(rim));
  if (front === 'plate') {
    const plate = mix(color, dark ? [120, 120, 124] : [70, 72, 76], random.uniform(0.1, 0.35));
    const shade = bodyShade({ ...headset, color: plate }, random.uniform(0.05, 0.2));
    fillShape(canvas, frame, scaled(body, size, tall), shade);
    return;
  }
  const glass = lit(varied(random, [24, 26, 32], 8), light.strength);
  fillShape(canvas, frame, scaled(body, size, tall), glassShade(headset, glass, random));
}

/** Dark glass: the sky in its upper part, a slanted streak of light and a thinner one beside it. */
function glassShade(headset: Headset, color: Color, random: Random): Shade {
  const { halfWidth, halfHeight, light, noise } = headset;
  const slant = random.uniform(-1, 1);
  const at = random.uniform(-0.7, 0.7);
  const width = random.uniform(0.1, 0.3);
  const strength = random.uniform(20, 120);
  const sky = random.uniform(10, 55);
  const tint: Color = [random.uniform(0.8, 1), random.uniform(0.85, 1), random.uniform(0.95, 1.15)];
  return (u, v, ink) => {
    const a = u / halfWidth;
    const b = v / halfHeight;
    const along = a + slant * b * 0.5 - at;
    const streak = bump(along / width) + 0.5 * bump((along - width * 1.7) / (width * 0.35));
    const horizon = 1 - rise(b + 0.12 * noise.smooth(u * 7, 3.3) + 0.25 * a * a, -0.75, 0.25);
    const glow = strength * streak * (0.35 + 0.65 * (1 - rise(b, -0.6, 0.7))) + sky * horizon;
    const edge = 14 * rise(a * a * a * a + b * b * b * b, 0.35, 0.62) * (0.6 - 0.4 * light.side * a);
    const added = (glow + edge) * light.strength;
    setInk(ink, color, 1);
    ink[0]! += added * tint[0];
    ink[1]! += added * tint[1];
    ink[2]! += added * tint[2];
  };
}

/** A short bright bar in the middle, as a maker's mark. */
function drawStripe(canvas: Canvas, frame: Frame, headset: Headset, random: Random): void {
  const { color, halfWidth, light } = headset;
  const dark = (color[0] + color[1] + color[2]) / 3 < 110;
  const paint = lit(dark ? [188, 190, 194] : [60, 62, 66], light.strength);
  const half = halfWidth * random.uniform(0.12, 0.4);
  const v = headset.halfHeight * random.uniform(-0.4, 0.3);
  const line = [
    [-half, v],
    [half, v],
  ] as const;
  fillShape(canvas, frame, band(line, random.uniform(0.008, 0.022)), flat(paint, 0.8));
}

/** Two or four small cameras, the same left and right. */
function drawSensors(canvas: Canvas, frame: Frame, headset: Headset, random: Random): void {
  const { halfWidth, halfHeight, light } = headset;
  const rows = choose(random, [
    [4, 0],
    [3, 1],
    [3, 2],
  ]);
  const radius = random.uniform(0.014, 0.028);
  const out = random.uniform(0.6, 0.8);
  const high = random.uniform(0.35, 0.62);
  for (let row = 0; row < rows; row++)
    for (const side of [-1, 1]) {
      const u = side * halfWidth * out;
      const v = halfHeight * (row === 0 ? high : -high);
      fillShape(canvas, frame, ellipse(u, v, radius * 1.25), flat(lit([72, 74, 78], light.strength)));
      fillShape(canvas, frame, ellipse(u, v, radius), flat([12, 12, 15]));
      const glint = ellipse(u - radius * 0.3, v - radius * 0.35, radius * 0.3);
      fillShape(canvas, frame, glint, flat(lit([190, 195, 205], light.strength), 0.8));
    }
}
