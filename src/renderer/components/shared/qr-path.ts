import { encode } from 'uqr';

/** A QR code to be drawn: a square of so many modules, and the dark ones as the path of an SVG, a unit each. */
export interface QrPath {
  /** Modules of a side, with the light border of four that readers need. */
  readonly side: number;
  readonly path: string;
}

/** Modules of the border. */
const BORDER = 4;

export function qrPath(text: string): QrPath {
  const { size, data } = encode(text, { ecc: 'M', border: BORDER });
  const rows = data.flatMap((row, y) =>
    runs(row).map(({ start, length }) => `M${start} ${y}h${length}v1h-${length}z`),
  );
  return { side: size, path: rows.join('') };
}

/** Dark modules of a row that touch, joined: gaps between squares would show. */
function runs(row: readonly boolean[]): { start: number; length: number }[] {
  const found: { start: number; length: number }[] = [];
  row.forEach((isDark, x) => {
    const last = found.at(-1);
    if (!isDark) return;
    if (last && last.start + last.length === x) last.length++;
    else found.push({ start: x, length: 1 });
  });
  return found;
}
