import { isTotal, isWide, Moves, type Place } from './attack.ts';
import { absentIn, type CountsWithTotals, type Figure, type Suppressed, withTotals } from './margins.ts';

/** What suppressing a figure costs beside a small one of its table: totals are wanted most. */
const TOTAL_COST = 5;
const GRAND_TOTAL_COST = 50;

/**
 * Suppresses every count under k, totals too, and as few others as it finds, so that all shown figures
 * together leave each of those a range of at least k: the difference between the largest and the smallest value that it
 * can have.
 * Complementary suppression by network flows: Cox 1995, Network models for complementary cell suppression.
 * @param figures whole numbers, rows of equal length; null where it is public that there is none
 * @returns figures with totals (last row and column); null where suppressed or where there is none
 */
export function suppress(figures: readonly (readonly Figure[])[], k: number): Figure[][] {
  const table = tableOf(figures, k);
  const suppressed = suppressedIn(table);
  return table.counts.map((row, i) =>
    row.map((count, j) => (suppressed[i]![j] || table.absent[i]![j] ? null : count)),
  );
}

/** As `suppress`, for one row of figures and their total. */
export function suppressRow(figures: readonly Figure[], k: number): { counts: Figure[]; total: Figure } {
  const row = suppress([figures], k)[0]!;
  return { counts: row.slice(0, -1), total: row.at(-1) ?? null };
}

/** Figures with their totals. */
export interface Table {
  counts: CountsWithTotals;
  absent: readonly (readonly boolean[])[];
  k: number;
}

export function tableOf(figures: readonly (readonly Figure[])[], k: number): Table {
  return { counts: withTotals(figures), absent: absentIn(figures), k };
}

/** The figures that are to be protected, totals too. */
export function smallIn({ counts, absent, k }: Table): Place[] {
  return counts.flatMap((row, i) =>
    row.flatMap((count, j) => (!absent[i]![j] && count < k ? [[i, j] as const] : [])),
  );
}

/** What `suppress` suppresses. */
export function suppressedIn(table: Table): Suppressed {
  const suppressed = table.counts.map((row) => row.map(() => false));
  const small = smallIn(table);
  for (const [i, j] of small) suppressed[i]![j] = true;
  for (const place of small) {
    const published = { counts: table.counts, suppressed };
    if (isWide(published, place, table.k)) continue;
    suppressAround(table, suppressed, place);
    if (!isWide(published, place, table.k)) suppressAllBelow(table, suppressed);
  }
  return suppressed;
}

/** Suppresses what lies on the cheapest ways by which a figure can rise by k. */
function suppressAround(table: Table, suppressed: Suppressed, place: Place): void {
  const { counts, absent, k } = table;
  const from = isTotal(counts, ...place) ? 'row' : 'column';
  const moves = new Moves(counts);
  const costOf = (i: number, j: number) => {
    if (absent[i]![j]) return Infinity;
    return suppressed[i]![j] ? 0 : costAt(counts, i, j);
  };
  for (let risen = 0; risen < k;) {
    const way = moves.cheapestWay(from, place, costOf);
    if (!way) return;
    risen += moves.push(from, way);
    for (const [i, j] of way) suppressed[i]![j] = true;
  }
}

/** Larger figures cost a little more, so that among equals the smallest is suppressed. */
function costAt(counts: CountsWithTotals, i: number, j: number): number {
  const total = counts.at(-1)!.at(-1)!;
  const size = 1 + counts[i]![j]! / (total + 1);
  if (isTotal(counts, i, j)) return TOTAL_COST * size;
  return i === counts.length - 1 ? GRAND_TOTAL_COST : size;
}

/** Nothing is shown but the total of all, and that only if it is k or more. */
function suppressAllBelow({ counts, absent, k }: Table, suppressed: Suppressed): void {
  const total = counts.at(-1)!.at(-1)!;
  suppressed.forEach((row, i) => row.forEach((_, j) => (row[j] = !absent[i]![j])));
  suppressed.at(-1)![counts[0]!.length - 1] = total < k;
}
