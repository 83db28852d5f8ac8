import type Database from 'better-sqlite3';

/** Counts of a camera, by it and by hand, that are deleted, in the database and in all copies of it. */
export interface Deletion {
  camera: string;
  /** Of days before this one, and what was merged with them; null: all of them, and the camera itself. */
  before: string | null;
}

/** Later than all audits of days before this one, wherever their cameras are: by noon in UTC the day has begun everywhere. */
export function auditLimit(day: string): string {
  return `${day}T12:00:00.000Z`;
}

/** Whether a copy may still hold what is deleted. */
export function containsDeleted(copy: Database.Database, deletions: readonly Deletion[]): boolean {
  const tables = tablesOf(copy);
  return deletions.some(({ camera, before }) => {
    if (before === null) return true;
    return oldRows(tables, before).some(
      ({ rows, limit }) => copy.prepare(`select 1 ${rows} limit 1`).get(camera, limit) !== undefined,
    );
  });
}

/** Takes what is deleted out of a copy and rewrites it, so that none of its bytes remain. */
export function eraseDeleted(copy: Database.Database, deletions: readonly Deletion[]): void {
  copy.pragma('foreign_keys = on');
  const tables = tablesOf(copy);
  copy.transaction(() => {
    for (const { camera, before } of deletions)
      if (before === null) forgetCamera(copy, tables, camera);
      else
        for (const { rows, limit } of oldRows(tables, before))
          copy.prepare(`delete ${rows}`).run(camera, limit);
  })();
  copy.exec('vacuum');
}

export function tablesOf(raw: Database.Database): string[] {
  return raw
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .pluck()
    .all() as string[];
}

/** A camera's rows of days before this one, in the tables that the copy has. */
function oldRows(tables: readonly string[], before: string): { rows: string; limit: string }[] {
  return [
    { table: 'audience_periods', column: 'first_day', limit: before },
    { table: 'audience_audits', column: 'at', limit: auditLimit(before) },
    { table: 'audience_tallies', column: 'at', limit: auditLimit(before) }, // Before migration 013.
  ].flatMap(({ table, column, limit }) =>
    tables.includes(table) ? [{ rows: `from ${table} where camera = ? and ${column} < ?`, limit }] : [],
  );
}

function forgetCamera(copy: Database.Database, tables: readonly string[], camera: string): void {
  for (const table of tables) {
    const columns = copy.pragma(`table_info(${table})`) as { name: string }[];
    if (columns.some(({ name }) => name === 'camera'))
      copy.prepare(`delete from ${table} where camera = ?`).run(camera);
  }
  copy
    .prepare(
      `update settings set value = json_set(value, '$.cameras', (
         select json_group_array(json(each.value)) from json_each(settings.value, '$.cameras') as each
         where each.value ->> '$.id' <> ?))
       where key = 'audience' and json_valid(value)`,
    )
    .run(camera);
}
