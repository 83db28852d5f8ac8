import type { HandlersOf, CameraChannel } from '../../../platform/handlers.ts';
import type { LiveCameras } from './live-cameras.ts';

/** Frames of the cameras that count in, what is read of them out. */
export function cameraHandlers(cameras: LiveCameras): HandlersOf<CameraChannel> {
  return {
    'audience.openCamera': async ({ camera }) => ({ session: await cameras.open(camera) }),
    'audience.frame': ({ session, atMs, pixels }) => cameras.read(session, pixels, atMs),
    'audience.closeCamera': async ({ session }) => {
      await cameras.close(session);
      return {};
    },
  };
}
