import type { AppChannel, CoreContext, HandlersOf } from '../../platform/handlers.ts';
import { auditEntries } from '../../platform/audit.ts';
import { readSettings, writeSettings } from '../../platform/settings.ts';

export function appHandlers(context: CoreContext): HandlersOf<AppChannel> {
  return {
    'settings.get': () => readSettings(context),
    'settings.set': (chosen) => writeSettings(context, chosen),
    'audit.list': ({ limit }) => auditEntries(context.store, limit),
  };
}
