import { engine } from './engine.ts';
import { jobs } from './jobs.ts';

/** Messages of everything below the page, in English, in ICU message syntax: the codes and values that there are. */
export const en = { engine, jobs } as const;
