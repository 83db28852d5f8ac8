import type { en } from '../en/index.ts';
import type { Catalog } from '../../../messages/translate.ts';
import { audit } from './settings/audit.ts';
import { auditCount } from './store/audit-count.ts';
import { camera } from './store/camera.ts';
import { data } from './data/data.ts';
import { frame } from './frame.ts';
import { insights } from './insights.ts';
import { lab } from './lab/lab.ts';
import { labels } from './labels.ts';
import { live } from './live.ts';
import { models } from './models.ts';
import { recordings } from './recordings.ts';
import { refusals } from './refusals.ts';
import { retrain } from './retrain.ts';
import { session } from './session/session.ts';
import { sessionAfter } from './session/after.ts';
import { sessionClients } from './session/clients.ts';
import { sessionProtocol } from './session/protocol.ts';
import { settings } from './settings/settings.ts';
import { shared } from './shared.ts';
import { shell } from './shell.ts';
import { store } from './store/store.ts';
import { storeSettings } from './settings/store-settings.ts';
import { units } from './units.ts';
import { work } from './work.ts';

/** Every message in German: Sie-Form, kept short. */
export const de = {
  audit,
  auditCount,
  camera,
  data,
  frame,
  insights,
  lab,
  labels,
  live,
  models,
  recordings,
  refusals,
  retrain,
  session,
  sessionAfter,
  sessionClients,
  sessionProtocol,
  settings,
  shared,
  shell,
  store,
  storeSettings,
  units,
  work,
} satisfies Catalog<typeof en>;
