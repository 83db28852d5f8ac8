import { backUpDaily } from '../../store/backups.ts';
import { readStore } from '../../store/store.ts';
import type { Job } from '../../jobs/job.ts';

/** Copies the database, which the core goes on writing meanwhile. */
export const backUp: Job<{ file: string }, void> = async ({ file }) => {
  const store = readStore(file);
  try {
    backUpDaily(store, file);
  } finally {
    await store.close();
  }
};
