import type { LiveFrame, SessionFrame, SessionState } from '../../../main/ipc/contract.ts';
import { LiveCamera } from '../../live/camera.svelte.ts';
import { CAMERA_SIZE } from '../../live/open-camera.ts';
import { request } from '../page/client.ts';

/** The camera whose frames the open session measures. @param device empty: whichever comes first */
export function sessionCamera(
  device: string,
  session: number,
  { occlusion, onFrame }: { occlusion: SessionState['occlusion']; onFrame: (frame: SessionFrame) => void },
): LiveCamera {
  return new LiveCamera({ deviceId: device || null, ...CAMERA_SIZE }, () =>
    Promise.resolve({
      read: async ({ atMs, pixels }) => {
        const frame = await request('session.frame', { session, atMs, pixels });
        onFrame(frame);
        return asLiveFrame(frame, occlusion);
      },
      close: () => Promise.resolve(),
    }),
  );
}

/** As pictures show frames. */
const asLiveFrame = (
  { atMs, width, height, faces }: SessionFrame,
  occlusion: SessionState['occlusion'],
): LiveFrame => ({
  atMs,
  width,
  height,
  scene: 'clear',
  ended: [],
  faces: faces.map(({ track, box, isSeen }) => ({ track, box, isSeen, occlusion })),
});
