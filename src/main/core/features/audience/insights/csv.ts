import { csvLine } from '../../../../../common/csv-line.ts';
import type { AudienceAnswer, Pyramid, UntoldDays } from '../../../../ipc/contract/insights.ts';

/** What stands where a figure is suppressed. */
const SUPPRESSED = 'suppressed';
/** Why an answer has no figures. */
const NO_FIGURES = { untold: 'not shown', unobserved: 'nothing observed' };

type Value = string | number | boolean | null;

/**
 * An answer as a table of comma-separated values (RFC 4180): exactly the figures that are shown, suppressed ones as `suppressed`, never a 0 that was not counted. Made
 * of the answer alone, so that it cannot tell more.
 */
export function csvOf(answer: AudienceAnswer): string {
  const hidden = 'noFigures' in answer && answer.noFigures ? NO_FIGURES[answer.noFigures] : SUPPRESSED;
  return rowsOf(answer)
    .map((row) => `${csvLine(row.map((value) => field(value, hidden)))}\r\n`)
    .join('');
}

function rowsOf(answer: AudienceAnswer): Value[][] {
  switch (answer.kind) {
    case 'series':
      return [
        [
          'from (UTC)',
          'to (UTC)',
          'first day',
          'last day',
          'hour',
          'faces seen',
          'spread over merged hours',
          'passers-by',
          'observed share',
          'observed under 80 % or merged with an unobserved hour or not shown',
          'not shown of cameras',
        ],
        ...answer.points.map((point) => [
          ...[point.from, point.to, point.firstDay, point.lastDay, point.hour ?? ''],
          ...[point.visits > 0 ? point.visits : NO_FIGURES.unobserved, point.isSpread],
          answer.by === 'hour' ? '' : point.visits > 0 ? point.passersBy : NO_FIGURES.unobserved,
          ...[point.observedShare, point.isFlagged, point.untold.join('; ')],
        ]),
        ...untoldRows(answer.untold, 11),
      ];
    case 'heatMap':
      return [
        ['weekday (1 = Monday)', 'hour', 'faces seen an hour', 'hours observed', 'of them merged and spread'],
        ...answer.cells.map(({ weekday, hour, visitsPerHour, hours, hoursSpread }) => [
          weekday,
          hour,
          visitsPerHour ?? '',
          hours,
          hoursSpread,
        ]),
        ...untoldRows(answer.untold, 5),
      ];
    case 'pyramid':
      return pyramidRows(answer);
    case 'dwell':
      return [
        ['from (seconds)', 'to (seconds)', 'faces seen'],
        ...answer.bins.map(({ fromSeconds, toSeconds, visits }) => [fromSeconds, toSeconds ?? '', visits]),
        ['all', '', answer.visits],
        ...untoldRows(answer.untold, 3),
      ];
    case 'comparison':
      return [
        ['figure', 'value', 'low (95 %)', 'high (95 %)'],
        ['faces seen a day before', answer.before ?? '', '', ''],
        ['faces seen a day after', answer.after ?? '', '', ''],
        ['difference a day', ...changeOf(answer.difference)],
        ['relative change', ...changeOf(answer.change)],
        ['pairs of days', answer.pairs, '', ''],
        ['hours compared', answer.hours, '', ''],
        ['hours left out: merged with others', answer.hoursMerged, '', ''],
        ['days of too few faces to compare', answer.daysOfFew, '', ''],
      ];
  }
}

/** One for each camera and stretch of days that the figures above are without. */
function untoldRows(untold: readonly UntoldDays[], columns: number): Value[][] {
  return untold.map(({ camera, firstDay, lastDay }) => [
    `not shown: ${camera}, ${firstDay} to ${lastDay}`,
    ...new Array<Value>(columns - 1).fill(''),
  ]);
}

function pyramidRows({ ages, genders, counts, absent, corrected, untold }: Pyramid): Value[][] {
  const [rows, columns] = [
    [...ages, 'all'],
    [...genders, 'all'],
  ];
  return [
    ['age', 'gender', 'faces seen', 'corrected', 'low (95 %)', 'high (95 %)'],
    ...rows.flatMap((age, i) =>
      columns.flatMap((gender, j): Value[][] =>
        absent[i]?.[j] ? [] : [[age, gender, counts[i]![j]!, ...changeOf(corrected[i]?.[j] ?? null)]],
      ),
    ),
    ...untoldRows(untold, 6),
  ];
}

function changeOf(change: { value: number; low: number; high: number } | null): Value[] {
  return change ? [change.value, change.low, change.high] : ['', '', ''];
}

/** @param hidden what stands for null */
function field(value: Value, hidden: string): string | number {
  if (value === null) return hidden;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value;
}
