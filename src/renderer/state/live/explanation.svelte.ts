import type { LiveExplanation, LiveReader } from '../../../main/ipc/contract.ts';
import { request } from '../page/client.ts';

/** Where a model looked on the picture that is held; null until it is requested. */
export class Explanation {
  #now = $state.raw<LiveExplanation | null>(null);
  /** What is requested later wins. */
  #turn = 0;

  get now(): LiveExplanation | null {
    return this.#now;
  }

  /** @throws RequestRefused */
  async ask(session: number, track: number, { task, title }: LiveReader): Promise<void> {
    this.forget();
    const turn = this.#turn;
    const found = await request('live.explain', {
      ...{ session, track, task },
      ...(title !== undefined && { title }),
    });
    if (turn === this.#turn) this.#now = found;
  }

  forget(): void {
    this.#turn++;
    this.#now = null;
  }
}
