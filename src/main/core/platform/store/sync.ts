import type Database from 'better-sqlite3';
import type { Compilable } from 'kysely';

import type { Store } from './store.ts';

/** SQL texts that are kept prepared for each database; closing a day runs some thousands of a few dozen. */
const MAX_PREPARED = 300;
const prepared = new WeakMap<Database.Database, Map<string, Database.Statement<unknown[]>>>();

/** Preparing takes SQLite longer than running most of them. */
function statementOf(raw: Database.Database, sql: string): Database.Statement<unknown[]> {
  const known = prepared.get(raw) ?? new Map<string, Database.Statement<unknown[]>>();
  const statement = known.get(sql) ?? raw.prepare<unknown[]>(sql);
  if (known.size >= MAX_PREPARED) known.clear();
  prepared.set(raw, known.set(sql, statement));
  return statement;
}

/** Runs a typed query at once, so that nothing can come between it and the next one. @returns its rows */
export function queryAll<T>({ raw }: Pick<Store, 'raw'>, query: Compilable<T>): T[] {
  const { sql, parameters } = query.compile();
  return statementOf(raw, sql).all(...parameters) as T[];
}

/** As `queryAll`, for a query that gives one row at most. */
export function queryFirst<T>(store: Pick<Store, 'raw'>, query: Compilable<T>): T | undefined {
  return queryAll(store, query)[0];
}

/** Runs a typed change at once. @returns the number of the row that was put in last */
export function execute({ raw }: Pick<Store, 'raw'>, query: Compilable): number {
  const { sql, parameters } = query.compile();
  return Number(statementOf(raw, sql).run(...parameters).lastInsertRowid);
}

/** All of it or nothing. Begins as a writer, so that a database that another process holds is known at once. */
export function transaction<T>({ raw }: Pick<Store, 'raw'>, work: () => T): T {
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
