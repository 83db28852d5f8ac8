import type { en } from '../en/index.ts';
import type { Catalog } from '../translate.ts';
import { audit } from './audit.ts';
import { clients } from './clients.ts';
import { clip } from './clip.ts';
import { data } from './data.ts';
import { engine } from './engine.ts';
import { jobs } from './jobs.ts';
import { layout } from './layout.ts';
import { lineage } from './lineage.ts';
import { picture } from './picture.ts';
import { rows } from './rows.ts';
import { session } from './session.ts';
import { skipped } from './skipped.ts';
import { streams } from './streams.ts';
import { tables } from './tables.ts';

/** The same in German. */
export const de = {
  audit,
  clients,
  clip,
  data,
  engine,
  jobs,
  layout,
  lineage,
  picture,
  rows,
  session,
  skipped,
  streams,
  tables,
} satisfies Catalog<typeof en>;
