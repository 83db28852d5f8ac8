import type { Card } from '../../artifact/card.ts';
import type { HeatSquares } from '../../training/explain/grad-cam.ts';
import type { HeatShares, Part } from '../../training/explain/heat-shares.ts';
import { PARTS, REGIONS } from '../../training/explain/heat-shares.ts';
import type { MeanShares } from '../../training/explain/mean-shares.ts';
import { PAPER_ATTENTION } from '../../training/explain/paper-attention.ts';
import { tableLines } from './table.ts';

const NAMES: Readonly<Record<Part, string>> = {
  mouth: 'mouth',
  nose: 'nose',
  eyes: 'eyes, brows',
  forehead: 'forehead',
  elsewhere: 'elsewhere (cheeks, hair, background)',
  occluded: 'the occluded half',
};

/** Mean heat of each part of the face beside what chance would give it, and what the paper reports seeing. */
export function shareLines({ task }: Card, shares: MeanShares, squares: HeatSquares): string[] {
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  const shown = PARTS.filter((part) => shares[part].area > 0);
  const rows = [...shown, ...(shares.occluded.share > 0 ? (['occluded'] as const) : [])].map((part) => {
    const { share, ci95, area, relative } = shares[part];
    const interval = ci95 ? `(${percent(ci95[0])} to ${percent(ci95[1])})` : '';
    const times = relative === null ? '' : `${relative.toFixed(2)} ×`;
    return [NAMES[part], percent(share), interval, area > 0 ? percent(area) : '', times];
  });
  const header = ['part of the face', 'heat', '95 % interval', 'area', 'times chance'];
  const warmest = shown.reduce((a, b) => ((shares[a].relative ?? 0) >= (shares[b].relative ?? 0) ? a : b));
  const paper = PAPER_ATTENTION[task];
  return [
    ...tableLines([header, ...rows]),
    `Area: of what shows. Chance: the heat on that, spread evenly. Heat is known in ${squares.across} × ${squares.down} squares and runs over finer edges.`,
    `Warmest for its size: ${NAMES[warmest]}.${paper ? ` The paper reports that its ${task} models look at ${paper.words} (Sec. ${paper.section}).` : ''}`,
  ];
}

/** `mouth 41 %, nose 20 %`: the parts that show. */
export function sharesText(shares: HeatShares): string {
  return REGIONS.filter((region) => shares[region].area > 0)
    .map((region) => `${region} ${Math.round(100 * shares[region].share)} %`)
    .join(', ');
}
