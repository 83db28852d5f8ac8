import type { AdultBand } from '../../../artifact/age-bands.ts';
import type { Gender } from '../../../artifact/labels.ts';
import type { StoredMessage } from '../../../messages/message.ts';

/** The store's audience as the window and the core speak of it. The unit is faces seen, never people. */

/** On the picture, from its top left: 0 … 1 of its width and of its height. */
export interface PicturePoint {
  x: number;
  y: number;
}

/**
 * `entrance`: who comes in over its marked sides is a visit. `dwell`: how long faces stay is counted. `staff`: faces that
 * are mostly here do not count. `private`: its pixels are blanked before anything is looked for.
 */
export type ZoneKind = 'entrance' | 'dwell' | 'staff' | 'private';

export interface Zone {
  id: string;
  name: string;
  kind: ZoneKind;
  /** A polygon of at least three corners. */
  points: PicturePoint[];
  /** Of an entrance: sides over which one comes in; side i goes from corner i to the next. */
  entranceSides: number[];
  /** The smallest face that is looked for here, as a share of the picture's width. */
  minFaceShare: number;
}

/** On the site's clock: `09:30` to `18:00`; `24:00` is the day's end. */
export interface OpenSpan {
  from: string;
  to: string;
}

/** Monday to Sunday. */
export type OpeningHours = readonly (readonly OpenSpan[])[];

export interface Site {
  id: string;
  name: string;
  /** IANA's name. */
  timeZone: string;
  opening: OpeningHours;
}

export interface AudienceCamera {
  id: string;
  name: string;
  /** Id of its site. */
  site: string;
  device: CameraDevice;
  zones: Zone[];
}

/** Which camera of the machine it is, and how its picture is requested and shown. */
export interface CameraDevice {
  /** As the browser numbers it; empty: whichever comes first. */
  id: string;
  width: number;
  height: number;
  isMirrored: boolean;
}

export type Measure = 'count' | 'age' | 'gender' | 'expression';
export type People = 'visitors' | 'staff' | 'pupils' | 'applicants';
export type Purpose = 'visitor-numbers' | 'offer' | 'campaigns' | 'staffing';

/** Who answers for the data. */
export interface Controller {
  name: string;
  address: string;
  /** An e-mail address or a telephone number. */
  contact: string;
  /** How to reach the data protection officer; empty where there is none. */
  officer: string;
  /** The supervisory authority that complaints go to; empty: the one where the person lives. */
  authority: string;
}

export interface AudienceSettings {
  people: People;
  /** Empty: nothing is counted. */
  purposes: Purpose[];
  measures: Measure[];
  controller: Controller;
  /** Figures of fewer faces are neither kept nor shown. */
  k: number;
  retentionDays: number;
  sites: Site[];
  cameras: AudienceCamera[];
}

/** All but the cameras, which are saved and removed one by one: a stale list of them would delete counts. */
export type StoreSettings = Omit<AudienceSettings, 'cameras'>;

export type GenderCell = Gender | 'unknown';
export type AgeCell = AdultBand | 'unknown';

/** Why no day is closed and nothing is deleted: the machine's clock jumped, or reads an unlikely time since the start. */
export interface ClockAnomaly {
  kind: 'jump' | 'start';
  /** Ahead of the counting time, or of the newest stored time; below 0: behind. */
  byMs: number;
  /** Counting time, ISO 8601 in UTC. */
  at: string;
}

/** How counting is. */
export interface CountingStatus {
  clock: ClockAnomaly | null;
  /** Of uptime: for so long the clock has to be steady yet before old counts are deleted, and one in doubt is accepted. */
  clockOwedHours: number;
  /** Counts older than what is kept wait for it; not reported for the short while after an ordinary gap. */
  isDeletionHeld: boolean;
  /** The clock of the machine and the time by which is counted: Unix time in milliseconds. */
  machineMs: number;
  countingMs: number;
  /** Cameras whose counts cannot be written now, and why; they are kept in memory and written later. */
  unwritten: { camera: string; message: StoredMessage }[];
  /** Days that could not be closed, old counts that could not be deleted, backups that failed. */
  problems: StoredMessage[];
}
