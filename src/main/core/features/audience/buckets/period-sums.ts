import type { AgeCell, GenderCell } from '../../../../ipc/contract/audience.ts';
import type { Store } from '../../../platform/store/store.ts';
import {
  storedDay,
  storedJson,
  storedTime,
  storedTimeZone,
  strings,
} from '../../../platform/store/stored-values.ts';
import { queryAll } from '../../../platform/store/sync.ts';
import type { Cell, DwellCount, Period } from './period.ts';
import { keptRows } from './period-rows.ts';
import type { ChosenPeriods } from './read-periods.ts';
import { storedDwell } from './stored-dwell.ts';

/**
 * The kept periods of a camera in a range of days as one for each set of models, summed by SQLite. Their cells are with the
 * one of most visits, so that they are left out where the sums of all are.
 */
export function keptCells(store: Store, camera: string, firstDay: string, lastDay: string): Period[] {
  const rows = keptRows(store, camera, firstDay, lastDay);
  return summed(store, rows, { cells: cellSums(store, rows), dwells: [] });
}

/** As `keptCells`, with dwell times. */
export function keptDwells(store: Store, camera: string, firstDay: string, lastDay: string): Period[] {
  const rows = keptRows(store, camera, firstDay, lastDay);
  return summed(store, rows, { cells: [], dwells: dwellSums(store, rows) });
}

function summed(store: Store, rows: ChosenPeriods, counts: Pick<Period, 'cells' | 'dwells'>): Period[] {
  const query = rows
    .select(({ fn }) => [
      'models',
      ...[fn.min('starts_at').as('starts_at'), fn.max('ends_at').as('ends_at')],
      ...[fn.min('first_day').as('first_day'), fn.max('last_day').as('last_day')],
      fn.max('time_zone').as('time_zone'),
      ...[fn.sum<number>('observed_seconds').as('observed'), fn.sum<number>('dark_seconds').as('dark')],
      ...[fn.sum<number>('blocked_seconds').as('blocked'), fn.sum<number>('absent_seconds').as('absent')],
      ...[fn.sum<number>('visits').as('visits'), fn.sum<number>('passers_by').as('passers_by')],
      ...[fn.sum<number>('masked').as('masked'), fn.sum<number>('headsets').as('headsets')],
    ])
    .groupBy('models')
    .orderBy('visits', 'desc');
  return queryAll(store, query).map((row, i) => ({
    startMs: storedTime(row.starts_at),
    endMs: storedTime(row.ends_at),
    firstDay: storedDay(row.first_day),
    lastDay: storedDay(row.last_day),
    timeZone: storedTimeZone(row.time_zone),
    opening: null,
    models: storedJson(row.models, strings),
    seconds: { observed: row.observed, dark: row.dark, blocked: row.blocked, absent: row.absent },
    visits: row.visits,
    passersBy: row.passers_by,
    masked: row.masked,
    headsets: row.headsets,
    ...(i === 0 ? counts : { cells: [], dwells: [] }),
  }));
}

function cellSums(store: Store, rows: ChosenPeriods): Cell[] {
  const query = store.db
    .selectFrom('audience_period_cells')
    .select(({ fn }) => ['age', 'gender', fn.sum<number>('visits').as('visits')])
    .where('period', 'in', rows.select('id'))
    .groupBy(['age', 'gender']);
  return queryAll(store, query).map(({ age, gender, visits }) => ({
    age: age as AgeCell,
    gender: gender as GenderCell,
    visits,
  }));
}

function dwellSums(store: Store, rows: ChosenPeriods): DwellCount[] {
  const query = store.db
    .selectFrom('audience_period_dwells')
    .select(({ fn }) => ['zone', 'bin', fn.sum<number>('visits').as('visits')])
    .where('period', 'in', rows.select('id'))
    .groupBy(['zone', 'bin']);
  return queryAll(store, query).map(storedDwell);
}
