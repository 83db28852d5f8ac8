import type { SessionEvent } from '../../../../main/ipc/contract.ts';
import { formatDelay } from '../../../messages/format.ts';
import { session, sessionAfter } from '../../../messages/index.ts';

const words = sessionAfter.events;
const seconds = (ms: number) => Math.round(ms / 1000);

/** What happened, in words. */
export function eventText({ what }: SessionEvent): string {
  switch (what.kind) {
    case 'suds':
      return byVr(words.suds({ value: what.value, leftOut: what.leftOut ?? 0 }), what.by);
    case 'step':
      return byVr(words.step({ n: what.step + 1, title: what.title }), what.by);
    case 'marker':
      return byVr(words.marker(what), what.by);
    case 'stop':
      return words.stop(what);
    case 'stop-confirmed':
      return words['stop-confirmed']({ time: formatDelay(what.afterMs), by: what.by });
    case 'face-lost':
      return words['face-lost'](what);
    case 'neutral':
      return words.neutral({ s: Math.round(what.usableS) });
    case 'slept':
      return words.slept({ s: seconds(what.gapMs) });
    case 'resumed':
      return what.gapMs === null ? words.resumedUnknown : words.resumed({ s: seconds(what.gapMs) });
    case 'clock-changed':
      return words['clock-changed']({ s: seconds(what.byMs) });
    case 'suggestion':
      return words.suggestion({
        isAccepted: String(what.isAccepted),
        kind: session.suggestion.kinds[what.suggestion.kind],
      });
    case 'heart-rate':
      return words['heart-rate']({ bpm: Math.round(what.bpm) });
    case 'dropped':
      return words.dropped({ n: what.rows });
    default:
      return words[what.kind];
  }
}

const byVr = (text: string, by: 'person' | 'vr') => (by === 'vr' ? `${text} (${words.byVr})` : text);
