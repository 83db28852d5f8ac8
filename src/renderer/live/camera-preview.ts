import { LiveCamera } from './camera.svelte.ts';
import type { CameraOptions } from './open-camera.ts';

/** So often it is checked that pictures come. */
const CHECK_MS = 250;

/** A camera's picture alone, for setting it up: nothing is predicted on it. */
export function previewCamera(wish: CameraOptions): LiveCamera {
  return new LiveCamera(wish, () =>
    Promise.resolve({
      read: async ({ atMs, pixels: { width, height } }) => {
        await new Promise((resolve) => setTimeout(resolve, CHECK_MS));
        return { atMs, width, height, scene: 'clear', faces: [], ended: [] };
      },
      close: () => Promise.resolve(),
    }),
  );
}
