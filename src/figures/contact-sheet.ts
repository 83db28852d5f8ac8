import sharp from 'sharp';
import type { OverlayOptions } from 'sharp';

import { writeFileAtomic } from '../common/files/atomic.ts';
import { DemifaceError } from '../common/error.ts';
import { fitText, outlineText, textWidth, wrapText } from './outline-text.ts';
import { heatLegend, mark, marksLegend } from './sheet-legends.ts';
import type { Legend } from './sheet-legends.ts';
import { CAPTION, INK, LABEL, PERCENT, SUBTITLE, TITLE, TRUTH } from './sheet-style.ts';

/** Prediction of a model for one face. */
export interface SheetPrediction {
  /** A class, or an age with its unit: `happiness`, `34 years`. */
  label: string;
  /** Probability of the label, 0 … 1, drawn as a bar; without it there is no bar. */
  prob?: number;
  /** Stands where the probability would: `3 off`. */
  note?: string;
  /** Whether it agrees with the truth; left out where it is unknown. */
  right?: boolean;
}

/** A face as the model saw it, its hidden half black. */
export interface SheetFace {
  /** size x size x channels, 0 … 255. */
  pixels: Uint8Array;
  size: number;
  channels: 1 | 3;
  readings: readonly SheetPrediction[];
}

/** One person: the same face in each of the columns. */
export interface SheetRow {
  /** What the data set states: `happiness`; or the name of the picture where no data set states anything. */
  truth?: string;
  name?: string;
  faces: readonly SheetFace[];
}

export interface ContactSheet {
  title: string;
  /** Below the title, in as many lines as it needs: model, data set, split, seed. */
  subtitle?: string;
  /** Captions of the columns: `full face`, `lower half`. */
  columns: readonly string[];
  rows: readonly SheetRow[];
  /** People side by side; default: as many as make six faces, at least one. */
  perLine?: number;
  /** Some of the faces are heat: what its colors mean stands beside the title. */
  heat?: boolean;
}

/** Two dots a pixel. Lengths are in pixels, multiples of 4. */
const DOTS = 2;
const MARGIN = 32;
const TITLE_BASELINE = 44;
const SUBTITLE_LINE = 20;
const CAPTION_LINE = 36;
const FACE_TARGET = 144;
const FACE_GAP = 16;
const PERSON_GAP = 40;
const LINE_GAP = 32;
const PERSON_HEADER = 24;
const READING = 32;
const LEGEND_GAP = 24;
const WIDEST_FOR_TITLE = 960;

/** Where everything stands, in pixels. */
interface Layout {
  facePx: number;
  personWidth: number;
  personHeight: number;
  perLine: number;
  subtitle: readonly string[];
  /** Where the faces begin below the title, its line and the captions. */
  bodyY: number;
  width: number;
  height: number;
}

/**
 * Writes a PNG of faces and what was read in them, for a person to look at: each face enlarged with its pixels to be
 * seen, below it the readings, above it the truth. The file is there whole or not at all.
 * @throws DemifaceError `missing` without faces, `mismatch` if a face or a row has another shape than it states
 */
export async function writeContactSheet(path: string, sheet: ContactSheet): Promise<void> {
  check(sheet);
  const layout = layOut(sheet);
  const faces = await Promise.all(
    sheet.rows.flatMap((row, r) => row.faces.map((face, c) => enlarged(face, layout, place(layout, r, c)))),
  );
  const png = await sharp(Buffer.from(drawing(sheet, layout)))
    .composite(faces)
    .png({ compressionLevel: 9, palette: false })
    .toBuffer();
  writeFileAtomic(path, png);
}

function check({ columns, rows }: ContactSheet): void {
  if (rows.length === 0 || columns.length === 0)
    throw new DemifaceError('missing', 'no faces to draw, expected at least one row and one column');
  rows.forEach(({ faces }, r) => {
    if (faces.length !== columns.length)
      throw new DemifaceError(
        'mismatch',
        `row ${r} has ${faces.length} faces, expected ${columns.length}: one for each column`,
      );
    for (const { pixels, size, channels } of faces)
      if (pixels.length !== size * size * channels)
        throw new DemifaceError(
          'mismatch',
          `a face of row ${r} has ${pixels.length} bytes, expected ${size} x ${size} x ${channels}`,
        );
  });
}

function layOut(sheet: ContactSheet): Layout {
  const { columns, rows, perLine = Math.max(1, Math.floor(6 / columns.length)) } = sheet;
  const { size } = rows[0]!.faces[0]!;
  // Whole multiples keep the pixels of small faces square; larger faces are shrunk.
  const facePx = size > FACE_TARGET ? FACE_TARGET : size * Math.round(FACE_TARGET / size);
  const readings = Math.max(...rows.flatMap(({ faces }) => faces.map((face) => face.readings.length)));
  const personWidth = columns.length * (facePx + FACE_GAP) - FACE_GAP;
  const personHeight = PERSON_HEADER + facePx + 4 + readings * READING;
  const across = Math.min(perLine, rows.length);
  const lines = Math.ceil(rows.length / across);
  const titleWidth = textWidth(sheet.title, TITLE) + widthOf(legendsOf(sheet));
  const inner = Math.ceil(
    Math.max(
      across * (personWidth + PERSON_GAP) - PERSON_GAP,
      Math.min(titleWidth, WIDEST_FOR_TITLE - 2 * MARGIN),
    ),
  );
  const subtitle = sheet.subtitle ? wrapText(sheet.subtitle, inner, SUBTITLE) : [];
  const bodyY = TITLE_BASELINE + subtitle.length * SUBTITLE_LINE + 16 + CAPTION_LINE;
  return {
    facePx,
    personWidth,
    personHeight,
    perLine: across,
    subtitle,
    bodyY,
    width: inner + 2 * MARGIN,
    height: bodyY + lines * (personHeight + LINE_GAP) - LINE_GAP + MARGIN,
  };
}

/** Those that the sheet needs, from right to left. */
function legendsOf({ rows, heat = false }: ContactSheet): Legend[] {
  const marked = rows.some(({ faces }) =>
    faces.some(({ readings }) => readings.some(({ right }) => right !== undefined)),
  );
  return [...(marked ? [marksLegend] : []), ...(heat ? [heatLegend] : [])];
}

/** With the gap before each. */
function widthOf(legends: readonly Legend[]): number {
  return legends.reduce((sum, { width }) => sum + LEGEND_GAP + width, 0);
}

/** Top left corner of a face. */
function place(layout: Layout, row: number, column: number): { x: number; y: number } {
  const across = row % layout.perLine;
  const line = Math.floor(row / layout.perLine);
  return {
    x: MARGIN + across * (layout.personWidth + PERSON_GAP) + column * (layout.facePx + FACE_GAP),
    y: layout.bodyY + line * (layout.personHeight + LINE_GAP) + PERSON_HEADER,
  };
}

async function enlarged(
  { pixels, size, channels }: SheetFace,
  { facePx }: Layout,
  { x, y }: { x: number; y: number },
): Promise<OverlayOptions> {
  const side = facePx * DOTS;
  const input = await sharp(pixels, { raw: { width: size, height: size, channels } })
    .resize(side, side, { kernel: side % size === 0 ? 'nearest' : 'lanczos3' })
    .toColourspace('srgb')
    .png()
    .toBuffer();
  return { input, left: x * DOTS, top: y * DOTS };
}

/** Everything but the faces, as SVG without a single font. */
function drawing(sheet: ContactSheet, layout: Layout): string {
  const { width, height } = layout;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width * DOTS}" height="${height * DOTS}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${INK.paper}"/>`,
    header(sheet, layout),
    ...sheet.rows.map((row, r) => person(row, r, layout)),
    '</svg>',
  ].join('');
}

function header(sheet: ContactSheet, layout: Layout): string {
  const { title, columns } = sheet;
  const room = layout.width - 2 * MARGIN;
  const legends = legendsOf(sheet);
  const titleRoom = room - widthOf(legends);
  const captions = Array.from({ length: layout.perLine }, (_, r) =>
    columns.map((column, c) =>
      outlineText(fitText(column, layout.facePx, CAPTION), place(layout, r, c).x, layout.bodyY - 12, CAPTION),
    ),
  );
  return [
    outlineText(fitText(title, titleRoom, TITLE), MARGIN, TITLE_BASELINE, TITLE),
    ...layout.subtitle.map((line, i) =>
      outlineText(line, MARGIN, TITLE_BASELINE + (i + 1) * SUBTITLE_LINE, SUBTITLE),
    ),
    ...legends.map((legend, i) =>
      legend.draw(MARGIN + room + LEGEND_GAP - widthOf(legends.slice(0, i + 1)), TITLE_BASELINE),
    ),
    `<rect x="${MARGIN}" y="${layout.bodyY - CAPTION_LINE}" width="${room}" height="1" fill="${INK.line}"/>`,
    ...captions.flat(),
  ].join('');
}

function person(row: SheetRow, r: number, layout: Layout): string {
  const { x: left, y: top } = place(layout, r, 0);
  return [
    heading(row, left, top - 8, layout.personWidth),
    ...row.faces.flatMap((face, c) => {
      const { x, y } = place(layout, r, c);
      return face.readings.map((prediction, i) =>
        reading(prediction, x, y + layout.facePx + 4 + i * READING, layout.facePx),
      );
    }),
  ].join('');
}

function heading({ truth, name = '' }: SheetRow, x: number, baseline: number, width: number): string {
  if (truth === undefined) return outlineText(fitText(name, width, CAPTION), x, baseline, CAPTION);
  const indent = textWidth('labeled ', CAPTION);
  return (
    outlineText('labeled ', x, baseline, CAPTION) +
    outlineText(fitText(truth, width - indent, TRUTH), x + indent, baseline, TRUTH)
  );
}

/** Mark, label and probability on one line, the bar below; `y` is the top. */
function reading({ label, prob, note, right }: SheetPrediction, x: number, y: number, width: number): string {
  const beside = note ?? (prob === undefined ? '' : `${Math.round(prob * 100)} %`);
  const labelX = right === undefined ? x : x + 18;
  const room = x + width - labelX - (beside ? textWidth(beside, PERCENT) + 8 : 0);
  const parts = [outlineText(fitText(label, room, LABEL), labelX, y + 16, LABEL)];
  if (right !== undefined) parts.push(mark(right, x, y + 5));
  if (beside) parts.push(outlineText(beside, x + width, y + 16, PERCENT));
  if (prob !== undefined) {
    const color = right === undefined ? INK.unmarked : right ? INK.right : INK.wrong;
    const filled = width * Math.min(1, Math.max(0, prob));
    parts.push(
      `<rect x="${x}" y="${y + 23}" width="${width}" height="4" rx="2" fill="${INK.line}"/>`,
      `<rect x="${x}" y="${y + 23}" width="${filled.toFixed(2)}" height="4" rx="2" fill="${color}"/>`,
    );
  }
  return parts.join('');
}
