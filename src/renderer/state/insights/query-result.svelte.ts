import type { Refusal } from '../../../main/ipc/contract.ts';
import { refusalOf } from '../lab/lab-runs.svelte.ts';

/** One question at a time and its answer. While the next is on its way, the last one stays in sight. */
export class QueryResult<Q, A> {
  readonly #ask: (question: Q) => Promise<A>;
  #question: Q | null = null;
  #latest = $state.raw<A | null>(null);
  #isWaiting = $state(false);
  #problem = $state.raw<Refusal | null>(null);
  #turn = 0;

  constructor(ask: (question: Q) => Promise<A>) {
    this.#ask = ask;
  }

  /** Null until there is one, and after a failure. */
  get latest(): A | null {
    return this.#latest;
  }
  get isWaiting(): boolean {
    return this.#isWaiting;
  }
  get problem(): Refusal | null {
    return this.#problem;
  }

  /** @param question null: there is no valid query */
  async ask(question: Q | null): Promise<void> {
    const turn = ++this.#turn;
    this.#question = question;
    this.#isWaiting = question !== null;
    if (question === null) {
      this.#latest = this.#problem = null;
      return;
    }
    try {
      const answer = await this.#ask(question);
      if (turn !== this.#turn) return;
      this.#latest = answer;
      this.#problem = null;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#latest = null;
      this.#problem = refusalOf(error);
    }
    this.#isWaiting = false;
  }

  again(): Promise<void> {
    return this.ask(this.#question);
  }
}
