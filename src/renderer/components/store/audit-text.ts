import type { CameraError, Change } from '../../../main/ipc/contract.ts';
import { formatNumber, formatPercent } from '../../messages/format.ts';
import { auditCount as words, shared } from '../../messages/index.ts';

/** What audit counts say of a camera, a sentence each. */
export function errorText({ ratio, missed, extra }: CameraError): string[] {
  if (!ratio || !missed || !extra) return [words.nobody];
  const number = (value: number) => formatNumber(value, 2);
  const share = (value: number) => formatPercent(value, 0);
  return [
    words.ratio({ value: number(ratio.value), interval: interval(ratio, number) }),
    words.errors({
      missed: share(missed.value),
      missedInterval: interval(missed, share),
      extra: number(extra.value),
      extraInterval: interval(extra, number),
    }),
  ];
}

const interval = ({ low, high }: Change, say: (value: number) => string) =>
  shared.interval({ low: say(low), high: say(high) });
