import { csvLine } from '../../../../../common/csv-line.ts';
import type {
  AudienceResult,
  CampaignComparison,
  Change,
  Pyramid,
} from '../../../../ipc/contract/insights.ts';

/** What stands where a figure is suppressed. */
const SUPPRESSED = 'suppressed';
/** Why an answer has no figures. */
const NO_FIGURES = { unreported: 'not shown', unobserved: 'nothing observed' };

interface NamedCamera {
  id: string;
  name: string;
}
type Value = string | number | boolean | null;

/**
 * An answer as a table of comma-separated values (RFC 4180): exactly the figures that are shown, suppressed ones as `suppressed`, never a 0 that was not counted. Made
 * of the answer alone, so that it cannot tell more.
 * @param cameras for the names of those that the answer holds by id
 */
export function csvOf(answer: AudienceResult, cameras: readonly NamedCamera[] = []): string {
  const hidden = 'noFigures' in answer && answer.noFigures ? NO_FIGURES[answer.noFigures] : SUPPRESSED;
  const nameOf = (id: string) => cameras.find((camera) => camera.id === id)?.name ?? id;
  return rowsOf(answer, nameOf)
    .map((row) => `${csvLine(row.map((value) => field(value, hidden)))}\r\n`)
    .join('');
}

function rowsOf(answer: AudienceResult, nameOf: (id: string) => string): Value[][] {
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
          ...[point.observedShare, point.isFlagged, point.unreported.join('; ')],
        ]),
        ...withoutRows(answer, 11),
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
        noteRow(`hours left out: not observed at least 80 % at every camera: ${answer.hoursLeftOut}`, 5),
        noteRow(`hours left out: not shown for a camera: ${answer.hoursUnreported}`, 5),
        ...answer.unobserved.map((camera) => noteRow(`not observed where others were: ${nameOf(camera)}`, 5)),
        ...withoutRows(answer, 5),
      ];
    case 'pyramid':
      return pyramidRows(answer);
    case 'dwell':
      return [
        ['from (seconds)', 'to (seconds)', 'faces seen'],
        ...answer.bins.map(({ fromSeconds, toSeconds, visits }) => [fromSeconds, toSeconds ?? '', visits]),
        ['all', '', answer.visits],
        ...withoutRows(answer, 3),
      ];
    case 'comparison':
      return comparisonRows(answer, nameOf);
  }
}

/** What the change rests on and what was left out stand beside it, as on the page. */
function comparisonRows(answer: CampaignComparison, nameOf: (id: string) => string): Value[][] {
  const { problem, difference } = answer;
  const why =
    problem === null ? (difference ? null : 'too few pairs of days for an interval') : problemText(problem);
  return [
    ['figure', 'value', 'low (95 %)', 'high (95 %)'],
    ['faces seen a day before', answer.before ?? '', '', ''],
    ['faces seen a day after', answer.after ?? '', '', ''],
    ['difference a day', ...changeOf(difference)],
    ['relative change', ...changeOf(answer.change)],
    ['may be chance (the interval holds 0)', chanceOf(answer.change ?? difference), '', ''],
    ['pairs of days', answer.pairs, '', ''],
    ['hours compared', answer.hours, '', ''],
    ['hours left out: not open and observed 80 % on both days', answer.hoursLeftOut, '', ''],
    ['hours left out: merged with others', answer.hoursMerged, '', ''],
    ['days left out: without a counterpart', answer.daysLeftOut, '', ''],
    ['days of too few faces to compare', answer.daysOfFew, '', ''],
    ...answer.unobserved.map((camera): Value[] => ['not observed where others were', nameOf(camera), '', '']),
    ...answer.neverObserved.map((camera) => noteRow(`not observed in these days: ${camera}`, 4)),
    ...(why === null ? [] : [noteRow(`no change given: ${why}`, 4)]),
  ];
}

function chanceOf(change: Change | null): Value {
  return change ? change.low <= 0 && change.high >= 0 : '';
}

function problemText(problem: NonNullable<CampaignComparison['problem']>): string {
  switch (problem) {
    case 'unobserved':
      return 'no two days of the same weekday were both observed enough';
    case 'merged':
      return 'the spans differ in open or observed hours, and shared hours are merged with others';
    case 'no-counts':
      return 'the spans have no counts of the same weekday and hour';
    default:
      return `${problem.days} of ${problem.of} days had fewer than ${problem.k} faces at a camera (${problem.cameras.join('; ')})`;
  }
}

/** A sentence in the first column. */
function noteRow(note: string, columns: number): Value[] {
  return [note, ...new Array<Value>(columns - 1).fill('')];
}

/** What the figures above are without: one for each camera and stretch of days, and for each camera that was not observed at all. */
function withoutRows(
  { unreported, neverObserved }: Pick<Pyramid, 'unreported' | 'neverObserved'>,
  columns: number,
): Value[][] {
  return [
    ...neverObserved.map((camera) => noteRow(`not observed in these days: ${camera}`, columns)),
    ...unreported.map(({ camera, firstDay, lastDay }) =>
      noteRow(`not shown: ${camera}, ${firstDay} to ${lastDay}`, columns),
    ),
  ];
}

function pyramidRows({
  ages,
  genders,
  counts,
  absent,
  corrected,
  isMisfit,
  isPartlyCovered,
  isCoverSuppressed,
  neverObserved,
  unreported,
}: Pyramid): Value[][] {
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
    ...(isMisfit ? [noteRow('some not corrected: they do not fit the known errors of the models', 6)] : []),
    ...(isPartlyCovered
      ? [noteRow('intervals may be too narrow: masks or headsets may differ between ages or genders', 6)]
      : []),
    ...(isCoverSuppressed
      ? [noteRow('corrected as whole faces: how many were masked or wore a headset is suppressed', 6)]
      : []),
    ...withoutRows({ unreported, neverObserved }, 6),
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
