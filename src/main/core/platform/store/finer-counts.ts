import type Database from 'better-sqlite3';

/** Their rows are deleted when their day is closed. */
export const FINE_TABLES = ['audience_quarters', 'audience_hours', 'audience_dwells'] as const;

/**
 * Takes the counts out of a copy that are finer than what is kept: they are to go at closing time, and a backup would hold
 * them for days.
 */
export function removeFinerCounts(copy: Database.Database): void {
  const known = new Set(
    copy
      .prepare<[], { name: string }>("select name from sqlite_schema where type = 'table'")
      .all()
      .map(({ name }) => name),
  );
  copy.pragma('foreign_keys = on');
  copy.transaction(() => {
    for (const table of FINE_TABLES) if (known.has(table)) copy.exec(`delete from ${table}`);
    // What is marked for deletion is taken out of all backups, its camera's name too.
    if (known.has('settings'))
      copy.exec("delete from settings where key in ('deletions', 'clients.deletions')");
    if (known.has('audience_periods')) copy.exec('delete from audience_periods where is_kept = 0');
  })();
  copy.exec('vacuum');
}
