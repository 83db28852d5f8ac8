import type { ChannelName, Payload } from '../ipc/contract.ts';

/**
 * For what the page may open a camera: the Store once a person has stated a purpose of counting, the Live view
 * while it looks, a therapy session while it is open, Retrain while it records pictures.
 */
export class CameraUse {
  #isLive = false;
  #isRecording = false;
  /** Whether the Store may. */
  isForStore = false;
  /** Whether a session is open. */
  isForSession = false;

  get isAllowed(): boolean {
    return this.isForStore || this.isForSession || this.#isLive || this.#isRecording;
  }

  /** Notes a request that the core has granted. */
  note<C extends ChannelName>(channel: C, payload: Payload<C>): void {
    if (channel === 'live.open') this.#isLive = (payload as Payload<'live.open'>).source.kind === 'camera';
    if (channel === 'live.close') this.#isLive = false;
    if (channel === 'retrain.openCamera') this.#isRecording = true;
    if (channel === 'retrain.closeCamera') this.#isRecording = false;
  }
}
