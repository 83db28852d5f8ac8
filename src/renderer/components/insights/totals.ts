import { formatCount, formatPercent } from '../../messages/format.ts';
import { insights } from '../../messages/index.ts';
import type { AudienceSeries } from '../../../main/ipc/contract.ts';

const words = insights.totals;

export interface Total {
  name: string;
  value: string;
  detail: string | null;
  isSuppressed: boolean;
}

/** The span as one line. A suppressed figure is marked; shares are of what is shown alone. */
export function totalsOf({ visits, passersBy, masked, headsets, noFigures }: AudienceSeries): Total[] {
  if (visits === null) {
    const value = words[noFigures ?? 'unreported'];
    return [words.seen, words.passersBy].map((name) => ({ name, value, detail: null, isSuppressed: true }));
  }
  const total = (name: string, value: number | null, detail: string | null = null): Total => ({
    name,
    detail,
    isSuppressed: value === null,
    value: value === null ? words.suppressed : formatCount(value),
  });
  const share = (of: number | null, whole: number) =>
    of === null || whole === 0 ? null : formatPercent(of / whole, 0);
  const ofSeen = (of: number | null) => {
    const part = share(of, visits);
    return part === null ? null : words.ofSeen({ share: part });
  };
  const came = share(visits, visits + (passersBy ?? 0));
  return [
    total(words.seen, visits),
    total(
      words.passersBy,
      passersBy,
      passersBy === null || came === null ? null : words.came({ share: came }),
    ),
    total(words.masked, masked, ofSeen(masked)),
    ...(headsets === 0 ? [] : [total(words.headsets, headsets, ofSeen(headsets))]),
  ];
}
