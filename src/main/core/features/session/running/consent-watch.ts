import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/error.ts';
import type { SessionConsent } from './session-parts.ts';

/** Between two looks, where nothing is measured. */
const EVERY_MS = 1000;

/** What the client allows, looked at on a clock of its own. Once it ended, nothing is measured in this session any more. */
export class ConsentWatch {
  readonly #read: () => SessionConsent | null;
  readonly #onEnd: () => void;
  #now: SessionConsent | null;
  #lookedMs: number;

  /** @param onEnd it was withdrawn, or is over; called once */
  constructor(
    first: { consent: SessionConsent; atMs: number },
    read: () => SessionConsent | null,
    onEnd: () => void,
  ) {
    this.#now = first.consent;
    this.#lookedMs = first.atMs;
    this.#read = read;
    this.#onEnd = onEnd;
  }

  get now(): SessionConsent | null {
    return this.#now;
  }

  /** @throws CodedRefusal `usage` */
  check(): void {
    if (this.#now === null) throw new CodedRefusal('usage', message('session.noConsent'));
  }

  /** @returns what holds now */
  look(atMs: number): SessionConsent | null {
    this.#lookedMs = atMs;
    if (this.#now === null) return null;
    this.#now = this.#read();
    if (this.#now === null) this.#onEnd();
    return this.#now;
  }

  /** Time passes. */
  pass(nowMs: number): void {
    if (nowMs - this.#lookedMs >= EVERY_MS) this.look(nowMs);
  }
}
