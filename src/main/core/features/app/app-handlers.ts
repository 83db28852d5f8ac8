import type { AppChannel, CoreContext, HandlersOf } from '../../platform/handlers.ts';
import { readSettings, writeSettings } from '../../platform/settings.ts';

export function appHandlers(context: CoreContext): HandlersOf<AppChannel> {
  const { db } = context.store;
  return {
    'settings.get': () => readSettings(context),
    'settings.set': (chosen) => writeSettings(context, chosen),
    'audit.list': ({ limit }) =>
      db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(limit).execute(),
  };
}
