import { daySpan, hourSpan, shortDay, weekdayDay } from '../../messages/days.ts';
import { formatCount, formatNumber, formatPercent } from '../../messages/format.ts';
import { printable } from '../../../common/printable.ts';
import { insights, listText } from '../../messages/index.ts';
import type { AudienceSeries, SeriesPoint } from '../../../main/ipc/contract.ts';
import { daysUntil, mondayOf } from '../../../common/math/calendar.ts';
import type { By, Span } from '../../state/insights/period.ts';
import type { Column } from '../plots/column-layout.ts';

const words = insights.series;

/** Of more days the first of each week is named. */
const MAX_NAMED = 10;

export interface SeriesColumns {
  columns: Column[];
  slots: number;
  /** Where days begin among hours. */
  groups: number[];
}

/**
 * Days and weeks stand at their places in the calendar, hours one beside the other with a gap between days. Where several
 * days or weeks were joined, the column is as wide as they are and as high as one of them.
 */
export function seriesColumns(
  { by, points }: Pick<AudienceSeries, 'by' | 'points'>,
  span: Span,
): SeriesColumns {
  if (by === 'hour') return hourColumns(points);
  const unit = by === 'day' ? 1 : 7;
  const first = by === 'day' ? span.from : mondayOf(span.from);
  const slotOf = (day: string) => Math.max(0, Math.floor(daysUntil(first, day) / unit));
  const slots = Math.max(slotOf(span.to), ...points.map(({ lastDay }) => slotOf(lastDay))) + 1;
  const columns = points.map((point, i) => {
    const slot = slotOf(point.firstDay);
    const isNamed = slots <= MAX_NAMED || isOtherWeek(points[i - 1], point);
    return columnOf(point, by, {
      slot,
      span: slotOf(point.lastDay) - slot + 1,
      title: titleOf(point, by),
      axis: isNamed ? axisOf(point, by) : null,
    });
  });
  return { columns, slots, groups: [] };
}

function hourColumns(points: readonly SeriesPoint[]): SeriesColumns {
  const isOneDay = points[0]?.firstDay === points.at(-1)?.firstDay;
  const groups: number[] = [];
  let [slot, day] = [0, ''];
  const columns = points.map((point) => {
    const isNew = point.firstDay !== day;
    if (isNew && day !== '') slot++;
    if (isNew) groups.push(slot);
    day = point.firstDay;
    const hours = hourSpan(point.hour!);
    const axis = isOneDay ? hours.slice(0, 2) : isNew ? weekdayDay(day) : null;
    return columnOf(point, 'hour', {
      slot: slot++,
      span: 1,
      axis,
      title: `${weekdayDay(point.firstDay)}, ${hours}`,
    });
  });
  return { columns, slots: Math.max(1, slot), groups: isOneDay ? [] : groups };
}

function columnOf(
  point: SeriesPoint,
  by: By,
  place: Pick<Column, 'slot' | 'span' | 'title' | 'axis'>,
): Column {
  const each = point.visits / place.span;
  const look = columnStyle(point, place.span);
  return {
    id: [by, point.firstDay, point.hour, point.from].join(' '),
    ...place,
    look,
    value: look === 'gap' ? null : each,
    text: look === 'gap' ? '' : formatCount(each),
    reading: look === 'gap' ? words.unobserved : readingOf(point, place.span, by),
  };
}

/** What was not observed has no column; what was observed too little is hatched; what is spread is pale. */
export function columnStyle(
  { observedShare, isFlagged, isSpread }: Pick<SeriesPoint, 'observedShare' | 'isFlagged' | 'isSpread'>,
  units: number,
): Column['look'] {
  if (observedShare === 0) return 'gap';
  if (isFlagged) return 'hatched';
  return isSpread || units > 1 ? 'soft' : 'full';
}

function readingOf(
  { visits, passersBy, observedShare, isSpread, unreported }: SeriesPoint,
  units: number,
  by: By,
): string {
  const isWhole = Number.isInteger(visits);
  return [
    words.seen({ n: isWhole ? formatCount(visits) : formatNumber(visits) }),
    ...(units > 1 ? [words.perUnit[by]({ n: formatNumber(visits / units) })] : []),
    ...(isSpread ? [words.joined] : []),
    ...(by === 'hour'
      ? []
      : [passersBy === null ? words.passersByHidden : words.passersBy({ n: formatCount(passersBy) })]),
    words.observed({ share: formatPercent(observedShare, 0) }),
    ...(unreported.length === 0 ? [] : [words.without({ cameras: listText(unreported.map(printable)) })]),
  ].join(', ');
}

function titleOf({ firstDay, lastDay }: SeriesPoint, by: By): string {
  if (by === 'week') return words.week({ days: daySpan(firstDay, lastDay) });
  return firstDay === lastDay ? weekdayDay(firstDay) : daySpan(firstDay, lastDay);
}

const isOtherWeek = (before: SeriesPoint | undefined, { firstDay }: SeriesPoint): boolean =>
  before === undefined || mondayOf(before.firstDay) !== mondayOf(firstDay);

const axisOf = ({ firstDay }: SeriesPoint, by: By): string =>
  by === 'day' ? weekdayDay(firstDay) : shortDay(mondayOf(firstDay));

/** Of those that can be compared; undefined where none can. */
export function busiest(columns: readonly Column[]): Column | undefined {
  return columns
    .filter(({ look, value }) => (look === 'full' || look === 'soft') && value !== null && value > 0)
    .reduce<Column | undefined>((best, one) => (best && best.value! >= one.value! ? best : one), undefined);
}
