import type { InEnglish } from '../../messages/english.ts';
import type { Reproduction } from '../../training/reproduce/results.ts';
import { csvLine } from '../../common/csv-line.ts';

/** What `--json` prints and `results.json` holds. */
export interface ReproductionDocument extends InEnglish<Reproduction> {
  /** The engine that computed what was missing; null where nothing was. */
  engine: string | null;
  /** Of this run alone: what stopped ones before it had done is not counted. */
  time: { startedAt: string; seconds: number };
}

const COLUMNS = [
  'table',
  'dataset',
  'task',
  'metric',
  'net',
  'model',
  'train',
  'test',
  'measured',
  'ciLow',
  'ciHigh',
  'published',
  'publishedSignificant',
  'difference',
  'pValue',
  'pValueHolm',
  'significant',
  'n',
  'std',
  'seeds',
  'measuredWithoutCopies',
  'nWithoutCopies',
  'reason',
] as const;

/** One row a cell; what is not known is empty. */
export function reproductionCsv({ cells }: Pick<ReproductionDocument, 'cells'>): string {
  const rows = cells.map((cell) => {
    const fields = fieldsOf(cell);
    return csvLine(COLUMNS.map((column) => String(fields[column] ?? '')));
  });
  return [csvLine(COLUMNS), ...rows, ''].join('\n');
}

function fieldsOf(
  cell: ReproductionDocument['cells'][number],
): Readonly<Record<(typeof COLUMNS)[number], string | number | boolean | null>> {
  const { ci95, seeds, withoutCopies, ...rest } = cell;
  return {
    ...rest,
    ciLow: ci95?.[0] ?? null,
    ciHigh: ci95?.[1] ?? null,
    seeds: seeds.map(({ seed }) => seed).join(' '),
    measuredWithoutCopies: withoutCopies?.measured ?? null,
    nWithoutCopies: withoutCopies?.n ?? null,
  };
}
