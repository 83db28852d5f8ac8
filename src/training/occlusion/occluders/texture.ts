import type { Random } from '../../../common/math/random.ts';
import type { Ink, Shade } from './raster.ts';

export type Color = readonly [r: number, g: number, b: number];

const SIDE = 32;
const WRAP = SIDE - 1;

/** Noise of one drawn thing, in -1 … 1. */
export interface Noise {
  /** Smooth; one bump per unit. */
  smooth(u: number, v: number): number;
  /** Rough: a value of its own for each cell of 1 x 1. */
  grain(u: number, v: number): number;
}

export function createNoise(random: Random): Noise {
  const cells = Float32Array.from({ length: SIDE * SIDE }, () => random.uniform(-1, 1));
  return {
    smooth(u, v) {
      const u0 = Math.floor(u);
      const v0 = Math.floor(v);
      const fu = ease(u - u0);
      const fv = ease(v - v0);
      const left = u0 & WRAP;
      const right = (u0 + 1) & WRAP;
      const upper = (v0 & WRAP) * SIDE;
      const lower = ((v0 + 1) & WRAP) * SIDE;
      const top = cells[upper + left]! + (cells[upper + right]! - cells[upper + left]!) * fu;
      const bottom = cells[lower + left]! + (cells[lower + right]! - cells[lower + left]!) * fu;
      return top + (bottom - top) * fv;
    },
    grain(u, v) {
      const cu = Math.floor(u);
      const cv = Math.floor(v);
      return cells[(cu * 73 + cv * 151 + (cu ^ cv) * 29) & (SIDE * SIDE - 1)]!;
    },
  };
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}

/** 0 below `from`, 1 above `to`, smooth between. */
export function rise(value: number, from: number, to: number): number {
  const t = (value - from) / (to - from);
  return t <= 0 ? 0 : t >= 1 ? 1 : ease(t);
}

/** 1 at 0, falling smoothly to 0 at -1 and 1. */
export function bump(x: number): number {
  const rest = 1 - x * x;
  return rest <= 0 ? 0 : rest * rest;
}

export function setInk(ink: Ink, color: Color, light: number, alpha = 1): void {
  ink[0] = color[0] * light;
  ink[1] = color[1] * light;
  ink[2] = color[2] * light;
  ink[3] = alpha;
}

/** One color everywhere. */
export function flat(color: Color, alpha = 1): Shade {
  return (_u, _v, ink) => setInk(ink, color, 1, alpha);
}

export function mix(a: Color, b: Color, share: number): Color {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

export function lit(color: Color, light: number): Color {
  return [color[0] * light, color[1] * light, color[2] * light];
}

/** One of the choices, by weight. */
export function choose<T>(random: Random, choices: readonly (readonly [weight: number, value: T])[]): T {
  let left = random.uniform(0, 1) * choices.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, value] of choices) {
    left -= weight;
    if (left < 0) return value;
  }
  return choices[choices.length - 1]![1];
}

/** A color near the given one: lighter or darker, and a little off in hue. */
export function varied(random: Random, color: Color, amount = 14): Color {
  const light = random.uniform(-amount, amount);
  return [
    color[0] + light + random.uniform(-6, 6),
    color[1] + light + random.uniform(-6, 6),
    color[2] + light + random.uniform(-6, 6),
  ];
}
