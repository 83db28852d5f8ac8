import type { SessionEvent } from '../../../../../ipc/contract/session.ts';

/** The content of an event, in columns that mean the same for every kind. */
export interface EventColumns {
  /** Its one number; see the data dictionary. */
  number: number | null;
  text: string;
  /** Who caused it; empty where nobody did. */
  by: string;
}

export function eventColumns(what: SessionEvent['what']): EventColumns {
  const none = { number: null, text: '', by: '' };
  switch (what.kind) {
    case 'suds':
      return { ...none, number: what.value, by: what.by };
    case 'step':
      return { number: what.step + 1, text: what.title, by: what.by };
    case 'marker':
      return { ...none, text: what.label, by: what.by };
    case 'stop':
      return { ...none, by: what.by };
    case 'stop-confirmed':
      return { ...none, number: what.afterMs, by: what.by };
    case 'face-lost':
      return { ...none, text: what.reason };
    case 'neutral':
      return { ...none, number: what.usableS };
    case 'slept':
    case 'resumed':
      return { ...none, number: what.gapMs };
    case 'clock-changed':
      return { ...none, number: what.byMs };
    case 'heart-rate':
      return { ...none, number: what.bpm };
    case 'dropped':
      return { ...none, number: what.rows };
    case 'suggestion': {
      const { kind, reason } = what.suggestion;
      const text = `${kind}: ${reason.code}, ${what.isAccepted ? 'accepted' : 'dismissed'}`;
      return { ...none, text };
    }
    case 'face-confirmed':
    case 'consent-ended':
    case 'stop-unconfirmed':
    case 'started':
    case 'paused':
    case 'continued':
    case 'ended':
      return none;
  }
}
