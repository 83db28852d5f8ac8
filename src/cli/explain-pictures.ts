import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

import sharp from 'sharp';

import { asDiskError, discard, partialName } from '../artifact/atomic.ts';
import type { Card } from '../artifact/card.ts';
import { DemifaceError } from '../artifact/error.ts';
import { hiddenRows } from '../artifact/hidden-rows.ts';
import type { Visible } from '../artifact/labels.ts';
import type { ModelFolder } from '../artifact/model-folder.ts';
import { ageReading, classReading } from '../reading/reading.ts';
import { decodeFace } from '../training/data/decode.ts';
import type { Explainer, Explanation } from '../training/explain/explainer.ts';
import { createExplainer } from '../training/explain/explainer.ts';
import type { HeatShares } from '../training/explain/heat-shares.ts';
import { heatShares, meanShares, PAPER_SEES, REGIONS } from '../training/explain/heat-shares.ts';
import { enlargedFace, overlay } from '../training/explain/overlay.ts';
import { readyEngine } from './engine.ts';
import type { ExplainCell } from './explain-sheet.ts';
import { drawExplainSheet } from './explain-sheet.ts';
import type { Io } from './io.ts';
import { shareLines } from './share-lines.ts';

/** Side of the pictures that are written, at least; small faces are enlarged by a whole number. */
const SMALLEST_SIDE = 384;
export const SHEET = 'sheet.png';

interface ExplainedFile {
  file: string;
  overlay: string;
  /** The class that was explained; none for age. */
  class?: string;
  /** Of that class, calibrated, 0 … 1. */
  prob?: number;
  ageYears?: number;
  shares: HeatShares | null;
}

/** @throws DemifaceError `unreadable` if any cannot be decoded, before anything is written */
async function readable(files: readonly string[], { preprocessing }: Card): Promise<Map<string, Buffer>> {
  const bytes = new Map<string, Buffer>();
  const reasons: string[] = [];
  for (const file of files) {
    try {
      const content = readFileSync(file);
      await decodeFace(content, preprocessing);
      bytes.set(file, content);
    } catch (error) {
      reasons.push(`${file}: ${(error as Error).message}`);
    }
  }
  if (reasons.length > 0)
    throw new DemifaceError(
      'unreadable',
      `${reasons.length} of ${files.length} pictures cannot be read, first ${reasons[0]}`,
    );
  return bytes;
}

export interface PicturesQuestion {
  /** The first one writes the overlays; the others have columns on the sheet. */
  models: readonly [ModelFolder, ...ModelFolder[]];
  files: readonly string[];
  out: string;
  /** Output of the first model to explain; what it reads if left out. */
  chosen: number | undefined;
  visible?: Visible;
  sheet?: boolean;
  json?: boolean;
}

/** A model that explains, and what it makes of one picture. */
interface Column {
  card: Card;
  explainer: Explainer;
  side: number;
  visible: Visible;
}

/**
 * Writes an overlay for every picture, and the sheet: all of it or nothing.
 * @throws DemifaceError `unreadable` before anything is written, `disk`, `interrupted`
 */
export async function explainPictures(question: PicturesQuestion, io: Io): Promise<void> {
  const { models, files, out, chosen, sheet = false } = question;
  const { card } = models[0];
  const bytes = await readable(files, card);
  await readyEngine(io);
  const columns = models.map((folder): Column => {
    const { size } = folder.card.preprocessing;
    const side = size * Math.ceil(SMALLEST_SIDE / size);
    const visible = question.visible ?? folder.card.visible;
    return { card: folder.card, side, visible, explainer: createExplainer(folder, side) };
  });
  const names = overlayNames(files, sheet);
  const partial = partialName(join(out, 'overlays'));
  const explained: ExplainedFile[] = [];
  const rows: { name: string; cells: ExplainCell[] }[] = [];
  const progress = io.progress('Explaining');
  try {
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    for (const [i, file] of files.entries()) {
      if (io.signal.aborted) throw new DemifaceError('interrupted', 'stopped; nothing was written');
      const cells: ExplainCell[] = [];
      for (const [c, column] of columns.entries()) {
        const seen = await decodeFace(bytes.get(file)!, column.card.preprocessing);
        const explanation = await column.explainer.explain(
          seen,
          column.visible,
          c === 0 ? chosen : undefined,
        );
        const { pixels, half } = await drawn(column, seen, explanation);
        const { side } = column;
        if (c === 0) {
          cells.push({ pixels: await decodeFace(bytes.get(file)!, { size: side, color: 'rgb' }), side });
          if (half) cells.push({ pixels: half, side });
          const png = await sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
            .png()
            .toBuffer();
          writeFileSync(join(partial, names[i]!), png);
          explained.push(told(file, join(out, names[i]!), column, explanation));
        }
        cells.push({ pixels, side, caption: caption(column.card, explanation) });
      }
      if (sheet) rows.push({ name: basename(file), cells });
      progress.update(i + 1, files.length);
    }
    if (sheet) writeFileSync(join(partial, SHEET), await sheetOf(columns, rows));
    for (const name of [...names, ...(sheet ? [SHEET] : [])])
      renameSync(join(partial, name), join(out, name));
  } catch (error) {
    throw asDiskError(error, out);
  } finally {
    progress.end();
    discard(partial);
    for (const { explainer } of columns) explainer.dispose();
  }
  report(card, explained, question, io);
}

/** `<name>.png`, and `<name>-2.png` for the next picture of that name. */
function overlayNames(files: readonly string[], sheet: boolean): string[] {
  const taken = new Set(sheet ? [SHEET] : []);
  return files.map((file) => {
    const stem = basename(file, extname(file));
    let name = `${stem}.png`;
    for (let n = 2; taken.has(name); n++) name = `${stem}-${n}.png`;
    taken.add(name);
    return name;
  });
}

/** The heat over what the model saw, and what it saw where half was hidden. */
async function drawn(
  { card, side, visible }: Column,
  seen: Uint8Array,
  { heat }: Explanation,
): Promise<{ pixels: Uint8Array; half: Uint8Array | undefined }> {
  const { size, color } = card.preprocessing;
  const channels = color === 'gray' ? 1 : 3;
  const pixels = seen.slice();
  const [from, to] = hiddenRows(visible, size);
  pixels.fill(0, from * size * channels, to * size * channels);
  const face = { pixels, size, channels } as const;
  return {
    pixels: await overlay(face, heat, side),
    half: visible === 'full' ? undefined : await enlargedFace(face, side),
  };
}

function told(
  file: string,
  path: string,
  { card, side }: Column,
  { outputs, chosen, heat }: Explanation,
): ExplainedFile {
  const shares = heatShares(heat, side, card.data.layout) ?? null;
  if (card.labels === null)
    return { file, overlay: path, ageYears: ageReading(card, outputs[0]!).value, shares };
  const name = card.labels[chosen]!;
  return { file, overlay: path, class: name, prob: classReading(card, outputs).probs[name]!, shares };
}

/** `happiness 93 %`, `34 years` */
function caption(card: Card, { outputs, chosen }: Explanation): string {
  if (card.labels === null) return `${Math.round(ageReading(card, outputs[0]!).value)} years`;
  const name = card.labels[chosen]!;
  return `${name} ${Math.round(100 * classReading(card, outputs).probs[name]!)} %`;
}

function sheetOf(
  columns: readonly Column[],
  rows: readonly { name: string; cells: readonly ExplainCell[] }[],
): Promise<Buffer> {
  const [{ visible }] = columns as [Column];
  const seen = visible === 'full' ? [] : [`${visible} half`];
  return drawExplainSheet({
    title: 'Where the models look',
    subtitle:
      'Grad-CAM at the last convolution, on the score of the class below the picture, or on the age; the warmest place of each picture is yellow.',
    columns: ['face', ...seen, ...columns.map(({ card }) => card.name)],
    rows,
  });
}

function report(
  card: Card,
  files: readonly ExplainedFile[],
  { json, sheet, out }: PicturesQuestion,
  io: Io,
): void {
  const known = files.flatMap(({ shares }) => shares ?? []);
  const shares = known.length > 0 ? meanShares(known) : null;
  const paper = PAPER_SEES[card.task];
  if (json) {
    const more = sheet ? { sheet: join(out, SHEET) } : {};
    return io.json({ model: card.name, files, shares, paper, ...more });
  }
  for (const { file, overlay: path, class: name, prob, ageYears, shares: own } of files) {
    const read =
      name === undefined ? `${Math.round(ageYears!)} years` : `${name} ${Math.round(100 * prob!)} %`;
    const heat = own
      ? `; ${REGIONS.map((region) => `${region} ${Math.round(100 * own[region].share)} %`).join(', ')}`
      : '';
    io.line(`${file}: ${read}${heat}; ${path}`);
  }
  if (shares && files.length > 1) for (const line of shareLines(card, shares)) io.line(line);
  if (sheet) io.line(join(out, SHEET));
}
