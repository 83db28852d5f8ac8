import type { LiveFrame } from '../../../main/ipc/contract.ts';
import { PlayedVideo } from '../../live/played-video.svelte.ts';
import { request } from '../page/client.ts';

interface VideoHooks {
  /** Of the newest frame: how long the core took to read it. */
  onLatency: (ms: number) => void;
  onFrame: (frame: LiveFrame) => void;
}

/** The video of a session of the core, frame by frame. */
export function sessionVideo(session: number, { onLatency, onFrame }: VideoHooks): PlayedVideo {
  const next = async () => {
    const start = performance.now();
    const picture = await request('live.next', { session });
    onLatency(performance.now() - start);
    return picture;
  };
  return new PlayedVideo(next, onFrame);
}
