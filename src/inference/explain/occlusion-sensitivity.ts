import type { Card } from '../../artifact/card.ts';
import type { Visible } from '../../artifact/labels.ts';
import { occludedRows } from '../../artifact/occluded-rows.ts';
import { softmaxRows } from '../../common/math/probabilities.ts';
import { yearsOf } from '../../artifact/years.ts';
import type { FacePredictor } from '../runtime/face-predictor.ts';

/** Where a model looked: how much it depends on each part of a face. */
export interface Sensitivity {
  /** Cells of a side; the map covers the face square that the model takes. */
  readonly side: number;
  /**
   * side × side, row after row, 0 to 1 (of the strongest cell): how much the answer changes where this part is covered; 0
   * for the occluded half, which the model does not see.
   */
  readonly heat: Float32Array;
}

/** Positions of the patch along a side. */
const SIDE = 12;
/** Side of the patch, in cells: narrower ones change little, wider ones blur what matters. */
const PATCH = 3;

/**
 * Covers a face with a gray patch at each position and measures how the answer changes (occlusion sensitivity, Zeiler and
 * Fergus 2014): for a class the fall of its probability, for an age the years it moves, by the network alone.
 * @param face prepared as the card states: size × size × (1 for gray, 3 for rgb) bytes
 * @param label the class to explain; ignored for ages
 */
export async function occlusionSensitivity(
  { card, predictor }: { card: Card; predictor: Pick<FacePredictor, 'predict'> },
  face: Uint8Array,
  visible: Visible,
  label: string | null,
): Promise<Sensitivity> {
  const { size } = card.preprocessing;
  const channels = face.length / (size * size);
  const [from, to] = occludedRows(visible, size);
  const edge = (cell: number) => Math.round((cell * size) / SIDE);
  const gray = meanByte(face);
  const cells: number[] = [];
  const patched: Uint8Array[] = [];
  for (let cell = 0; cell < SIDE * SIDE; cell++) {
    const [row, column] = [Math.floor(cell / SIDE), cell % SIDE];
    const middle = (edge(row) + edge(row + 1)) / 2;
    if (middle >= from && middle < to) continue;
    const [top, left] = [edge(row - (PATCH - 1) / 2), edge(column - (PATCH - 1) / 2)];
    const [foot, right] = [edge(row + (PATCH + 1) / 2), edge(column + (PATCH + 1) / 2)];
    cells.push(cell);
    patched.push(covered(face, { size, channels, top, left, foot, right, gray }));
  }
  const outputs = await predictor.predict([face, ...patched], visible, 'plain');
  const width = outputs.length / (patched.length + 1);
  const answers = answersOf(card, outputs, width, label);
  const heat = new Float32Array(SIDE * SIDE);
  cells.forEach((cell, i) => {
    const change = answers[0]! - answers[i + 1]!;
    heat[cell] = card.task === 'age' ? Math.abs(change) : Math.max(0, change);
  });
  const most = Math.max(...heat);
  return { side: SIDE, heat: most > 0 ? heat.map((value) => value / most) : heat };
}

function answersOf(card: Card, outputs: Float32Array, width: number, label: string | null): number[] {
  if (card.labels === null) return Array.from(outputs, (output) => yearsOf(card, output));
  const probs = softmaxRows(outputs, width, card.temperature);
  const chosen = card.labels.indexOf(label ?? '');
  if (chosen < 0) throw new Error(`${card.name} has no class ${label}`);
  return Array.from({ length: probs.length / width }, (_, i) => probs[i * width + chosen]!);
}

interface Patch {
  size: number;
  channels: number;
  /** In pixels, may reach beyond the face. */
  top: number;
  left: number;
  foot: number;
  right: number;
  gray: number;
}

function covered(face: Uint8Array, { size, channels, top, left, foot, right, gray }: Patch): Uint8Array {
  const pixels = Uint8Array.from(face);
  const [from, to] = [Math.max(0, left), Math.min(size, right)];
  for (let y = Math.max(0, top); y < Math.min(size, foot); y++)
    pixels.fill(gray, (y * size + from) * channels, (y * size + to) * channels);
  return pixels;
}

function meanByte(face: Uint8Array): number {
  return Math.round(face.reduce((sum, value) => sum + value, 0) / face.length);
}
