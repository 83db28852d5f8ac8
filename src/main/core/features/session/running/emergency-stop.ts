import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/error.ts';
import type { SessionEvent, StopState } from '../../../../ipc/contract/session.ts';
import type { SessionStreams } from './session-streams.ts';

export interface StopOptions {
  streams: Pick<SessionStreams, 'isOpen' | 'stop'>;
  nowMs: () => number;
  onEvent: (what: SessionEvent['what']) => void;
}

/** The emergency stop of a session. It goes out on the streams before anything else is done. */
export class EmergencyStop {
  readonly #options: StopOptions;
  #attempt: ReturnType<SessionStreams['stop']> | null = null;
  #state: StopState | null;

  /** @param before of a session that was cut off; one that was not confirmed is sent again */
  constructor(options: StopOptions, before: StopState | null = null) {
    this.#options = options;
    this.#state = before;
    if (before !== null && this.isOpen) this.#state = { ...before, answer: 'none' };
    this.reach();
  }

  get state(): StopState | null {
    return this.#state;
  }

  /** Whether nobody has confirmed that the client is safe. */
  get isOpen(): boolean {
    return this.#state !== null && this.#state.confirmedAtMs === null;
  }

  /** @throws CodedRefusal `usage` while one is not confirmed */
  check(): void {
    if (this.isOpen) throw new CodedRefusal('usage', message('session.stopOpen'));
  }

  /** One that could be sent to nobody goes out as soon as a stream is on. */
  reach(): void {
    if (!this.isOpen || this.#attempt !== null || !this.#options.streams.isOpen) return;
    this.#state = { ...this.#state!, answer: 'waiting' };
    this.#send();
  }

  /** One that is not confirmed is being repeated already. */
  press(by: StopState['by']): void {
    if (this.isOpen) return;
    const { streams, nowMs } = this.#options;
    const answer = streams.isOpen ? 'waiting' : 'none';
    this.#send();
    this.#state = { atMs: nowMs(), by, answer, confirmedAtMs: null };
    this.#options.onEvent({ kind: 'stop', by });
  }

  /** A person confirms that the client is safe: the stop is not repeated any more. @throws CodedRefusal `usage` if none is open */
  confirm(): void {
    if (!this.isOpen) throw new CodedRefusal('usage', message('session.noStop'));
    this.#confirmed('person');
  }

  /** The session ends. */
  end(): void {
    this.#attempt?.end();
    this.#attempt = null;
  }

  #send(): void {
    const { streams } = this.#options;
    if (!streams.isOpen) return;
    this.#attempt = streams.stop();
    this.#attempt.onChange((state) => {
      if (!this.isOpen) return;
      if (state === 'acknowledged') this.#confirmed('vr');
      if (state !== 'unconfirmed') return;
      this.#state = { ...this.#state!, answer: 'unconfirmed' };
      this.#options.onEvent({ kind: 'stop-unconfirmed' });
    });
  }

  #confirmed(by: 'vr' | 'person'): void {
    const nowMs = this.#options.nowMs();
    const { atMs } = this.#state!;
    this.#state = { ...this.#state!, answer: 'confirmed', confirmedAtMs: nowMs };
    this.end();
    this.#options.onEvent({ kind: 'stop-confirmed', afterMs: Math.round(nowMs - atMs), by });
  }
}
