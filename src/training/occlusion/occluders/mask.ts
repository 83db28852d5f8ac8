import type { Random } from '../../../common/math/random.ts';
import type { Canvas } from './canvas.ts';
import { clothPattern } from './cloth-pattern.ts';
import { band, ellipse, moved, smoothClosed, smoothOpen } from './outline.ts';
import type { Outline, Point } from './outline.ts';
import { fillShape } from './raster.ts';
import type { Frame, Shade } from './raster.ts';
import { sceneLight } from './scene-light.ts';
import type { SceneLight } from './scene-light.ts';
import { bump, choose, createNoise, flat, lit, mix, rise, setInk, varied } from './texture.ts';
import type { Color, Noise } from './texture.ts';

type Kind = 'surgical' | 'respirator' | 'cloth';

/** What all parts of one mask share; heights in the picture's own shares, u from the middle. */
interface Mask {
  readonly kind: Kind;
  /** Upper edge at the nose, at the cheeks; lower edge at the chin. */
  readonly nose: number;
  readonly cheek: number;
  readonly chin: number;
  readonly halfWidth: number;
  readonly jaw: number;
  readonly color: Color;
  readonly light: SceneLight;
  readonly noise: Noise;
  /** Smallest width that still shows, two thirds of a pixel. */
  readonly thin: number;
}

const COLORS: Readonly<Record<Kind, readonly (readonly [number, Color])[]>> = {
  surgical: [
    [6, [142, 190, 220]],
    [3, [232, 236, 238]],
    [2, [150, 208, 196]],
    [1.5, [38, 38, 42]],
    [1, [232, 186, 200]],
    [0.7, [186, 178, 216]],
  ],
  respirator: [
    [6, [236, 236, 232]],
    [2, [44, 44, 48]],
    [1, [176, 180, 184]],
    [0.6, [196, 206, 220]],
  ],
  cloth: [
    [3, [44, 46, 54]],
    [2, [66, 84, 128]],
    [1.5, [140, 48, 54]],
    [1.5, [206, 196, 180]],
    [1, [84, 112, 88]],
    [1, [150, 152, 156]],
    [0.7, [198, 160, 84]],
    [0.7, [120, 80, 130]],
  ],
};

/**
 * Draws a mask over nose, mouth and chin: pleated surgical, folded respirator or cloth, with ear loops. Its upper edge
 * lies at 0.42 … 0.58 of the height at the nose; one in eight hangs below the nose (0.6 … 0.66).
 */
export function drawMask(canvas: Canvas, random: Random): void {
  const kind = choose<Kind>(random, [
    [6, 'surgical'],
    [2, 'respirator'],
    [3, 'cloth'],
  ]);
  const slipped = random.bool(0.125);
  const light = sceneLight(canvas, random);
  const nose = slipped ? random.uniform(0.6, 0.66) : random.uniform(0.42, 0.58);
  const mask: Mask = {
    kind,
    nose,
    cheek: Math.min(0.72, nose + (slipped ? random.uniform(0, 0.03) : random.uniform(0.035, 0.12))),
    chin: random.uniform(0.97, 1.08),
    halfWidth: random.uniform(0.38, 0.47),
    jaw: random.uniform(0.28, 0.36),
    color: lit(varied(random, choose(random, COLORS[kind])), light.strength),
    light,
    noise: createNoise(random),
    thin: 0.67 / canvas.size,
  };
  const frame: Frame = {
    x: 0.5 + random.uniform(-0.03, 0.03),
    y: 0,
    tiltRad: Math.max(-0.09, Math.min(0.09, random.normal() * 0.035)),
  };
  // Turned about the mouth, not about the picture's top.
  const turned: Frame = { ...frame, x: frame.x + 0.7 * Math.sin(frame.tiltRad) };
  const outline = maskOutline(mask, random);
  drawEarLoops(canvas, turned, mask, random);
  drawShadow(canvas, turned, outline, mask, random);
  fillShape(canvas, turned, outline, maskShade(mask, random));
  if (kind !== 'cloth' || random.bool(0.4)) drawEdges(canvas, turned, mask, random);
  if (kind === 'respirator' && random.bool(0.35)) drawValve(canvas, turned, mask, random);
}

/** The right half from the nose down to the chin; the left is its mirror image. Corners at the cheeks stand twice. */
function maskOutline(mask: Mask, random: Random): Outline {
  const { nose, cheek, chin, halfWidth, jaw, kind } = mask;
  const pointed = kind === 'respirator' ? 0.4 : random.uniform(0.45, 0.75);
  const corner: Point = [halfWidth, cheek];
  const middle = cheek + (chin - cheek) * 0.5;
  const right: Point[] = [
    [0.06, nose + (cheek - nose) * 0.08],
    [0.17, nose + (cheek - nose) * pointed],
    corner,
    corner,
    [halfWidth * random.uniform(0.93, 1), middle],
    [jaw, cheek + (chin - cheek) * random.uniform(0.78, 0.86)],
    [jaw * 0.5, chin - 0.012],
  ];
  const left = right.map(([u, v]): Point => [-u, v]).reverse();
  return smoothClosed([[0, nose], ...right, [0, chin], ...left]);
}

/** Thin bands from both corners of each side to the ear. */
function drawEarLoops(canvas: Canvas, frame: Frame, mask: Mask, random: Random): void {
  const { halfWidth, cheek, chin, light, thin } = mask;
  const dark = mask.color[0] + mask.color[1] + mask.color[2] < 240;
  const color = lit(varied(random, dark ? [42, 42, 46] : [226, 226, 224], 10), light.strength);
  const width = Math.max(thin * 1.2, random.uniform(0.009, 0.02));
  const ear = cheek - random.uniform(0.06, 0.16);
  const low = cheek + (chin - cheek) * random.uniform(0.4, 0.62);
  const sag = random.uniform(0, 0.02);
  for (const side of [-1, 1]) {
    const ends = [
      [cheek + 0.015, ear],
      [low, ear + random.uniform(0.08, 0.14)],
    ] as const;
    for (const [from, to] of ends) {
      const line = smoothOpen([
        [side * halfWidth * 0.95, from],
        [side * (halfWidth + 0.52) * 0.5, (from + to) / 2 + sag],
        [side * 0.54, to],
      ]);
      const below = moved(band(line, width), 0, width * 0.8);
      fillShape(canvas, frame, below, flat([0, 0, 0], 0.22));
      fillShape(canvas, frame, band(line, width), flat(color, 0.95));
    }
  }
}

function drawShadow(canvas: Canvas, frame: Frame, outline: Outline, mask: Mask, random: Random): void {
  const depth = random.uniform(0.05, 0.13);
  for (const k of [1, 2, 3])
    fillShape(
      canvas,
      frame,
      moved(outline, -mask.light.side * 0.007 * k, (k - 2) * 0.006),
      flat([0, 0, 0], depth),
    );
}

/** Bent round the face, darker under the chin, raised over the nose; then pleats, a ridge or a pattern. */
function maskShade(mask: Mask, random: Random): Shade {
  const { kind, nose, cheek, chin, halfWidth, color, light, noise } = mask;
  const surface =
    kind === 'surgical'
      ? pleats(mask, random)
      : kind === 'respirator'
        ? ridge(mask, random)
        : soft(mask, random);
  const pattern = kind === 'cloth' ? clothPattern(color, random) : undefined;
  const wrinkle = kind === 'respirator' ? 0.025 : random.uniform(0.03, 0.08);
  const grain = kind === 'cloth' ? 0.05 : 0.025;
  return (u, v, ink) => {
    const a = u / halfWidth;
    const bent = 1 - 0.3 * a * a + 0.16 * light.side * a;
    const under = 1 - 0.3 * rise(v, chin - 0.22, chin + 0.06);
    const raised = 0.1 * bump(u / 0.14) * bump((v - nose - 0.12) / 0.2);
    const beside = 0.1 * bump((Math.abs(u) - 0.14) / 0.1) * bump((v - cheek - 0.02) / 0.16);
    const folds = wrinkle * noise.smooth(u * 9 + v * 4, v * 15 - Math.abs(u) * 9);
    const shade =
      bent * under + raised - beside + folds + grain * noise.grain(u * 230, v * 230) + surface(u, v);
    setInk(ink, pattern ? pattern(u, v) : color, shade);
  };
}

/** Light added by three or four folds across, each a dark line under a lighter lip, bent with the face. */
function pleats(mask: Mask, random: Random): (u: number, v: number) => number {
  const { nose, cheek, chin, halfWidth, thin } = mask;
  const count = 3 + random.int(2);
  const first = random.uniform(0.25, 0.34);
  const gap = random.uniform(0.13, 0.17);
  const dark = random.uniform(0.14, 0.3);
  const width = Math.max(thin * 1.6, random.uniform(0.012, 0.02));
  const drop = (cheek - nose) * 0.8;
  return (u, v) => {
    const a = u / halfWidth;
    const a2 = a * a;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const f = first + gap * i;
      const d = v - (nose + f * (chin - nose) + (drop * (1 - f) - 0.1 * f) * a2);
      if (d > width || d < -4 * width) continue;
      sum += 0.35 * dark * bump((d + 2 * width) / (2 * width)) - dark * bump(d / width);
    }
    return sum;
  };
}

/** Light added by a respirator's fold down the middle, and its pressed line across. */
function ridge(mask: Mask, random: Random): (u: number, v: number) => number {
  const { light, nose, chin, thin } = mask;
  const width = Math.max(thin * 1.5, 0.011);
  const weld = nose + (chin - nose) * random.uniform(0.3, 0.7);
  const pressed = random.bool(0.5) ? 0.12 : 0;
  return (u, v) => {
    const sides = 0.13 * light.side * (rise(u, -0.05, 0.05) * 2 - 1);
    const fold = -0.16 * bump(u / width) + 0.1 * bump((u - 2 * width) / (2 * width));
    return sides + fold - pressed * bump((v - weld - 0.25 * u * u) / width);
  };
}

/** Light added by a cloth mask's seam and its hanging folds. */
function soft(mask: Mask, random: Random): (u: number, v: number) => number {
  const { noise, thin } = mask;
  const width = Math.max(thin * 1.5, 0.01);
  const seam = random.bool(0.6) ? 0.18 : 0;
  const depth = random.uniform(0.04, 0.12);
  return (u, v) => depth * noise.smooth(u * 5 + 9, v * 8 + u * u * 20) - seam * bump(u / width);
}

/** The sewn strip along the upper edge (with its wire over the nose) and along the lower one. */
function drawEdges(canvas: Canvas, frame: Frame, mask: Mask, random: Random): void {
  const { nose, cheek, halfWidth, color, light } = mask;
  const width = random.uniform(0.02, 0.032);
  const strip = mix(color, lit([246, 248, 250], light.strength), random.uniform(0.1, 0.35));
  const at = (u: number) => nose + (cheek - nose) * Math.min(1, Math.abs(u) / halfWidth) ** 1.1 + width * 0.7;
  const line = (reach: number) =>
    smoothOpen([-1, -0.7, -0.4, -0.15, 0, 0.15, 0.4, 0.7, 1].map((a): Point => [a * reach, at(a * reach)]));
  const edge = band(line(halfWidth * 0.96), width);
  fillShape(canvas, frame, edge, (u, _v, ink) => {
    const a = u / halfWidth;
    setInk(ink, strip, 1 - 0.3 * a * a + 0.16 * light.side * a, 0.75);
  });
  const below = moved(band(line(halfWidth * 0.96), Math.max(mask.thin, 0.006)), 0, width / 2);
  fillShape(canvas, frame, below, flat(lit(color, 0.55), 0.5));
  if (random.bool(0.6)) {
    const wire = band(line(0.13), width * 0.45);
    fillShape(canvas, frame, wire, flat(mix(color, [255, 255, 255], 0.4), 0.5));
  }
}

/** A respirator's round breathing valve, beside the fold. */
function drawValve(canvas: Canvas, frame: Frame, mask: Mask, random: Random): void {
  const radius = random.uniform(0.045, 0.065);
  const u = (random.bool(0.5) ? 1 : -1) * random.uniform(0.13, 0.18);
  const v = mask.nose + (mask.chin - mask.nose) * random.uniform(0.42, 0.58);
  const color = lit(varied(random, [206, 208, 212]), mask.light.strength);
  fillShape(canvas, frame, ellipse(u, v + 0.01, radius * 1.12), flat([0, 0, 0], 0.3));
  fillShape(canvas, frame, ellipse(u, v, radius), (x, y, ink) =>
    setInk(ink, color, 1 - (0.25 * (y - v)) / radius + (0.15 * mask.light.side * (x - u)) / radius),
  );
  for (const k of [-0.4, 0, 0.4]) {
    const half = radius * (k === 0 ? 0.75 : 0.6);
    const line = [
      [u - half, v + k * radius],
      [u + half, v + k * radius],
    ] as const;
    fillShape(canvas, frame, band(line, radius * 0.16), flat(lit(color, 0.45), 0.85));
  }
}
