import { message } from '../../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../../common/error.ts';

/** Wrong attempts that nothing delays. */
const FREE = 3;
const LONGEST_S = 300;

/** Delays further attempts after several wrong ones: 2 s, 4 s, 8 s, … up to five minutes. */
export class FailedAttempts {
  readonly #now: () => number;
  #failed = 0;
  #nextMs = 0;

  /** @param now milliseconds of a clock that is never set */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** @throws CodedRefusal `busy` */
  check(): void {
    const seconds = Math.ceil((this.#nextMs - this.#now()) / 1000);
    if (seconds > 0) throw new CodedRefusal('busy', message('clients.tooManyAttempts', { seconds }));
  }

  fail(): void {
    this.#failed++;
    const delayS = this.#failed < FREE ? 0 : Math.min(LONGEST_S, 2 ** (this.#failed - FREE + 1));
    this.#nextMs = this.#now() + delayS * 1000;
  }

  succeed(): void {
    this.#failed = 0;
  }
}
