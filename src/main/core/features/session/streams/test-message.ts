import { randomUUID } from 'node:crypto';

import type { StreamsState } from '../../../../ipc/contract.ts';
import type { StreamMessage } from './stream-message.ts';
import type { Receiver } from './transport.ts';

/** A program that has not answered by then does not answer. */
const WAITING_MS = 2000;

interface TestHooks {
  send: (message: StreamMessage) => void;
  /** Answers came, or are not waited for any more. */
  onChange: () => void;
}

/** A marker named `test`, sent once to try what is connected: programs acknowledge its id as they do that of a stop. */
export class TestMessage {
  readonly #id = randomUUID();
  readonly #onChange: () => void;
  readonly #startedMs = performance.now();
  readonly #answers = new Map<number, number>();
  readonly #timer: NodeJS.Timeout;
  #isWaiting = true;

  constructor({ send, onChange }: TestHooks) {
    this.#onChange = onChange;
    this.#timer = setTimeout(() => {
      this.#isWaiting = false;
      onChange();
    }, WAITING_MS);
    send({ type: 'marker', name: 'test', id: this.#id });
  }

  get state(): NonNullable<StreamsState['test']> {
    const answers = [...this.#answers].map(([client, afterMs]) => ({ client, afterMs }));
    return { isWaiting: this.#isWaiting, answers };
  }

  /** The first answer counts. */
  acknowledge({ id: client }: Receiver, id: string): void {
    if (id !== this.#id || this.#answers.has(client)) return;
    this.#answers.set(client, performance.now() - this.#startedMs);
    this.#onChange();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
