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

/** Messages of everything below the page, in English, in ICU message syntax: the codes and values that there are. */
export const en = {
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
} as const;
