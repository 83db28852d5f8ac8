import type { Card } from '../artifact/card.ts';
import type { HeatShares } from '../training/explain/heat-shares.ts';
import { PAPER_SEES, REGIONS } from '../training/explain/heat-shares.ts';
import { tableLines } from './table.ts';

/** Mean heat of each part of the face as a table, beside what the paper saw. */
export function shareLines({ task }: Card, shares: HeatShares): string[] {
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  const rows = REGIONS.map((region) => {
    const { share, area, relative } = shares[region];
    return [region, percent(share), percent(area), `${relative.toFixed(2)} ×`];
  });
  return [
    ...tableLines([['part', 'share of heat', 'share of picture', 'warmer than the picture'], ...rows]),
    `The paper sees: ${PAPER_SEES[task]}.`,
  ];
}
