import { percent } from '../../../../../common/percent.ts';
import type { CampaignComparison } from '../../../../ipc/contract/insights.ts';
import type { SpanDays } from './few-days.ts';

const list = new Intl.ListFormat('en-GB');

/** `Faces seen rose from 112 to 131 a day, by 17 % (95 % interval 5 to 30 %; 14 pairs of days).` */
export function changeSentence({
  pairs,
  before,
  after,
  difference,
  change,
  shareHours,
}: Pick<CampaignComparison, 'pairs' | 'before' | 'after' | 'difference' | 'change'> & {
  /** Whether two days of one weekday were open in the same hour. */
  shareHours: boolean;
}): string {
  if (before === null || after === null)
    return shareHours
      ? 'No two days of the same weekday were both observed enough to be compared.'
      : 'The two spans have no counts of the same weekday and hour.';
  const basis = `${pairs} ${pairs === 1 ? 'pair' : 'pairs'} of days`;
  if (!difference)
    return `Faces seen went from ${tell(before)} to ${tell(after)} a day; ${basis} are too few to tell a change from chance.`;
  const [figure, interval] = change
    ? [
        percent(Math.round(Math.abs(change.value) * 100)),
        `${signed(change.low)} to ${percent(signed(change.high))}`,
      ]
    : [tell(Math.abs(difference.value)), `${tell(difference.low)} to ${tell(difference.high)} a day`];
  const { low, high } = change ?? difference;
  if (low <= 0 && high >= 0)
    return `Faces seen went from ${tell(before)} to ${tell(after)} a day, which may be chance (${percent(95)} interval of the change ${interval}; ${basis}).`;
  const verb = difference.value > 0 ? 'rose' : 'fell';
  return `Faces seen ${verb} from ${tell(before)} to ${tell(after)} a day, by ${figure} (${percent(95)} interval of the change ${interval}; ${basis}).`;
}

/** Where days of fewer than k visits are too many for a comparison. */
export function fewSentence(
  before: SpanDays,
  after: SpanDays,
  means: Pick<CampaignComparison, 'before' | 'after'>,
  k: number,
): string {
  const [few, days] = [before.few.size + after.few.size, before.days.size + after.days.size];
  const cameras = list.format([...new Set([...before.fewAt, ...after.fewAt])]);
  const told =
    means.before === null || means.after === null
      ? ''
      : ` Over all days, faces seen went from ${tell(means.before)} to ${tell(means.after)} a day.`;
  return `${few} of ${days} days cannot be compared day by day: ${cameras} had days of fewer than ${k} faces, which are joined with others.${told}`;
}

function tell(value: number): string {
  const rounded = Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return String(rounded === 0 ? 0 : rounded).replace('-', '−');
}

function signed(share: number): string {
  const rounded = Math.round(share * 100);
  return rounded > 0 ? `+${rounded}` : rounded < 0 ? `−${-rounded}` : '0';
}
