import type { Canvas } from './canvas.ts';
import type { Outline } from './outline.ts';

/** Where a drawn thing sits: its own (u, v), in shares of the picture's side, moved to (x, y) and turned clockwise. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly tiltRad: number;
}

/** Red, green, blue (0 … 255, clamped when painted) and opacity (0 … 1) of one pixel. */
export type Ink = Float64Array;

/** Writes the ink of the point (u, v) of the thing's own frame. */
export type Shade = (u: number, v: number, ink: Ink) => void;

/** Scan lines within one pixel row; across a row coverage is exact. */
const LINES = 4;

let row = new Float64Array();
const edges: number[] = [];

/** Paints the inside of a closed outline (even-odd), edges smoothed by the covered share of each pixel. */
export function fillShape(canvas: Canvas, frame: Frame, outline: Outline, shade: Shade): void {
  const { size, rows: [from, to] = [0, size] } = canvas;
  const points = toPixels(outline, frame, size);
  let top = size;
  let bottom = 0;
  for (let i = 1; i < points.length; i += 2) {
    top = Math.min(top, Math.floor(points[i]!));
    bottom = Math.max(bottom, Math.ceil(points[i]!));
  }
  if (row.length !== size) row = new Float64Array(size);
  for (let y = Math.max(from, top); y < Math.min(to, bottom); y++) {
    edgesWithin(points, y, y + 1, edges);
    row.fill(0);
    for (let line = 0; line < LINES; line++) coverLine(edges, y + (line + 0.5) / LINES, row);
    paintRow(canvas, frame, y, row, shade);
  }
}

/** Collects the edges that touch the heights from … to, as x0, y0, x1, y1. */
function edgesWithin(points: Float64Array, from: number, to: number, edges: number[]): void {
  edges.length = 0;
  let x0 = points[points.length - 2]!;
  let y0 = points[points.length - 1]!;
  for (let i = 0; i < points.length; i += 2) {
    const x1 = points[i]!;
    const y1 = points[i + 1]!;
    if ((y0 < to || y1 < to) && (y0 >= from || y1 >= from)) edges.push(x0, y0, x1, y1);
    x0 = x1;
    y0 = y1;
  }
}

function toPixels(outline: Outline, frame: Frame, size: number): Float64Array {
  const cos = Math.cos(frame.tiltRad);
  const sin = Math.sin(frame.tiltRad);
  const points = new Float64Array(outline.length);
  for (let i = 0; i < outline.length; i += 2) {
    const u = outline[i]!;
    const v = outline[i + 1]!;
    points[i] = (frame.x + cos * u - sin * v) * size;
    points[i + 1] = (frame.y + sin * u + cos * v) * size;
  }
  return points;
}

const crossings: number[] = [];

/** Adds to `row` what one scan line covers of each pixel, at most 1 / LINES. */
function coverLine(edges: readonly number[], y: number, row: Float64Array): void {
  crossings.length = 0;
  for (let i = 0; i < edges.length; i += 4) {
    const x0 = edges[i]!;
    const y0 = edges[i + 1]!;
    const y1 = edges[i + 3]!;
    if (y0 <= y !== y1 <= y) crossings.push(x0 + ((y - y0) / (y1 - y0)) * (edges[i + 2]! - x0));
  }
  if (crossings.length > 2 || crossings[0]! > crossings[1]!) crossings.sort((a, b) => a - b);
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const from = Math.max(0, crossings[i]!);
    const to = Math.min(row.length, crossings[i + 1]!);
    if (to <= from) continue;
    const first = Math.floor(from);
    const last = Math.ceil(to) - 1;
    if (first === last) {
      row[first]! += (to - from) / LINES;
    } else {
      row[first]! += (first + 1 - from) / LINES;
      for (let x = first + 1; x < last; x++) row[x]! += 1 / LINES;
      row[last]! += (to - last) / LINES;
    }
  }
}

const ink: Ink = new Float64Array(4);

function paintRow(canvas: Canvas, frame: Frame, y: number, row: Float64Array, shade: Shade): void {
  const { data, size, channels } = canvas;
  const cos = Math.cos(frame.tiltRad);
  const sin = Math.sin(frame.tiltRad);
  const dy = (y + 0.5) / size - frame.y;
  const startU = sin * dy;
  const startV = cos * dy;
  for (let x = 0; x < size; x++) {
    const covered = row[x]!;
    if (covered <= 0) continue;
    const dx = (x + 0.5) / size - frame.x;
    shade(cos * dx + startU, startV - sin * dx, ink);
    const opacity = covered * ink[3]!;
    const alpha = opacity < 0 ? 0 : opacity > 1 ? 1 : opacity;
    const r = toByte(ink[0]!);
    const g = toByte(ink[1]!);
    const b = toByte(ink[2]!);
    const at = (y * size + x) * channels;
    const old = data[at]!;
    if (channels === 1) {
      data[at] = old + (0.299 * r + 0.587 * g + 0.114 * b - old) * alpha;
    } else {
      data[at] = old + (r - old) * alpha;
      data[at + 1]! += (g - data[at + 1]!) * alpha;
      data[at + 2]! += (b - data[at + 2]!) * alpha;
    }
  }
}

function toByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
