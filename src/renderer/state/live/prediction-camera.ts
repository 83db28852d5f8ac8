import type { LiveFrame } from '../../../main/ipc/contract.ts';
import { LiveCamera } from '../../live/camera.svelte.ts';
import { CAMERA_SIZE } from '../../live/open-camera.ts';
import { request } from '../page/client.ts';

interface Watching {
  /** The session in the core; another one each time the camera, or the core, is back. */
  session: () => number | Promise<number>;
  /** Holds frames back while the picture is held. */
  turn: () => Promise<void>;
  /** A frame is on its way to the core. */
  onRequest: (answer: Promise<LiveFrame>) => void;
  onFrame: (frame: LiveFrame, latencyMs: number) => void;
}

/** A camera whose frames are predicted in the core. @param device empty: whichever comes first */
export function createPredictionCamera(
  device: string,
  { session, turn, onRequest, onFrame }: Watching,
): LiveCamera {
  return new LiveCamera({ deviceId: device || null, ...CAMERA_SIZE }, async () => {
    const number = await session();
    return {
      read: async ({ atMs, pixels }) => {
        await turn();
        const start = performance.now();
        const answer = request('live.frame', { session: number, atMs, pixels });
        onRequest(answer);
        const frame = await answer;
        onFrame(frame, performance.now() - start);
        return frame;
      },
      close: () => Promise.resolve(),
    };
  });
}
