import type { StoredCell, StoredTables } from './stored-tables.ts';

/** What is known now, and of cells and data that are not measured now, what was kept before. */
export function mergedTables(now: StoredTables, before: StoredTables): StoredTables {
  const placeOf = ({ table, dataset, metric, net, model, train, test }: StoredCell) =>
    [table, dataset, metric, net, model, train, test].join(' ');
  const known = new Map(before.cells.map((cell) => [placeOf(cell), cell]));
  const isMeasured = ({ models, earlier }: StoredCell) => models.length > 0 || earlier !== null;
  const measured = (cell: StoredCell) => {
    const kept = known.get(placeOf(cell));
    return !isMeasured(cell) && kept && isMeasured(kept) ? kept : cell;
  };
  const merged = now.cells.map(measured);
  const places = new Set(now.cells.map(placeOf));
  const union = <T>(one: readonly T[], other: readonly T[], idOf: (item: T) => string) => [
    ...new Map([...other, ...one].map((item) => [idOf(item), item])).values(),
  ];
  return {
    scale: now.scale,
    tables: union(now.tables, before.tables, (table) => table).sort(),
    seeds: union(now.seeds, before.seeds, String).sort((a, b) => a - b),
    data: union(now.data, before.data, ({ fingerprint }) => fingerprint),
    stages: union(now.stages, before.stages, ({ key }) => key),
    cells: [...merged, ...before.cells.filter((cell) => !places.has(placeOf(cell)))],
    answers: new Map([...before.answers, ...now.answers]),
  };
}
