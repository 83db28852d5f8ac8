import type { SelectQueryBuilder } from 'kysely';
import { z } from 'zod';

import type { AgeCell, GenderCell } from '../../../../ipc/contract/audience.ts';
import type { Tables } from '../../../platform/store/schema.ts';
import type { Store } from '../../../platform/store/store.ts';
import {
  MAX_SPAN_MS,
  storedDay,
  storedJson,
  storedSpan,
  storedTimeZone,
  strings,
} from '../../../platform/store/stored-values.ts';
import { queryAll } from '../../../platform/store/sync.ts';
import type { Cell, DwellCount, Period } from './period.ts';
import { storedDwell } from './stored-dwell.ts';

const spans = z.array(z.tuple([z.int(), z.int()]).refine(([from, to]) => to - from <= MAX_SPAN_MS));

export type ChosenPeriods = SelectQueryBuilder<Tables, 'audience_periods', object>;

/**
 * In the order of time.
 * @param hasCounts whether models, cells and dwell times are read too: of a year of many cameras, millions of rows
 */
export function readPeriods(store: Store, chosen: ChosenPeriods, hasCounts = true): Period[] {
  const columns = chosen.select([
    ...(['starts_at', 'ends_at', 'first_day', 'last_day', 'visits', 'passers_by', 'masked'] as const),
    ...(['time_zone', 'opening'] as const),
    ...(['headsets', 'observed_seconds', 'dark_seconds', 'blocked_seconds', 'absent_seconds'] as const),
  ]);
  const query = columns.$if(hasCounts, (more) => more.select(['id', 'models']));
  const cells = hasCounts ? cellsOf(store, chosen) : null;
  const dwells = hasCounts ? dwellsOf(store, chosen) : null;
  const hashes = hashReader();
  const periods = queryAll(store, query).map((row) => ({
    ...storedSpan(row.starts_at, row.ends_at),
    firstDay: storedDay(row.first_day),
    lastDay: storedDay(row.last_day),
    timeZone: storedTimeZone(row.time_zone),
    opening: row.opening === null ? null : storedJson(row.opening, spans),
    models: row.models === undefined ? NONE : hashes(row.models),
    seconds: {
      observed: row.observed_seconds,
      dark: row.dark_seconds,
      blocked: row.blocked_seconds,
      absent: row.absent_seconds,
    },
    visits: row.visits,
    passersBy: row.passers_by,
    masked: row.masked,
    headsets: row.headsets,
    cells: cells?.get(row.id!) ?? NONE,
    dwells: dwells?.get(row.id!) ?? NONE,
  }));
  // With an ORDER BY, SQLite reads a camera's whole past by the index of starts.
  return periods.sort((a, b) => a.startMs - b.startMs);
}

/** One for all periods that have none. */
const NONE: readonly never[] = [];

function cellsOf(store: Store, chosen: ChosenPeriods): Map<number, Cell[]> {
  const ids = chosen.select('id');
  const rows = queryAll(
    store,
    store.db.selectFrom('audience_period_cells').selectAll().where('period', 'in', ids),
  );
  return grouped(rows, ({ age, gender, visits }) => ({
    age: age as AgeCell,
    gender: gender as GenderCell,
    visits,
  }));
}

function dwellsOf(store: Store, chosen: ChosenPeriods): Map<number, DwellCount[]> {
  const ids = chosen.select('id');
  const rows = queryAll(
    store,
    store.db.selectFrom('audience_period_dwells').selectAll().where('period', 'in', ids),
  );
  return grouped(rows, storedDwell);
}

function grouped<R extends { period: number }, C>(rows: readonly R[], asCount: (row: R) => C) {
  const counts = new Map<number, C[]>();
  for (const row of rows) {
    const ofPeriod = counts.get(row.period);
    if (ofPeriod) ofPeriod.push(asCount(row));
    else counts.set(row.period, [asCount(row)]);
  }
  return counts;
}

/** Parses each list of hashes once: most periods name the same models. */
function hashReader(): (json: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (json) => {
    const hashes = known.get(json) ?? storedJson(json, strings);
    known.set(json, hashes);
    return hashes;
  };
}
