import type { CountsWithTotals } from './margins.ts';

/** A figure's place: row and column, the totals' own included. */
export type Place = readonly [row: number, column: number];

/**
 * How figures of a table can move while all sums stay as they are. Rows and columns are nodes, figures are edges between
 * them; a move is a flow around. A cell may rise without end and fall to 0; a total, which stands in the sums with the
 * opposite sign, moves the other way round.
 * Gusfield 1988, A graph theoretic approach to statistical data security.
 */
export class Moves {
  readonly #rows: number;
  readonly #columns: number;
  /** Room left for a flow from row to column, and back. */
  readonly #forth: Float64Array;
  readonly #back: Float64Array;

  /** @param opposite a table that moves the other way, so that its figures bound how far these can rise */
  constructor(counts: CountsWithTotals, opposite?: CountsWithTotals) {
    this.#rows = counts.length;
    this.#columns = counts[0]!.length;
    const places = this.#rows * this.#columns;
    this.#forth = new Float64Array(places);
    this.#back = new Float64Array(places);
    counts.forEach((row, i) =>
      row.forEach((count, j) => {
        const [up, down] = isTotal(counts, i, j) ? [this.#back, this.#forth] : [this.#forth, this.#back];
        up[this.#at(i, j)] = opposite ? opposite[i]![j]! : Infinity;
        down[this.#at(i, j)] = count;
      }),
    );
  }

  /**
   * The cheapest way from a column to a row, or from a row to a column, along figures that still have room, never over
   * the figure itself that joins both.
   * @param costOf what it costs to use a figure; Infinity if it may not be used
   * @returns the figures on the way; undefined if there is none
   */
  cheapestWay(
    from: 'column' | 'row',
    [row, column]: Place,
    costOf: (row: number, column: number) => number,
  ): Place[] | undefined {
    const nodes = this.#rows + this.#columns;
    const start = from === 'row' ? row : this.#rows + column;
    const goal = from === 'row' ? this.#rows + column : row;
    const cost = new Float64Array(nodes).fill(Infinity);
    const cameFrom = new Int32Array(nodes).fill(-1);
    const isDone = new Uint8Array(nodes);
    cost[start] = 0;
    for (;;) {
      let node = -1;
      for (let n = 0; n < nodes; n++)
        if (!isDone[n] && cost[n]! < Infinity && (node < 0 || cost[n]! < cost[node]!)) node = n;
      if (node < 0) return undefined;
      if (node === goal) break;
      isDone[node] = 1;
      const isRow = node < this.#rows;
      for (let other = 0; other < (isRow ? this.#columns : this.#rows); other++) {
        const [i, j] = isRow ? [node, other] : [other, node - this.#rows];
        if (i === row && j === column) continue;
        if (!((isRow ? this.#forth : this.#back)[this.#at(i, j)]! > 0)) continue;
        const next = isRow ? this.#rows + other : other;
        const total = cost[node]! + costOf(i, j);
        if (total < cost[next]!) {
          cost[next] = total;
          cameFrom[next] = node;
        }
      }
    }
    const way: Place[] = [];
    for (let node = goal; node !== start; node = cameFrom[node]!) {
      const before = cameFrom[node]!;
      way.unshift(before < this.#rows ? [before, node - this.#rows] : [node, before - this.#rows]);
    }
    return way;
  }

  /** Moves as much along a way as it has room for. @returns how much; Infinity where nothing bounds it */
  push(from: 'column' | 'row', way: readonly Place[]): number {
    const steps = way.map(([i, j], step) => {
      const isForth = (from === 'row') === (step % 2 === 0);
      return {
        at: this.#at(i, j),
        room: isForth ? this.#forth : this.#back,
        other: isForth ? this.#back : this.#forth,
      };
    });
    const much = Math.min(...steps.map(({ at, room }) => room[at]!));
    if (much < Infinity)
      for (const { at, room, other } of steps) {
        room[at]! -= much;
        other[at]! += much;
      }
    return much;
  }

  #at(row: number, column: number): number {
    return row * this.#columns + column;
  }
}

/** Whether a figure is a row's or a column's total. The total of all is one of both, and so of neither sign. */
export function isTotal(counts: CountsWithTotals, row: number, column: number): boolean {
  return (row === counts.length - 1) !== (column === counts[0]!.length - 1);
}

/** What is published of a table. */
export interface Published {
  counts: CountsWithTotals;
  suppressed: readonly (readonly boolean[])[];
  /** A table whose sum with this one is published too: what is suppressed is suppressed in both. */
  opposite?: CountsWithTotals;
}

/**
 * What an attacker can infer of a suppressed figure from all that is published and from counts being whole and not negative.
 * @returns the smallest and the largest value that it can have
 */
export function boundsOf(published: Published, place: Place): [low: number, high: number] {
  const count = published.counts[place[0]]![place[1]]!;
  return [count - reach(published, place, 'down'), count + reach(published, place, 'up')];
}

/** Whether those bounds lie at least so far apart. */
export function isWide(published: Published, place: Place, range: number): boolean {
  const up = reach(published, place, 'up', range);
  return up >= range || up + reach(published, place, 'down', range - up) >= range;
}

/** How far a suppressed figure can move, or so far that it is enough. */
function reach(
  { counts, suppressed, opposite }: Published,
  place: Place,
  direction: 'up' | 'down',
  enough = Infinity,
): number {
  const [row, column] = place;
  const from = isTotal(counts, row, column) === (direction === 'up') ? 'row' : 'column';
  const costOf = (i: number, j: number) => (suppressed[i]![j] ? 0 : Infinity);
  const bound = direction === 'down' ? counts : opposite;
  const most = Math.min(enough, bound ? bound[row]![column]! : Infinity);
  const moves = new Moves(counts, opposite);
  let moved = 0;
  while (moved < most) {
    const way = moves.cheapestWay(from, place, costOf);
    if (!way) break;
    moved += moves.push(from, way);
  }
  return Math.min(most, moved);
}
