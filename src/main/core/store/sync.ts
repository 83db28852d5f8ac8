import type { Compilable } from 'kysely';

import type { Store } from './store.ts';

/** Runs a typed query at once, so that nothing can come between it and the next one. @returns its rows */
export function all<T>({ raw }: Pick<Store, 'raw'>, query: Compilable<T>): T[] {
  const { sql, parameters } = query.compile();
  return raw.prepare<unknown[], T>(sql).all(...parameters);
}

/** As `all`, for a query that gives one row at most. */
export function first<T>(store: Pick<Store, 'raw'>, query: Compilable<T>): T | undefined {
  return all(store, query)[0];
}

/** Runs a typed change at once. @returns the number of the row that was put in last */
export function change({ raw }: Pick<Store, 'raw'>, query: Compilable): number {
  const { sql, parameters } = query.compile();
  return Number(raw.prepare<unknown[]>(sql).run(...parameters).lastInsertRowid);
}

/** All of it or nothing. Begins as a writer, so that a database that another process holds is known at once. */
export function together<T>({ raw }: Pick<Store, 'raw'>, work: () => T): T {
  return raw.transaction(work).immediate();
}

/** Work that fails at once where another program holds the database: what is tried again later need not hold up the core. */
export function withoutWaiting<T>({ raw }: Pick<Store, 'raw'>, work: () => T): T {
  const before = raw.pragma('busy_timeout', { simple: true }) as number;
  raw.pragma('busy_timeout = 0');
  try {
    return work();
  } finally {
    raw.pragma(`busy_timeout = ${before}`);
  }
}
