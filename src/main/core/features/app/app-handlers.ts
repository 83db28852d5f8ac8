import type { AppChannel, CoreContext, HandlersOf } from '../../platform/handlers.ts';
import type { Lab } from '../lab/lab.ts';
import { readSettings, writeSettings } from '../../platform/settings.ts';

export function appHandlers(context: CoreContext, lab: Pick<Lab, 'status'>): HandlersOf<AppChannel> {
  const { db } = context.store;
  return {
    'settings.get': () => readSettings(context),
    'settings.set': (chosen) => writeSettings(context, chosen),
    'status.get': () => lab.status(),
    'audit.list': ({ limit }) =>
      db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(limit).execute(),
  };
}
