import type { AgeCell, GenderCell } from './audience.ts';

/** Results of Insights for an audience. Figures that are null are suppressed: they, or others with their help, would reveal fewer than k faces. */

export interface AudienceQuery {
  /** Ids; at least one. */
  cameras: string[];
  /** Days of the sites' calendars, both included. */
  from: string;
  to: string;
}

export interface SeriesQuery {
  question: AudienceQuery;
  by: AudienceSeries['by'];
}

export interface DwellQuery {
  question: AudienceQuery;
  /** Its id; empty: in view of the camera. */
  zone: string;
}

/** Which result is written to a file, by the same query as for the screen. */
export type AudienceCsvRequest =
  | ({ kind: 'series' } & SeriesQuery)
  | { kind: 'heatMap' | 'pyramid'; question: AudienceQuery }
  | ({ kind: 'dwell' } & DwellQuery)
  | ({ kind: 'comparison' } & ComparisonQuery);

/** What a person who counts beside a camera does. `look`: nothing; how the audit is. */
export type AuditAct = 'begin' | 'tap' | 'untap' | 'end' | 'drop' | 'look';

/** A person who counts beside a camera. */
export interface AuditCountState {
  isUnderWay: boolean;
  /** What the person saw come in. */
  entries: number;
  secondsLeft: number;
}

/** A day at a glance, as far as Insights reports it. Null: nothing yet. */
export interface AudienceToday {
  /** Fewer than k that waited from the days before are counted with the first hours. */
  visits: number | null;
  passersBy: number | null;
  /** The latest hours of a camera are still to come. */
  isOpen: boolean;
  /** Cameras whose day is closed and that left fewer than k visits out of it. */
  camerasOfFew: number;
  /** `09:00`, or `09:00–11:00` where hours were merged. */
  hours: { hour: string; visits: number }[];
}

/**
 * Why an answer has no figures at all. `unobserved`: no camera observed anything. `unreported`: cameras observed, and nothing of k
 * faces may be reported yet, which reveals of nobody whether anybody was seen. Null: it has figures.
 */
export type NoFigures = 'unobserved' | 'unreported' | null;

/**
 * Days of which a camera reports nothing, or not all, though it observed: it saw fewer than k faces, or these were merged with days
 * outside the span. No figure of the answer holds them.
 */
export interface UnreportedDays {
  /** Its name. */
  camera: string;
  firstDay: string;
  lastDay: string;
}

export interface SeriesPoint {
  /** ISO 8601 in UTC. */
  from: string;
  to: string;
  /** Of each site's calendar; several days where they were merged. */
  firstDay: string;
  lastDay: string;
  /** 0 … 23 by each site's clock; null by day and week. */
  hour: number | null;
  /** Faces seen that came in; a fraction where merged hours are spread over the time. 0: nothing was observed. */
  visits: number;
  /** Null by hour, too. */
  passersBy: number | null;
  /** 0 … 1 of the opening hours of all cameras: observed, and reported. */
  observedShare: number;
  /** Observed under 80 % at one camera or more, merged with as much unobserved time as an hour has, or not reported for one: not to be compared. */
  isFlagged: boolean;
  isSpread: boolean;
  /** Names of the cameras that observed and whose faces, or some of them, are not in the figures. */
  unreported: string[];
}

export interface AudienceSeries {
  kind: 'series';
  by: 'hour' | 'day' | 'week';
  points: SeriesPoint[];
  noFigures: NoFigures;
  /** Null without figures. */
  visits: number | null;
  passersBy: number | null;
  masked: number | null;
  headsets: number | null;
  /** Names of the cameras that observed nothing in these days, while others did: no figure holds them. */
  neverObserved: string[];
  unreported: UnreportedDays[];
  k: number;
}

export interface HeatCell {
  weekday: number;
  hour: number;
  visitsPerHour: number | null;
  hours: number;
  /** Of those: merged with others for too few visits, which are spread evenly over them. */
  hoursSpread: number;
}

export interface HeatMap {
  kind: 'heatMap';
  /** Monday 0:00 to Sunday 23:00 by each site's clock. Null: not open, or never observed 80 %. */
  cells: HeatCell[];
  /** Observed under 80 % at one camera or more, or merged with as much unobserved time as an hour has. */
  hoursLeftOut: number;
  /** Ids of cameras for which hours are left out that others observed. */
  unobserved: string[];
  /** Left out, too: not reported for one camera or more. */
  hoursUnreported: number;
  /** Names of the cameras that observed nothing in these days, while others did: no figure holds them. */
  neverObserved: string[];
  unreported: UnreportedDays[];
  k: number;
}

export interface CorrectedCount {
  value: number;
  /** 95 %. */
  low: number;
  high: number;
}

export interface Pyramid {
  kind: 'pyramid';
  ages: AgeCell[];
  genders: GenderCell[];
  /** By age, then gender; the last row and the last column are totals. `unknown` × `unknown`: under-18s and faces of which one or both were not reported. */
  counts: (number | null)[][];
  /** Cells that are no figure: beside reported faces, those of which only one was reported are with the unreported. */
  absent: boolean[][];
  /**
   * Of the cells that are shown: put right for how the models are known to misread. Made from what is shown alone. Null
   * where nothing could be put right.
   */
  corrected: (CorrectedCount | null)[][];
  correctedFor: ('age' | 'gender')[];
  /** Some counts cannot come from how the models are known to misread; these are not corrected. */
  isMisfit: boolean;
  /** Some of the faces were masked or under a headset; of which age or gender is not known, so that intervals may be too narrow. */
  isPartlyCovered: boolean;
  /** How many were masked, under a headset or neither is suppressed: all are corrected as whole faces, which is wrong where many were masked. */
  isCoverSuppressed: boolean;
  /** Names of the cameras that observed nothing in these days, while others did: no figure holds them. */
  neverObserved: string[];
  unreported: UnreportedDays[];
  noFigures: NoFigures;
  k: number;
}

export interface DwellTable {
  kind: 'dwell';
  /** Empty: in view of the camera. */
  zone: string;
  bins: { fromSeconds: number; toSeconds: number | null; visits: number | null }[];
  visits: number | null;
  /** Within its bin as if all were equally likely; null where figures before it are suppressed or it lies in the last bin. */
  medianSeconds: number | null;
  /** Names of the cameras that observed nothing in these days, while others did: no figure holds them. */
  neverObserved: string[];
  unreported: UnreportedDays[];
  noFigures: NoFigures;
  k: number;
}

export interface ComparisonQuery {
  cameras: string[];
  before: { from: string; to: string };
  after: { from: string; to: string };
}

export interface Change {
  value: number;
  /** 95 %, by resampling pairs of days. */
  low: number;
  high: number;
}

export interface CampaignComparison {
  kind: 'comparison';
  /** Pairs of days of the same weekday, and the hours that both were observed in. */
  pairs: number;
  hours: number;
  /** Faces seen that came in, a day; null where no day could be reported. */
  before: number | null;
  after: number | null;
  /** A day. */
  difference: Change | null;
  /** 0.1: a tenth more. Null where nobody came before, with fewer than five pairs, or where too many days are of few. */
  change: Change | null;
  hoursLeftOut: number;
  /** Left out, too: they were merged, on that day or on others, with hours that are not compared. */
  hoursMerged: number;
  daysLeftOut: number;
  /** Left out, too: joined with others, for fewer than k visits. Where they are many, no days are paired and the means are over all. */
  daysOfFew: number;
  /** Ids of cameras for which hours are left out that others observed. */
  unobserved: string[];
  /** Names of those that observed nothing in either span, while others did. */
  neverObserved: string[];
  /** Why no pairs of days are compared; null: they are. */
  problem: 'unobserved' | 'merged' | 'no-counts' | FewDays | null;
}

/** Days of fewer than k visits, too many to be left out: only the means over all days are shown. */
export interface FewDays {
  days: number;
  /** All days of both spans. */
  of: number;
  /** Names of the cameras that had them. */
  cameras: string[];
  k: number;
}

export type AudienceResult = AudienceSeries | HeatMap | Pyramid | DwellTable | CampaignComparison;

/** What a person counted beside a camera, and the camera's error by that. */
export interface CameraError {
  camera: string;
  audits: number;
  minutes: number;
  /** Entries that the person saw. */
  entries: number;
  /** Counted by the camera for each that the person saw. */
  ratio: Change | null;
  /** Share of entries that the camera missed; of its visits that were none. 95 %. */
  missed: Change | null;
  extra: Change | null;
  /** Whether other models read now than in any of the audits. */
  isOutdated: boolean;
}
