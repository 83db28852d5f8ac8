import type { SessionEvent } from '../../../../ipc/contract/session.ts';
import type { StreamEvent } from '../streams/stream-message.ts';
import type { ExposureControl } from './exposure-control.ts';
import type { SessionConsent } from './session-parts.ts';

/** Between two heart rates: sensors send more than a timeline can show. */
const HEART_RATE_MS = 1000;

export interface IncomingOptions {
  exposure: ExposureControl;
  /** Null: nothing is recorded. */
  consent: () => SessionConsent | null;
  nowMs: () => number;
  onEvent: (what: SessionEvent['what']) => void;
  onChange: () => void;
}

/** What VR programs and sensors say, as events of a session. */
export class Incoming {
  readonly #options: IncomingOptions;
  #heartRateMs = -Infinity;

  constructor(options: IncomingOptions) {
    this.#options = options;
  }

  hear(event: StreamEvent): void {
    const { exposure, consent, nowMs, onEvent, onChange } = this.#options;
    if (consent() === null) return;
    const now = nowMs();
    if (event.type === 'heart-rate') return this.#heartRate(event.bpm, now);
    if (event.type === 'suds') exposure.rate(event.value, 'vr');
    else if (event.type === 'marker') onEvent({ kind: 'marker', label: event.name, by: 'vr' });
    else if (exposure.follows(event.index)) exposure.goTo(event.index, 'vr');
    // A scene that goes its own way is on the timeline all the same.
    else onEvent({ kind: 'marker', label: `step ${event.index + 1}`, by: 'vr' });
    onChange();
  }

  #heartRate(bpm: number, nowMs: number): void {
    const { consent, onEvent } = this.#options;
    if (!consent()?.heartRate || nowMs - this.#heartRateMs < HEART_RATE_MS) return;
    this.#heartRateMs = nowMs;
    onEvent({ kind: 'heart-rate', bpm });
  }
}
