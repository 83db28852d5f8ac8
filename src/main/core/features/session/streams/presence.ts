import type { StreamClient } from '../../../../ipc/contract.ts';
import type { Receiver } from './transport.ts';

/** How often either side sends a heartbeat. */
export const HEARTBEAT_MS = 250;
/** Without a heartbeat for this long the other side counts as lost: a scene makes itself safe. */
const LOST_MS = 1000;

/** Whether a receiver is connected, by what has been received from it. */
export class Presence {
  #heardMs = performance.now();
  #isSafe: boolean | null = null;

  /** @param isSafe what it reported about its scene, if anything */
  hear(isSafe?: boolean): void {
    this.#heardMs = performance.now();
    if (isSafe !== undefined) this.#isSafe = isSafe;
  }

  get silentMs(): number {
    return performance.now() - this.#heardMs;
  }

  get isAlive(): boolean {
    return this.silentMs < LOST_MS;
  }

  /** As it is shown. */
  shown({ id, name, role }: Receiver, isConnected: boolean): StreamClient {
    return { id, name, role, isConnected, isAlive: isConnected && this.isAlive, isSafe: this.#isSafe };
  }
}
