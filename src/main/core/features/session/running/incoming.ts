import type { SessionEvent } from '../../../../ipc/contract/session.ts';
import type { StreamEvent } from '../streams/stream-message.ts';
import type { ExposureControl } from './exposure-control.ts';
import type { SessionConsent } from './session-parts.ts';

/** Between two heart rates, or two ratings of VR programs: they send more than a timeline can show. */
const SECOND_MS = 1000;

export interface IncomingOptions {
  exposure: ExposureControl;
  /** Null: nothing is recorded. */
  consent: () => SessionConsent | null;
  nowMs: () => number;
  onEvent: (what: SessionEvent['what']) => void;
  onChange: () => void;
}

/** What VR programs and sensors say, as events of a session; nothing where the client does not allow streams. */
export class Incoming {
  readonly #options: IncomingOptions;
  #heartRateMs = -Infinity;
  #ratedMs = -Infinity;
  /** The latest rating that waits until a second has passed, and how many it replaced. */
  #waiting: { value: number; leftOut: number } | null = null;

  constructor(options: IncomingOptions) {
    this.#options = options;
  }

  hear(event: StreamEvent): void {
    const { exposure, consent, nowMs, onEvent, onChange } = this.#options;
    if (!consent()?.streams) return;
    const now = nowMs();
    if (event.type === 'heart-rate') return this.#heartRate(event.bpm, now);
    if (event.type === 'suds') return this.#rate(event.value, now);
    if (event.type === 'marker') onEvent({ kind: 'marker', label: event.name, by: 'vr' });
    else if (exposure.follows(event.index)) this.#goTo(event.index);
    // A scene that goes its own way is on the timeline all the same.
    else exposure.noteStep(event.index, 'vr');
    onChange();
  }

  /** Time passes: a rating that waited counts. */
  pass(nowMs: number): void {
    if (nowMs - this.#ratedMs >= SECOND_MS) this.settle();
  }

  /** A rating that waits counts now: it belongs to the step at which it was given. */
  settle(): void {
    const { exposure, consent, nowMs, onChange } = this.#options;
    if (!this.#waiting) return;
    const { value, leftOut } = this.#waiting;
    this.#waiting = null;
    if (!consent()?.streams) return;
    this.#ratedMs = nowMs();
    exposure.rate(value, 'vr', leftOut);
    onChange();
  }

  #goTo(step: number): void {
    this.settle();
    this.#options.exposure.goTo(step, 'vr');
  }

  #rate(value: number, nowMs: number): void {
    this.#waiting = { value, leftOut: this.#waiting ? this.#waiting.leftOut + 1 : 0 };
    this.pass(nowMs);
  }

  #heartRate(bpm: number, nowMs: number): void {
    const { consent, onEvent } = this.#options;
    if (!consent()?.heartRate || nowMs - this.#heartRateMs < SECOND_MS) return;
    this.#heartRateMs = nowMs;
    onEvent({ kind: 'heart-rate', bpm });
  }
}
