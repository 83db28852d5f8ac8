import type { en } from '../en/index.ts';
import type { Catalog } from '../translate.ts';
import { audit } from './audit.ts';
import { data } from './data.ts';
import { engine } from './engine.ts';
import { jobs } from './jobs.ts';
import { layout } from './layout.ts';
import { skipped } from './skipped.ts';

/** The same in German. */
export const de = { audit, data, engine, jobs, layout, skipped } satisfies Catalog<typeof en>;
