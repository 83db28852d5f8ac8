import type { CodedMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import type { SessionEvent } from './contract/session.ts';

type Happening = SessionEvent['what'];

/** What happened in a session, for its page and its report; null for a heart rate, of which there are thousands. */
export function sessionEventMessage(what: Happening): CodedMessage | null {
  switch (what.kind) {
    case 'suds': {
      const { value, leftOut = 0, by } = what;
      return byVr(message('sessionEvent.suds', { value, leftOut }), by);
    }
    case 'step':
      return byVr(message('sessionEvent.step', { n: what.step + 1, title: what.title }), what.by);
    case 'marker':
      return byVr(message('sessionEvent.marker', { label: what.label }), what.by);
    case 'stop':
      return message('sessionEvent.stop', { by: what.by });
    case 'stop-confirmed':
      return message('sessionEvent.stopConfirmed', { s: what.afterMs / 1000, by: what.by });
    case 'face-lost':
      return message('sessionEvent.faceLost', { reason: what.reason });
    case 'neutral':
      return message('sessionEvent.neutral', { s: what.usableS });
    case 'slept':
      return message('sessionEvent.slept', { s: what.gapMs / 1000 });
    case 'resumed':
      return what.gapMs === null
        ? message('sessionEvent.resumedUnknown')
        : message('sessionEvent.resumed', { s: what.gapMs / 1000 });
    case 'clock-changed':
      return message('sessionEvent.clockChanged', { s: what.byMs / 1000 });
    case 'suggestion':
      return message('sessionEvent.suggestion', {
        isAccepted: String(what.isAccepted),
        kind: what.suggestion.kind,
      });
    case 'dropped':
      return message('sessionEvent.dropped', { n: what.rows });
    case 'heart-rate':
      return null;
    default:
      return PLAIN[what.kind];
  }
}

type Plain =
  'stop-unconfirmed' | 'face-confirmed' | 'started' | 'paused' | 'continued' | 'ended' | 'consent-ended';

const PLAIN: Readonly<Record<Plain, CodedMessage>> = {
  'stop-unconfirmed': message('sessionEvent.stopUnconfirmed'),
  'face-confirmed': message('sessionEvent.faceConfirmed'),
  'consent-ended': message('sessionEvent.consentEnded'),
  started: message('sessionEvent.started'),
  paused: message('sessionEvent.paused'),
  continued: message('sessionEvent.continued'),
  ended: message('sessionEvent.ended'),
};

const byVr = (event: CodedMessage, by: 'person' | 'vr'): CodedMessage =>
  by === 'vr' ? message('sessionEvent.fromVr', { event }) : event;
