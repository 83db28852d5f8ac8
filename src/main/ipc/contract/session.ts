import type { RefusalCode } from './app.ts';
import type { Expression, Visible } from '../../../artifact/labels.ts';

/** One rung of an exposure ladder. */
export interface LadderStep {
  title: string;
  /** What the therapist does at it; may be empty. */
  hint: string;
}

/** Steps of an exposure, the easiest first. */
export interface Ladder {
  /** Of an example that ships: its name; else random. */
  id: string;
  title: string;
  steps: LadderStep[];
}

/** What holds for every session; nothing about a client. */
export interface SessionSettings {
  /** How often the distress rating (SUDS) is asked for, in seconds; null: only when the therapist asks. */
  sudsEveryS: number | null;
  /** Hold, step up or step down is suggested from SUDS and time. */
  suggests: boolean;
  /** The expression is shown while the session runs; it is recorded either way. */
  showsExpression: boolean;
  /** Markers that have a key. */
  markers: { key: string; label: string }[];
  /** System-wide, of the emergency stop, as Electron writes accelerators, such as `CommandOrControl+Shift+Space`: with a modifier beside Shift, or a function key, but never F12. */
  stopShortcut: string;
}

/** The system-wide shortcut of the emergency stop while a session is open. */
export interface SessionShortcut {
  shortcut: string;
  /** False: the system, or another program, keeps it; the button alone stops. */
  isRegistered: boolean;
}

/**
 * `calibrating`: no face is confirmed yet; `ready`: it is, and the exposure has not begun; `running`; `paused`: the clock
 * of the exposure stands; `stopped`: by the emergency stop; `ended`: nothing is measured any more.
 */
export type SessionPhase = 'calibrating' | 'ready' | 'running' | 'paused' | 'stopped' | 'ended';

/** Whose expression is measured. `lost`: a person has to confirm the face again. */
export type ClientFaceState = 'none' | 'confirmed' | 'lost';

/**
 * Why a confirmed face is lost. `gap`: not seen for too long, also since the camera sent nothing or the machine slept; `jump`: suddenly elsewhere; `appearance`: it has looked
 * different for too long; `ambiguous`: another face may have taken its place; `rejected`: by a person; `cut-off`: the
 * session was.
 */
export type FaceLossReason = 'gap' | 'jump' | 'appearance' | 'ambiguous' | 'rejected' | 'cut-off';

/** How the thirty neutral seconds stand. */
export interface NeutralState {
  state: 'none' | 'measuring' | 'done';
  /** Done, but the face hardly looked neutral to the model: readings are re-centered as far as is safe, and no further. */
  isLimited: boolean;
  /** Seconds that were usable so far. */
  usableS: number;
  neededS: number;
}

/** An emergency stop. Times are in milliseconds since the session began. */
export interface StopState {
  atMs: number;
  by: 'button' | 'shortcut' | 'vr';
  /** `unconfirmed`: no answer of the VR program within 250 ms; `none`: no stream is on, nobody can be reached. */
  answer: 'waiting' | 'confirmed' | 'unconfirmed' | 'none';
  confirmedAtMs: number | null;
}

/** `hold`, `up` or `down`, with what it follows from; a person decides. */
export interface Suggestion {
  kind: 'hold' | 'up' | 'down';
  reason: SuggestionReason;
}

/** What a suggestion follows from: distress ratings and time, never the expression. */
export type SuggestionReason =
  /** Ratings at this step fell from `from` to `to`, by half or more. */
  | { code: 'fallen'; from: number; to: number; minutes: number }
  /** Ratings at this step stay at `value` or above. */
  | { code: 'high'; value: number; minutes: number }
  /** Ratings at this step have not fallen enough yet. */
  | { code: 'not-fallen'; from: number; to: number; minutes: number };

/** Whether what is measured reaches the client's file. The session goes on either way. */
export interface SessionRecording {
  /** Why nothing can be written now; null: it can. */
  problem: RefusalCode | null;
  /** Readings and events that wait for that. */
  unwritten: number;
  /** Readings and events that were lost since too many waited. */
  dropped: number;
}

/** The session that is open, in full. */
export interface SessionState {
  session: number;
  /** The client's random id; the code is the page's own. */
  client: string;
  phase: SessionPhase;
  /** ISO 8601, with the offset of the machine. */
  startedAt: string;
  /** Since the session began, by the monotonic clock, when this was sent. */
  nowMs: number;
  /** Of the exposure, without pauses. */
  exposureMs: number;
  ladder: Ladder;
  /** Index of the step; null before the exposure has begun. */
  step: number | null;
  /** Since the step began, without pauses. */
  stepMs: number;
  face: ClientFaceState;
  /** False: it was withdrawn or is over; nothing is measured any more. */
  hasConsent: boolean;
  /** A VR program reports that it shows its safe state: until it is sent a step again. */
  isSceneSafe: boolean;
  occlusion: 'none' | 'upper' | 'lower';
  neutral: NeutralState;
  /** The model that predicts, and the half it sees. */
  model: { name: string; visible: Visible };
  /** The latest distress rating; all of them are events. */
  lastSuds: { atMs: number; value: number } | null;
  /** A rating is due since then, in milliseconds since the session began; null: none is. */
  sudsDueSinceMs: number | null;
  suggestion: Suggestion | null;
  stop: StopState | null;
  recording: SessionRecording;
  /** Of the time since the face was confirmed: the share that could be used, 0 to 1; null before. */
  usableShare: number | null;
}

/** What keeps a moment from being used; hints on the screen follow from it. */
export type QualityCode =
  | 'not-seen'
  /** Another face is in the way. */
  | 'other-face'
  /** It looks different from the face that was confirmed. */
  | 'unlike'
  | 'too-dark'
  | 'too-bright'
  | 'uneven-light'
  | 'blurred'
  | 'moving'
  | 'too-small'
  | 'cut-off'
  /** A person has to confirm the face again. */
  | 'lost'
  /** The camera sends nothing. */
  | 'no-picture';

/** An expression, or a group of those whose precision the model's card cannot show one by one. */
export type RibbonName = Expression | 'negative' | 'other-negative';

/** A value of the ribbon. */
export interface RibbonValue {
  name: RibbonName;
  /** Smoothed, 0 to 1. */
  value: number;
}

/** One moment of the client's face. */
export interface SessionReading {
  atMs: number;
  isSeen: boolean;
  isUsable: boolean;
  /** The client talks, and has since then: readings from then on are of talking too, though they were not told so. Null: not. */
  talkingSinceMs: number | null;
  quality: QualityCode[];
  /** Empty where there is nothing to show. */
  ribbon: RibbonValue[];
  /** The likeliest class or group; null: not sure, or not usable. */
  answer: RibbonName | null;
}

/** What the camera's newest frame shows. */
export interface SessionFrame {
  atMs: number;
  width: number;
  height: number;
  /** While no face is confirmed: all faces, to choose from; else the client's alone. */
  faces: {
    track: number;
    box: { x: number; y: number; width: number; height: number };
    isSeen: boolean;
    isClient: boolean;
  }[];
  /** Null while no face is confirmed. */
  reading: SessionReading | null;
}

/** What happened, on the session's clock. */
export interface SessionEvent {
  id: number;
  atMs: number;
  what:
    /** `leftOut`: so many ratings of the VR program within the second before; the latest one counts. */
    | { kind: 'suds'; value: number; by: 'person' | 'vr'; leftOut?: number }
    | { kind: 'step'; step: number; title: string; by: 'person' | 'vr' }
    | { kind: 'marker'; label: string; by: 'person' | 'vr' }
    | { kind: 'stop'; by: StopState['by'] }
    | { kind: 'stop-confirmed'; afterMs: number; by: 'vr' | 'person' }
    | { kind: 'stop-unconfirmed' }
    | { kind: 'face-confirmed' | 'started' | 'paused' | 'continued' | 'ended' }
    | { kind: 'face-lost'; reason: FaceLossReason }
    /** Nothing is measured from then on. */
    | { kind: 'consent-ended' }
    | { kind: 'neutral'; usableS: number }
    /** The machine slept: nothing was measured for so long. */
    | { kind: 'slept'; gapMs: number }
    /** The program was killed, likewise; null: not known, since the wall clock was set back meanwhile. */
    | { kind: 'resumed'; gapMs: number | null }
    /** The wall clock was set; the session's own clock was not. */
    | { kind: 'clock-changed'; byMs: number }
    | { kind: 'suggestion'; suggestion: Suggestion; isAccepted: boolean }
    | { kind: 'heart-rate'; bpm: number }
    /** Readings and events that were lost, since nothing could be written for too long. */
    | { kind: 'dropped'; rows: number };
}
