import type { HandlersOf, LiveChannel } from '../../../platform/handlers.ts';
import type { LiveCameras } from './live-cameras.ts';

/** The live room: frames in, readings out. */
export function liveHandlers(cameras: LiveCameras): HandlersOf<LiveChannel> {
  return {
    'live.open': async ({ camera }) => ({ session: await cameras.open(camera) }),
    'live.frame': ({ session, atMs, pixels }) => cameras.read(session, pixels, atMs),
    'live.close': async ({ session }) => {
      await cameras.close(session);
      return {};
    },
  };
}
