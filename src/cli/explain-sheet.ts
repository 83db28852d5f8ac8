import type { OverlayOptions } from 'sharp';
import sharp from 'sharp';

import { heatColor } from '../training/explain/overlay.ts';
import type { TextStyle } from './outline-text.ts';
import { fitText, outlineText, textWidth, wrapText } from './outline-text.ts';

/** A picture of the sheet: side × side × 3 bytes, and what stands below it. */
export interface ExplainCell {
  pixels: Uint8Array;
  side: number;
  caption?: string;
}

export interface ExplainSheet {
  title: string;
  subtitle: string;
  /** Captions of the columns: `face`, `lower half`, a model. */
  columns: readonly string[];
  /** One row a picture, one cell a column. */
  rows: readonly { name: string; cells: readonly ExplainCell[] }[];
}

const INK = { paper: '#ffffff', text: '#1c2126', quiet: '#59636e', line: '#d8dee4' };
const TITLE: TextStyle = { sizePx: 20, weight: 600, color: INK.text };
const QUIET: TextStyle = { sizePx: 12, weight: 400, color: INK.quiet };
const SAID: TextStyle = { sizePx: 13, weight: 600, color: INK.text };

/** Two dots a pixel. Lengths are in pixels, multiples of 4. */
const DOTS = 2;
const MARGIN = 32;
const CELL = 144;
const GAP = 16;
const PERSON_GAP = 40;
/** Above a row the picture's name; below its cells what was read. */
const NAME = 24;
const CAPTION = 24;
const ROW_GAP = 24;
const TITLE_BASELINE = 44;
const LINE = 20;
const HEAD_GAP = 48;
const LEGEND = { width: 96, height: 8 };
const NARROWEST = 560;

/** Draws the sheet as in the paper's Fig. 3 to 5: each picture, what was hidden of it, and the heat. @returns PNG */
export async function drawExplainSheet(sheet: ExplainSheet): Promise<Buffer> {
  const { columns, rows } = sheet;
  const personWidth = columns.length * (CELL + GAP) - GAP;
  const across = Math.min(rows.length, Math.max(1, Math.floor(6 / columns.length)));
  const inner = Math.max(across * (personWidth + PERSON_GAP) - PERSON_GAP, NARROWEST);
  const subtitle = wrapText(sheet.subtitle, inner, QUIET);
  const bodyY = TITLE_BASELINE + subtitle.length * LINE + HEAD_GAP;
  const rowHeight = NAME + CELL + CAPTION + ROW_GAP;
  const lines = Math.ceil(rows.length / across);
  const width = inner + 2 * MARGIN;
  const height = bodyY + lines * rowHeight - ROW_GAP + MARGIN;
  const corner = (row: number, column: number) => ({
    x: MARGIN + (row % across) * (personWidth + PERSON_GAP) + column * (CELL + GAP),
    y: bodyY + Math.floor(row / across) * rowHeight + NAME,
  });
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width * DOTS}" height="${height * DOTS}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${INK.paper}"/>`,
    outlineText(fitText(sheet.title, inner - LEGEND.width - 100, TITLE), MARGIN, TITLE_BASELINE, TITLE),
    legend(width - MARGIN),
    ...subtitle.map((line, i) => outlineText(line, MARGIN, TITLE_BASELINE + (i + 1) * LINE, QUIET)),
    `<rect x="${MARGIN}" y="${bodyY - 32}" width="${inner}" height="1" fill="${INK.line}"/>`,
    ...columns.flatMap((column, c) =>
      Array.from({ length: across }, (_, r) =>
        outlineText(fitText(column, CELL, QUIET), corner(r, c).x, bodyY - 8, QUIET),
      ),
    ),
    ...rows.flatMap(({ name, cells }, r) => [
      outlineText(fitText(name, personWidth, QUIET), corner(r, 0).x, corner(r, 0).y - 8, QUIET),
      ...cells.map(({ caption = '' }, c) =>
        outlineText(fitText(caption, CELL, SAID), corner(r, c).x, corner(r, c).y + CELL + 16, SAID),
      ),
    ]),
    '</svg>',
  ];
  const placed = rows.flatMap(({ cells }, r) =>
    cells.map(async ({ pixels, side }, c): Promise<OverlayOptions> => {
      const { x, y } = corner(r, c);
      const raw = { width: side, height: side, channels: 3 } as const;
      const input = await sharp(pixels, { raw })
        .resize(CELL * DOTS, CELL * DOTS)
        .png()
        .toBuffer();
      return { input, left: x * DOTS, top: y * DOTS };
    }),
  );
  return sharp(Buffer.from(parts.join('')))
    .composite(await Promise.all(placed))
    .png({ compressionLevel: 9, palette: false })
    .toBuffer();
}

/** The colours from cold to hot, ending at x. */
function legend(x: number): string {
  const left = x - textWidth('hot', QUIET) - 8 - LEGEND.width;
  const top = TITLE_BASELINE - LEGEND.height;
  const stripes = Array.from({ length: LEGEND.width }, (_, i) => {
    const color = heatColor(i / (LEGEND.width - 1))
      .map(Math.round)
      .join(',');
    return `<rect x="${left + i}" y="${top}" width="1" height="${LEGEND.height}" fill="rgb(${color})"/>`;
  });
  const words = [
    outlineText('cold', left - 8, TITLE_BASELINE, { ...QUIET, anchor: 'end' }),
    outlineText('hot', x, TITLE_BASELINE, { ...QUIET, anchor: 'end' }),
  ];
  return [...stripes, ...words].join('');
}
