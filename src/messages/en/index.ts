import { app } from './app.ts';
import { archive } from './archive.ts';
import { audit } from './audit.ts';
import { clientFace } from './client-face.ts';
import { clients } from './clients.ts';
import { clip } from './clip.ts';
import { counting } from './counting.ts';
import { data } from './data.ts';
import { dataSet } from './data-set.ts';
import { engine } from './engine.ts';
import { files } from './files.ts';
import { jobs } from './jobs.ts';
import { layout } from './layout.ts';
import { lineage } from './lineage.ts';
import { lists } from './lists.ts';
import { live } from './live.ts';
import { model } from './model.ts';
import { picture } from './picture.ts';
import { recording } from './recording.ts';
import { rows } from './rows.ts';
import { session } from './session.ts';
import { run } from './run.ts';
import { skipped } from './skipped.ts';
import { streams } from './streams.ts';
import { store } from './store.ts';
import { tables } from './tables.ts';
import { text } from './text.ts';
import { training } from './training.ts';
import { video } from './video.ts';
import { weights } from './weights.ts';

/** Messages of everything below the page, in English, in ICU message syntax: the codes and values that there are. */
export const en = {
  app,
  archive,
  audit,
  clientFace,
  clients,
  clip,
  counting,
  data,
  dataSet,
  engine,
  files,
  jobs,
  layout,
  lineage,
  lists,
  live,
  model,
  picture,
  recording,
  rows,
  session,
  run,
  skipped,
  streams,
  store,
  tables,
  text,
  training,
  video,
  weights,
} as const;
