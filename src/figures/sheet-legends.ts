import { heatColor } from '../training/explain/heat-color.ts';
import { outlineText } from './outline-text.ts';
import { CAPTION, INK } from './sheet-style.ts';

/** What stands beside a sheet's title. */
export interface Legend {
  width: number;
  /** @param x left end @param baseline of the title */
  draw(x: number, baseline: number): string;
}

export const marksLegend: Legend = {
  width: 116,
  draw: (x, baseline) =>
    [
      mark(true, x, baseline - 11),
      outlineText('right', x + 18, baseline - 1, CAPTION),
      mark(false, x + 62, baseline - 11),
      outlineText('wrong', x + 80, baseline - 1, CAPTION),
    ].join(''),
};

const BAR = { x: 52, width: 96, height: 8 };

/** The colors from no heat to the most. */
export const heatLegend: Legend = {
  width: 184,
  draw(x, baseline) {
    const stripes = Array.from({ length: BAR.width }, (_, i) => {
      const color = heatColor(i / (BAR.width - 1)).map(Math.round);
      const place = `x="${x + BAR.x + i}" y="${baseline - 1 - BAR.height}" width="1" height="${BAR.height}"`;
      return `<rect ${place} fill="rgb(${color.join(',')})"/>`;
    });
    return [
      outlineText('no heat', x, baseline - 1, CAPTION),
      ...stripes,
      outlineText('most', x + BAR.x + BAR.width + 8, baseline - 1, CAPTION),
    ].join('');
  },
};

/** 13 pixels square, top left at x, y: a tick in a full disc, or a cross in an empty square. */
export function mark(right: boolean, x: number, y: number): string {
  const stroke = 'fill="none" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';
  return right
    ? `<circle cx="${x + 6.5}" cy="${y + 6.5}" r="6.5" fill="${INK.right}"/>` +
        `<path d="M${x + 3.5} ${y + 6.9}l2.1 2.1l4-4.4" stroke="${INK.paper}" ${stroke}/>`
    : `<rect x="${x + 0.75}" y="${y + 0.75}" width="11.5" height="11.5" rx="2" stroke="${INK.wrong}" ${stroke}/>` +
        `<path d="M${x + 4} ${y + 4}l5 5m0-5l-5 5" stroke="${INK.wrong}" ${stroke}/>`;
}
