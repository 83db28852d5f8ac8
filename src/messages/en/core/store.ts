/** What is wrong with the database and the folder of the app. */
export const store = {
  notDamaged: 'the database is not damaged: there is nothing to repair',
  opening: 'the database is being opened; try again in a moment',
  homeInUse:
    'another Demiface is at work on {folder} (its window, or demiface serve); end that one first, or set DEMIFACE_HOME to another folder',
  newerBackup:
    '{file} was made by a newer Demiface, and there is no older backup; install that one to repair the database',
  missing:
    '{file} is missing, but backups of it are there; it can be repaired from a backup, or begins empty once they are moved away',
  newer:
    '{file} was made by a newer Demiface (version {version}, this one supports {known}); install that one, or move the file away to start anew',
  valueDamaged:
    'a value in the database is not in the form in which it was stored; remove its entry, or quit and put a backup in the place of the database',
  homeUnwritable:
    'home: {problem}; the app needs a folder that it can write: set DEMIFACE_HOME to another one',
  backupFailed: "today''s backup failed: {problem}; it is tried again every hour",
  damaged: '{file} is damaged ({faults}); it can be repaired from a backup when Demiface starts',
  inUse: '{file} is held by another program; close it and try again',
  unwritable: 'cannot write {file}: {error}; free some space or check its permissions',
  database: 'the database',
} as const;
