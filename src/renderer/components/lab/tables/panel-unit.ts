import type { TablePanel } from '../../../state/lab/table-panels.ts';
import { formatCount } from '../../../messages/format.ts';
import { eitherText, lab } from '../../../messages/index.ts';

/** What the figures of a table are given in, and on how many pictures those here were measured. */
export const panelUnit = ({ metric, pictures }: Pick<TablePanel, 'metric' | 'pictures'>): string =>
  [
    lab.tables.units[metric],
    ...(pictures.length === 0
      ? []
      : [lab.tables.unitHere({ counts: eitherText(pictures.map(formatCount)) })]),
  ].join('; ');
