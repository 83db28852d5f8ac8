import type { CoreContext, HandlersOf, ModelsChannel } from '../handlers.ts';

export function modelsHandlers(_context: CoreContext): HandlersOf<ModelsChannel> {
  throw new Error('helper: build me');
}
