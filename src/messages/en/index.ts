import { data } from './data.ts';
import { engine } from './engine.ts';
import { jobs } from './jobs.ts';
import { skipped } from './skipped.ts';

/** Messages of everything below the page, in English, in ICU message syntax: the codes and values that there are. */
export const en = { data, engine, jobs, skipped } as const;
