import { percent } from '../../common/percent.ts';
import type {
  AgeCell,
  AudienceAsk,
  AudienceSeries,
  CampaignComparison,
  GenderCell,
  ModelTask,
} from '../../main/ipc/contract.ts';
import { formatDuration } from './format.ts';
import { listText, plural } from './numbers.ts';

const tenths = (value: number) => (Math.round(value * 10) / 10).toFixed(1);

/** Words of the Insights view. */
export const insights = {
  title: 'Insights',
  empty: {
    title: 'Nothing is counted yet',
    text: 'Once a camera counts who comes in, hours, days and weeks appear here, and campaigns can be compared.',
    button: 'Go to Store',
  },
  failed: 'These figures could not be read',
  again: 'Try again',
  unasked: 'Choose days that can be read to see figures here.',
  save: 'CSV',
  saveAs: (what: string) => `Save as CSV: ${what}`,
  saved: 'The figures were saved',
  show: 'Show file',
  ask: {
    cameras: 'Cameras',
    period: 'Period',
    presets: {
      thisWeek: 'This week',
      lastWeek: 'Last week',
      last28: 'Last 28 days',
      thisMonth: 'This month',
      custom: 'Choose days',
    },
    from: 'From',
    to: 'To',
    day: (which: string, of: string) => `${which}, ${of.toLowerCase()}`,
    problems: {
      unreadable: 'Give both days',
      reversed: 'The first day comes after the last',
      future: 'These days are still to come',
      overlap: 'Before has to end earlier than after begins',
    },
  },
  files: {
    series: 'faces-seen',
    heatMap: 'hours-of-the-week',
    pyramid: 'age-and-gender',
    dwell: 'time-spent',
    comparison: 'comparison',
  } satisfies Record<AudienceAsk['kind'], string>,
  totals: {
    title: 'In all',
    seen: 'Faces seen',
    passersBy: 'Passers-by',
    came: (share: string) => `${share} came in`,
    masked: 'Masked',
    headsets: 'Headsets',
    ofSeen: (share: string) => `${share} of faces seen`,
    hidden: 'hidden',
    hiddenMeans: (k: number) =>
      `Hidden: fewer than ${k} faces, or a figure that would give away one of fewer than ${k}, with other figures or another choice of cameras. Not protected: two answers over different days can give it away.`,
  },
  missed: (cameras: string[], hasOthers: boolean) =>
    `${listText(cameras)} missed hours that another camera observed.${hasOthers ? ' Choose the others alone to see them.' : ''}`,
  note: 'Faces seen, not persons: who comes twice counts twice. Under-18s count in totals only. Of today, the latest hours are added when the day is closed; Store shows its live total.',
  researchOnly: 'Research only',
  research: (tasks: string) => `The models that read ${tasks} may be used for research alone.`,
  researchTasks: {
    age: 'age',
    gender: 'gender',
    occlusion: 'masks and headsets',
    expression: 'expression',
  } satisfies Record<ModelTask, string>,
  series: {
    title: 'Faces seen',
    label: 'Faces seen over time. The arrow keys read the columns.',
    by: 'Columns',
    cuts: { hour: 'Hour', day: 'Day', week: 'Week' } satisfies Record<AudienceSeries['by'], string>,
    cutsText: { hour: 'by hour', day: 'by day', week: 'by week' } satisfies Record<
      AudienceSeries['by'],
      string
    >,
    none: 'No figures in these days',
    noneText: (k: number) =>
      `Hours are told once they are over and at least ${k} faces were seen; quiet hours are joined until they have as many.`,
    seen: (n: string) => `${n} faces seen`,
    perUnit: (n: string, unit: AudienceSeries['by']) => `about ${n} each ${unit}`,
    passersBy: (n: string) => `${n} passers-by`,
    observed: (share: string) => `observed ${share}`,
    unobserved: 'not observed',
    joined: 'spread over joined hours',
    week: (days: string) => `Week of ${days}`,
    busiest: (what: string) => `Busiest: ${what}`,
    legend: {
      hatched: `Observed under ${percent(80)} of the opening hours, at one camera or more: too low, and left out of comparisons`,
      soft: 'Quiet times joined and spread evenly',
      gap: 'Not observed',
    },
  },
  heat: {
    title: 'Hours of the week',
    text: 'Faces seen an hour, on average. Arrow keys move.',
    label: 'Faces seen an hour by weekday and hour',
    busiest: (what: string) => `Busiest: ${what}`,
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    none: 'No hours to tell yet',
    noneText: `Hours appear once they were observed at least ${percent(80)} and enough faces were seen.`,
    read: (weekday: string, hour: string) => `${weekday} ${hour}`,
    cell: (perHour: number, hours: number) =>
      `${tenths(perHour)} faces an hour, of ${plural(hours, 'hour')} observed`,
    closed: 'closed, or never observed enough',
    leftOut: (hours: number) => `${plural(hours, 'hour')} left out: observed under ${percent(80)}.`,
    scale: 'Faces an hour',
  },
  pyramid: {
    title: 'Age and gender',
    label: 'Faces seen by age and gender. The arrow keys move.',
    ages: (age: AgeCell) => (age === 'unknown' ? 'All ages' : age.replace('-', '–')),
    genders: { male: 'Men', female: 'Women', unknown: 'All' } satisfies Record<GenderCell, string>,
    none: 'Age and gender are not measured',
    noneText: 'Choose in the settings of the store what is measured besides numbers.',
    ageColumn: 'Age',
    asRead: 'as read',
    corrected: (what: string) => `Corrected for how the models misread ${what}.`,
    uncorrected: 'As read: how these models misread is not known.',
    tasks: { age: 'age', gender: 'gender' },
    legend: { corrected: `Corrected, with its ${percent(95)} interval`, raw: 'As read' },
    read: (value: string, low: string, high: string, raw: string) =>
      `${value} corrected (${percent(95)} interval ${low} to ${high}), ${raw} as read`,
    raw: (n: string) => `${n} as read`,
    unknown: 'Not told',
    unknownMeans: 'Under-18s, and faces whose age or gender could not be read.',
  },
  dwell: {
    title: 'Time spent',
    label: 'Faces by the time they stayed. The arrow keys read the columns.',
    zone: 'Where',
    inView: 'In view',
    median: (time: string) => `Median ${time}`,
    noMedian: 'No median: figures before it are hidden, or it is over 15 min.',
    none: 'Nobody stayed here',
    noneText: 'Times appear for faces that came in and were followed until they left.',
    seconds: (n: string) => `${n} s`,
    between: (from: string, to: string) => `${from}–${to}`,
    under: (to: string) => `<${to}`,
    over: (from: string) => `>${from}`,
    seen: (n: string, share: string) => `${n} faces, ${share}`,
    gap: 'Hidden',
  },
  compare: {
    title: 'Before and after',
    text: 'Did a campaign bring more? Equal weekdays and hours are paired; intervals by resampling days.',
    spans: { before: 'Before', after: 'After' },
    aDay: 'faces a day',
    change: 'Change',
    difference: 'Difference a day',
    interval: (value: string, low: string, high: string) =>
      `${value}, ${percent(95)} interval ${low} to ${high}`,
    basis: (pairs: number, hours: number) =>
      `${plural(pairs, 'pair')} of days; ${plural(hours, 'hour')} on each side.`,
    leftOut: ({
      hoursLeftOut,
      daysLeftOut,
      daysOfFew,
    }: Pick<CampaignComparison, 'hoursLeftOut' | 'daysLeftOut' | 'daysOfFew'>) =>
      `Left out: ${[
        ...(hoursLeftOut > 0
          ? [
              `${plural(hoursLeftOut, 'hour')} of the clock not open and observed at least ${percent(80)} on both days`,
            ]
          : []),
        ...(daysLeftOut > 0 ? [`${plural(daysLeftOut, 'day')} without a counterpart`] : []),
        ...(daysOfFew > 0 ? [`${plural(daysOfFew, 'day')} joined with others, for too few faces`] : []),
      ].join('; ')}.`,
    nothingLeftOut: 'Nothing was left out.',
    none: 'No days to compare',
  },
  errors: {
    title: 'How far the cameras miscount',
    text: 'From audits by hand: a person counts beside the camera for a quarter of an hour.',
    none: 'No audit',
    noneText:
      'In Store, under a camera: audit by hand. Fifteen minutes say how far it miscounts. Audits are deleted when the counts of their day are, or the day before.',
    notAudited: 'No audit, or it was deleted with the counts of its day: audit by hand in Store',
    columns: {
      camera: 'Camera',
      audited: 'Audited',
      ratio: 'Counted for each who came in',
      missed: 'Missed',
      extra: 'Counted too much',
    },
    audited: (audits: number, minutes: number, entries: number) =>
      `${plural(audits, 'audit')}, ${formatDuration(60 * minutes)}, ${plural(entries, 'entry', 'entries')}`,
    tooFew: 'too few to tell',
    outdated: 'Models have changed since: audit again',
    beside: (camera: string, per100: string, low: string, high: string) =>
      `Audited: ${camera} counts ${per100} for 100 who come in (${percent(95)} interval ${low} to ${high}).`,
    gone: 'A camera that was removed',
  },
};
