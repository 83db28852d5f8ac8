import type Database from 'better-sqlite3';

/** Counts of a camera that are deleted, in the database and in all copies of it. */
export interface Deletion {
  camera: string;
  /** Days before this one, and what was merged with them; null: all of them, and the camera itself. */
  before: string | null;
}

/** Whether a copy may still hold what is deleted. */
export function holds(copy: Database.Database, deletions: readonly Deletion[]): boolean {
  const tables = tablesOf(copy);
  return deletions.some(({ camera, before }) => {
    if (before === null) return true;
    if (!tables.includes('audience_periods')) return false;
    const old = 'select 1 from audience_periods where camera = ? and first_day < ? limit 1';
    return copy.prepare(old).get(camera, before) !== undefined;
  });
}

/** Takes what is deleted out of a copy and rewrites it, so that none of its bytes remain. */
export function forget(copy: Database.Database, deletions: readonly Deletion[]): void {
  copy.pragma('foreign_keys = on');
  copy.transaction(() => {
    for (const { camera, before } of deletions)
      if (before === null) forgetCamera(copy, camera);
      else if (tablesOf(copy).includes('audience_periods'))
        copy.prepare('delete from audience_periods where camera = ? and first_day < ?').run(camera, before);
  })();
  copy.exec('vacuum');
}

export function tablesOf(raw: Database.Database): string[] {
  return raw
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .pluck()
    .all() as string[];
}

function forgetCamera(copy: Database.Database, camera: string): void {
  for (const table of tablesOf(copy)) {
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
