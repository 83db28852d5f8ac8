import { EXPRESSIONS } from '../../../../../../artifact/labels.ts';
import { SESSION_QUALITY } from '../../recording/quality.ts';

/** One column of the exported tables. */
export interface ColumnMeaning {
  table: TableName;
  column: string;
  meaning: string;
  /** Empty: it has none. */
  unit: string;
  /** Which values there can be. */
  range: string;
}

/** Tables of an export, in the order in which they are written. */
const TABLES = ['session', 'models', 'ladder', 'stays', 'events', 'notes', 'readings'] as const;
export type TableName = (typeof TABLES)[number];

const SHARE = '0 to 1';
const TEXT = 'text';
const TIME = 'ISO 8601';
const AT: [string, string, string] = ['since the session began, by a monotonic clock', 'ms', '0 or more'];
const STEP: [string, string, string] = [
  'step of the ladder; empty: before the exposure began',
  '',
  '1 to the number of steps',
];
const RATING = (which: string): [string, string, string] => [
  `${which} distress rating (SUDS) of the stay; empty: there was none`,
  '',
  '0 to 100',
];

/** Meaning, unit and range by column. */
type Columns = Record<string, [meaning: string, unit: string, range: string]>;

const SESSION: Columns = {
  format: ['of this export', '', 'demiface-session 1'],
  exported_with: ['version of Demiface that wrote the export', '', TEXT],
  recorded_with: ['version of Demiface that began the session', '', TEXT],
  client: ['code of the client', '', TEXT],
  session: ['number of the session of this client', '', '1 or more'],
  started_at: ['when the session began, by the clock of the machine', '', TIME],
  ended_at: ['when it was ended; empty: it was not', '', TIME],
  length: ['of the session', 'ms', '0 or more'],
  exposure: ['time of the exposure without pauses', 'ms', '0 or more'],
  occlusion: ['what covers a half of the face: upper is a headset', '', 'none, upper, lower'],
  usable_share: [
    'of the time since the face was confirmed, the share that could be used, talking among it; empty: no face was confirmed',
    '',
    SHARE,
  ],
  consent: ['number of the consent under which it was recorded', '', '1 or more'],
  consent_signed_at: ['when that consent was signed', '', TIME],
  consent_scope: ['what it allows, separated by spaces', '', 'expression, heartRate, streams'],
  consent_keep_until: ['until when data may be kept; empty: until it is withdrawn', '', 'a day, ISO 8601'],
  consent_withdrawn_at: ['when it was withdrawn; empty: it was not', '', TIME],
  ladder: ['title of the exposure ladder', '', TEXT],
  neutral_shift: [
    'added to the logit of neutral to get the centered probabilities from the raw ones, less of it where a reading is not neutral; empty: the neutral face was not measured, both are the same',
    'nats',
    'from -0.693 to 0.693 (ln 2)',
  ],
  neutral_wanted: ['what the shift would be without its limit', 'nats', 'any number'],
  neutral_is_limited: ['whether the limit was reached', '', '0, 1'],
  neutral_readings: ['readings of the neutral face that the shift rests on', '', '100 or more'],
};

const MODELS: Columns = {
  number: [
    'in the order in which they predicted: a session can be resumed with another model',
    '',
    '1 or more',
  ],
  name: ['of the expression model', '', TEXT],
  sha256: ['SHA-256 of its network', '', '64 hexadecimal digits'],
  visible: ['which part of the face it sees', '', 'full, lower, upper'],
  confidence_threshold: ['a probability below it is shown as not sure', '', SHARE],
  temperature: ['by which its logits were divided before softmax (calibration)', '', 'over 0'],
  groups: [
    'expressions that are shown as one, since the precision of each cannot be shown: name=expression+expression, separated by spaces; empty: none',
    '',
    TEXT,
  ],
};

const LADDER: Columns = {
  step: STEP,
  title: ['of the step', '', TEXT],
  hint: ['what the therapist does at it', '', TEXT],
};

const STAYS: Columns = {
  step: STEP,
  title: ['of the step', '', TEXT],
  from_ms: AT,
  to_ms: AT,
  length: ['time of the exposure at the step, without pauses, stops, sleep and cuts', 'ms', '0 or more'],
  suds_first: RATING('first'),
  suds_peak: RATING('highest'),
  suds_last: RATING('last'),
  is_habituated: [
    'whether the last rating is at most half of the highest one; empty: fewer than two ratings, or all of them 0',
    '',
    '0, 1',
  ],
  usable_share: [
    'of the stay without sleep and cuts, the share that could be used, talking among it',
    '',
    SHARE,
  ],
  talking_share: ['likewise, the share that could be used but for talking', '', SHARE],
};

const EVENTS: Columns = {
  id: ['number of the event', '', '1 or more'],
  at_ms: AT,
  kind: [
    'what happened',
    '',
    'started, step, suds, marker, paused, continued, ended, stop, stop-confirmed, stop-unconfirmed, face-confirmed, face-lost, neutral, suggestion, heart-rate, consent-ended, slept, resumed, clock-changed, dropped',
  ],
  number: [
    'suds: rating, 0 to 100; step: step, from 1; stop-confirmed: ms after the stop; neutral: usable s; slept, resumed: ms without measuring, empty where the clock was set back meanwhile; clock-changed: ms by which the clock was set; heart-rate: beats per minute; dropped: rows lost; empty for the others',
    'see meaning',
    'any number',
  ],
  text: [
    'step: title; marker: label; face-lost: reason; suggestion: what, why, and what was answered',
    '',
    TEXT,
  ],
  by: ['who caused it; empty where nobody did', '', 'person, vr, button, shortcut'],
};

const NOTES: Columns = {
  id: ['number of the note', '', '1 or more'],
  at_ms: AT,
  text: ['what the therapist wrote', '', TEXT],
};

const READINGS: Columns = {
  at_ms: AT,
  step: STEP,
  is_seen: ['whether the face was found', '', '0, 1'],
  is_usable: ['whether the picture was good enough for the prediction to count', '', '0, 1'],
  is_talking: ['whether the client talked: not part of any summary', '', '0, 1'],
  quality: ['what was wrong with the picture, separated by spaces', '', SESSION_QUALITY.join(', ')],
  ...probabilities('raw', 'calibrated probability before re-centering'),
  ...probabilities('centered', 'calibrated probability, re-centered by the neutral face of the client'),
};

const MEANINGS: Record<TableName, Columns> = {
  session: SESSION,
  models: MODELS,
  ladder: LADDER,
  stays: STAYS,
  events: EVENTS,
  notes: NOTES,
  readings: READINGS,
};

/** What every column of every table means. */
export const DATA_DICTIONARY: readonly ColumnMeaning[] = TABLES.flatMap((table) =>
  Object.entries(MEANINGS[table]).map(([column, [meaning, unit, range]]) => ({
    table,
    column,
    meaning,
    unit,
    range,
  })),
);

export const columnsOf = (table: TableName): string[] => Object.keys(MEANINGS[table]);

function probabilities(prefix: string, what: string): Columns {
  const meaning = (label: string) => `${what}: ${label}; empty: nothing was predicted`;
  return Object.fromEntries(EXPRESSIONS.map((label) => [`${prefix}_${label}`, [meaning(label), '', SHARE]]));
}
