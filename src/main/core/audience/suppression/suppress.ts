import { boundsOf, isTotal, Moves, type Place } from './attack.ts';
import { type CountsWithTotals, type Hidden, published, withTotals } from './margins.ts';

/** What hiding a figure costs beside a small one of its table: totals are wanted most. */
const TOTAL_COST = 5;
const GRAND_TOTAL_COST = 50;

/**
 * Hides every count under k, totals too, and as few others as it finds, so that from all that is shown together nobody can
 * narrow one of those down to a range of less than k: the difference between the largest and the smallest value that it
 * can have is at least k.
 * Complementary suppression by network flows: Cox 1995, Network models for complementary cell suppression.
 * @param counts whole numbers, rows of equal length
 * @returns counts with totals (last row and column); null where hidden
 */
export function suppress(counts: readonly (readonly number[])[], k: number): (number | null)[][] {
  const all = withTotals(counts);
  return published(all, hiddenIn(all, k));
}

/** As `suppress`, for one row of figures and their total. */
export function suppressRow(
  counts: readonly number[],
  k: number,
): { counts: (number | null)[]; total: number | null } {
  const row = suppress([counts], k)[0]!;
  return { counts: row.slice(0, -1), total: row.at(-1) ?? null };
}

function hiddenIn(counts: CountsWithTotals, k: number): Hidden {
  const hidden = counts.map((row) => row.map((count) => count < k));
  const small: Place[] = counts.flatMap((row, i) =>
    row.flatMap((count, j) => (count < k ? [[i, j] as const] : [])),
  );
  for (const place of small) {
    if (isWide(counts, hidden, place, k)) continue;
    hideAround(counts, hidden, place, k);
    if (!isWide(counts, hidden, place, k)) hideAllBelow(counts, hidden, k);
  }
  return hidden;
}

function isWide(counts: CountsWithTotals, hidden: Hidden, place: Place, k: number): boolean {
  const [low, high] = boundsOf(counts, hidden, place);
  return high - low >= k;
}

/** Hides what lies on the cheapest ways by which a figure can rise by k. */
function hideAround(counts: CountsWithTotals, hidden: Hidden, place: Place, k: number): void {
  const from = isTotal(counts, ...place) ? 'row' : 'column';
  const moves = new Moves(counts);
  const costOf = (i: number, j: number) => (hidden[i]![j] ? 0 : costAt(counts, i, j));
  for (let risen = 0; risen < k;) {
    const way = moves.cheapestWay(from, place, costOf);
    if (!way) return;
    risen += moves.push(from, way);
    for (const [i, j] of way) hidden[i]![j] = true;
  }
}

/** Larger figures cost a little more, so that among equals the smallest is hidden. */
function costAt(counts: CountsWithTotals, i: number, j: number): number {
  const total = counts.at(-1)!.at(-1)!;
  const size = 1 + counts[i]![j]! / (total + 1);
  if (isTotal(counts, i, j)) return TOTAL_COST * size;
  return i === counts.length - 1 ? GRAND_TOTAL_COST : size;
}

/** Nothing is shown but the total of all, and that only if it is k or more: then every figure may be 0 or all of it. */
function hideAllBelow(counts: CountsWithTotals, hidden: Hidden, k: number): void {
  const total = counts.at(-1)!.at(-1)!;
  for (const row of hidden) row.fill(true);
  hidden.at(-1)![counts[0]!.length - 1] = total < k;
}
