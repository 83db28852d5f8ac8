import type { en } from '../en/index.ts';
import type { Catalog } from '../translate.ts';
import { engine } from './engine.ts';
import { jobs } from './jobs.ts';

/** The same in German. */
export const de = { engine, jobs } satisfies Catalog<typeof en>;
