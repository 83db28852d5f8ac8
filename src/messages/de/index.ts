import type { en } from '../en/index.ts';
import type { Catalog } from '../translate.ts';
import { data } from './data.ts';
import { engine } from './engine.ts';
import { jobs } from './jobs.ts';
import { skipped } from './skipped.ts';

/** The same in German. */
export const de = { data, engine, jobs, skipped } satisfies Catalog<typeof en>;
