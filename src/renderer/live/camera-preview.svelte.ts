import type { CameraProblem } from './camera-problem.ts';
import { problemOf } from './camera-problem.ts';
import type { CameraWish } from './open-camera.ts';
import { openCamera } from './open-camera.ts';

/** A camera's picture alone, for setting it up. Nothing is predicted on it. */
export class CameraPreview {
  #stream = $state.raw<MediaStream | null>(null);
  #problem = $state<CameraProblem | null>(null);

  get stream(): MediaStream | null {
    return this.#stream;
  }
  /** Why there is no picture. */
  get problem(): CameraProblem | null {
    return this.#problem;
  }

  /** @returns what closes it; the one before is to be closed first */
  open(wish: CameraWish): () => void {
    let isWanted = true;
    this.#problem = null;
    openCamera(wish).then(
      (stream) => (isWanted ? (this.#stream = stream) : stop(stream)),
      (error: unknown) => isWanted && (this.#problem = problemOf(error)),
    );
    return () => {
      isWanted = false;
      if (this.#stream) stop(this.#stream);
      this.#stream = null;
    };
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
