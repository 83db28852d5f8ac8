import { app } from './app.ts';
import { archive } from './training/archive.ts';
import { audit } from './core/audit.ts';
import { clientFace } from './inference/client-face.ts';
import { clients } from './core/clients.ts';
import { clip } from './inference/clip.ts';
import { counting } from './core/counting.ts';
import { data } from './training/data.ts';
import { dataSet } from './training/data-set.ts';
import { engine } from './training/engine.ts';
import { files } from './common/files.ts';
import { jobs } from './core/jobs.ts';
import { layout } from './training/layout.ts';
import { lineage } from './core/lineage.ts';
import { lists } from './training/lists.ts';
import { live } from './core/live.ts';
import { model } from './model.ts';
import { picture } from './common/picture.ts';
import { recording } from './inference/recording.ts';
import { retrain } from './core/retrain.ts';
import { rows } from './training/rows.ts';
import { session } from './core/session.ts';
import { sessionEvent } from './core/session-event.ts';
import { run } from './core/run.ts';
import { skipped } from './common/skipped.ts';
import { streams } from './core/streams.ts';
import { store } from './core/store.ts';
import { tables } from './training/tables.ts';
import { text } from './common/text.ts';
import { training } from './training/training.ts';
import { video } from './inference/video.ts';
import { weights } from './training/weights.ts';

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
  retrain,
  rows,
  session,
  sessionEvent,
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
