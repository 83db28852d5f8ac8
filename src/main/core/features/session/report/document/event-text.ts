import type { SessionEvent } from '../../../../../ipc/contract/session.ts';
import type { ReportLanguage } from '../../../../../ipc/contract/session-report.ts';
import { decimal } from './report-format.ts';
import { reportTexts } from './texts/index.ts';

/** An event in words; the heart rate, of which there are thousands, is in the chart alone. */
export function eventText(language: ReportLanguage, what: SessionEvent['what']): string | null {
  const { events: words } = reportTexts(language);
  const seconds = (ms: number) => decimal(language, ms / 1000, 1);
  const by = (text: string, from: 'person' | 'vr') => (from === 'vr' ? words.fromVr({ event: text }) : text);
  switch (what.kind) {
    case 'suds':
      return by(words.suds({ value: what.value, leftOut: what.leftOut ?? 0 }), what.by);
    case 'step':
      return by(words.step({ n: what.step + 1, title: what.title }), what.by);
    case 'marker':
      return by(words.marker({ label: what.label }), what.by);
    case 'stop':
      return words.stop({ by: what.by });
    case 'stop-confirmed':
      return words['stop-confirmed']({ s: decimal(language, what.afterMs / 1000, 2), by: what.by });
    case 'face-lost':
      return words['face-lost']({ reason: what.reason });
    case 'neutral':
      return words.neutral({ s: decimal(language, what.usableS, 0) });
    case 'slept':
      return words.slept({ s: seconds(what.gapMs) });
    case 'resumed':
      return what.gapMs === null ? words.resumedUnknown : words.resumed({ s: seconds(what.gapMs) });
    case 'clock-changed':
      return words['clock-changed']({ s: seconds(what.byMs) });
    case 'suggestion':
      return words.suggestion({ isAccepted: String(what.isAccepted), kind: what.suggestion.kind });
    case 'dropped':
      return words.dropped({ n: what.rows });
    case 'heart-rate':
      return null;
    default:
      return words[what.kind];
  }
}
