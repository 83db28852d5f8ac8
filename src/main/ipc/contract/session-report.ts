import type { Expression } from '../../../artifact/labels.ts';
import type { PathToken } from './paths.ts';
import type { RibbonName, SessionEvent } from './session.ts';

/** A person's remark, which may be changed afterwards. */
export interface SessionNote {
  id: number;
  atMs: number;
  text: string;
}

/** One session of a client, in a list. */
export interface SessionSummary {
  session: number;
  startedAt: string;
  /** Null: it is open, or was cut off. */
  endedAt: string | null;
  /** It has not ended, and can be resumed for a while. */
  isResumable: boolean;
  ladder: string;
  lengthMs: number;
  exposureMs: number;
  highestStep: number | null;
  suds: { first: number; peak: number; last: number } | null;
  stops: number;
  usableShare: number | null;
}

/** What lies in one stretch of a timeline. */
export interface TimelineBucket {
  fromMs: number;
  readings: number;
  /** How many of them count: they could be used, and were not while talking. */
  usable: number;
  /** How many could be used, but for talking. */
  talking: number;
  /** Means of the centered probabilities by class over the readings that count; empty where there is none. */
  means: number[];
}

/** Share of the moments that count in which each name was shown, 0 to 1; the rest was not sure. */
export type ExpressionShares = Partial<Record<RibbonName, number>>;

/** A session over time. */
export interface Timeline {
  session: SessionSummary;
  /** Of `means`, in order. */
  labels: Expression[];
  /** Which class stands for which name on the screen: itself, or its group. */
  shownAs: Record<Expression, RibbonName>;
  fromMs: number;
  toMs: number;
  /** The last bucket may be shorter. */
  bucketMs: number;
  buckets: TimelineBucket[];
  /** Of the stretch, in order of time. */
  events: SessionEvent[];
  /** Of the whole session, as steps are. */
  notes: SessionNote[];
  steps: StepSummary[];
  /** Null: under half of the session counts. */
  expression: ExpressionShares | null;
}

/** One stay at a step. */
export interface StepSummary {
  step: number;
  title: string;
  fromMs: number;
  toMs: number;
  /** As long as the exposure ran, as shown in the session: without pauses, stops, sleep and cuts. */
  lengthMs: number;
  suds: { first: number; peak: number; last: number } | null;
  /** Ratings fell by half or more from their peak within the stay; null: fewer than two ratings, or no distress. */
  isHabituated: boolean | null;
  /** Null: under half of the stay counts, which means that it could be used and nobody talked. */
  expression: ExpressionShares | null;
  /** Of the stay, without sleep and cuts: the share that could be used, 0 to 1. */
  usableShare: number;
  /** The share that could be used, but for talking. */
  talkingShare: number;
}

/** One client's sessions side by side. */
export interface Progress {
  sessions: SessionSummary[];
  /** By title of a step, in the order of the ladder: peaks and ends session after session. */
  steps: { title: string; stays: { session: number; first: number; peak: number; last: number }[] }[];
}

export type ReportForm = 'page' | 'long';
export type ReportLanguage = 'en' | 'de';

/** Which session of which client. */
export interface SessionRef {
  client: string;
  session: number;
}

export interface ReportRequest extends SessionRef {
  form: ReportForm;
  language: ReportLanguage;
}

/** The report as a page of HTML of its own: its style is in it, and no script; the shell prints it. */
export interface SessionReport {
  html: string;
  title: string;
}

export interface SessionExport extends SessionRef {
  /** `csv`: a folder of tables beside a data dictionary; `json`: one file. */
  format: 'csv' | 'json';
  path: PathToken<'save'>;
}
