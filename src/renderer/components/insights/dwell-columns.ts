import { formatCount, formatDuration, formatPercent } from '../../messages/format.ts';
import { insights, messages } from '../../messages/index.ts';
import type { DwellTable } from '../../../main/ipc/contract.ts';
import type { Column } from '../plots/column-layout.ts';

const words = insights.dwell;
const { units } = messages;
type Bin = DwellTable['bins'][number];

/** One column a bin, equally wide though the times are not: their words say so. Hidden ones are gaps. */
export function dwellColumns({ bins, visits }: DwellTable): Column[] {
  return bins.map((bin, slot) => {
    const isSuppressed = bin.visits === null;
    const name = binName(bin);
    return {
      id: name,
      slot,
      span: 1,
      value: bin.visits,
      axis: name,
      title: name,
      text: isSuppressed ? insights.totals.suppressed : formatCount(bin.visits!),
      look: isSuppressed ? 'gap' : 'full',
      reading: isSuppressed
        ? insights.totals.suppressed
        : words.seen({
            n: formatCount(bin.visits!),
            share: visits ? formatPercent(bin.visits! / visits, 0) : '–',
          }),
    };
  });
}

/** Where the median stands on the axis, in columns; undefined without one. */
export function medianAt({ bins, medianSeconds }: DwellTable): number | undefined {
  if (medianSeconds === null) return undefined;
  const at = bins.findLastIndex(({ fromSeconds }) => medianSeconds >= fromSeconds);
  const { fromSeconds, toSeconds } = bins[at]!;
  return at + (toSeconds === null ? 0 : (medianSeconds - fromSeconds) / (toSeconds - fromSeconds));
}

/** `<5 s`, `30–60 s`, `2–5 min`, `>15 min` */
export function binName({ fromSeconds, toSeconds }: Bin): string {
  if (toSeconds === null) return words.over({ from: formatDuration(fromSeconds) });
  if (fromSeconds === 0) return words.under({ to: formatDuration(toSeconds) });
  if (toSeconds <= 60)
    return words.between({ from: formatCount(fromSeconds), to: units.seconds({ s: toSeconds }) });
  const [from, to] = [formatDuration(fromSeconds), formatDuration(toSeconds)];
  // One unit for both ends, where they have the same one.
  const unit = / (?:s|min)$/.exec(to)?.[0] ?? '';
  return words.between({ from: unit && from.endsWith(unit) ? from.slice(0, -unit.length) : from, to });
}
