import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/coded-error.ts';
import type { RawFrame } from '../../../../../inference/sources/pixel-formats.ts';
import type {
  SessionEvent,
  SessionFrame,
  SessionPhase,
  SessionReading,
  SessionSettings,
  SessionState,
  StopState,
  Suggestion,
} from '../../../../ipc/contract/session.ts';
import type { ClientFile } from '../clients/client-files.ts';
import type { ExposureState } from '../protocol/exposure.ts';
import { goToStep, passTime, rate, suggestionFor } from '../protocol/exposure.ts';
import { checkAllowed, isAllowed, type SessionAct } from '../protocol/phases.ts';
import { SessionClock } from '../protocol/session-clock.ts';
import { SessionRecorder } from '../recording/session-recorder.ts';
import type { StoredSession } from '../recording/stored-session.ts';
import { readMoments, sudsOf } from '../recording/stored-session.ts';
import { localTimeStamp } from '../recording/time-stamp.ts';
import type { StreamEvent } from '../streams/stream-message.ts';
import type { StoredState } from '../recording/stored-state.ts';
import { EmergencyStop } from './emergency-stop.ts';
import { Measuring } from './measuring.ts';
import type { SessionNets } from './session-nets.ts';
import type { SessionConsent, SessionParts } from './session-parts.ts';
import { SudsDue } from './suds-due.ts';

/** How often time passes. */
const TICK_MS = 100;
/** How often the state is sent to the page, and the consent is looked at. */
const SECOND_MS = 1000;
/** Readings that a page gets at once. */
const MOST_SHOWN = 6000;

export interface OpenedSession {
  session: number;
  file: ClientFile;
  nets: SessionNets;
  consent: SessionConsent;
  settings: SessionSettings;
  stored: StoredSession;
  /** For how long it was cut off; null: it is new. */
  gapMs: number | null;
}

/** The session that is open: what a person and the VR program do, and what is measured, on one clock. */
export class RunningSession {
  readonly session: number;
  readonly #parts: SessionParts;
  readonly #opened: OpenedSession;
  readonly #clock: SessionClock;
  readonly #recorder: SessionRecorder;
  readonly #stop: EmergencyStop;
  readonly #measuring: Measuring;
  readonly #due = new SudsDue();
  readonly #timer: NodeJS.Timeout;
  readonly #stopListening: () => void;
  #settings: SessionSettings;
  #consent: SessionConsent | null;
  #exposure: ExposureState;
  #suds: SessionState['suds'];
  #nowMs: number;
  #saidMs: number;
  #heartRateMs = -Infinity;
  /** How many ratings there were when a suggestion was answered: with the next one another may come. */
  #answeredAfter = -1;
  #isClosed = false;

  constructor(parts: SessionParts, opened: OpenedSession) {
    const { session, file, nets, consent, settings, stored, gapMs } = opened;
    const { state, occlusion, center } = stored;
    [this.session, this.#parts, this.#opened] = [session, parts, opened];
    [this.#settings, this.#consent, this.#exposure] = [settings, consent, afterCut(state)];
    this.#nowMs = state.nowMs + (gapMs ?? 0);
    this.#saidMs = this.#nowMs;
    this.#clock = new SessionClock(parts.machine, this.#nowMs);
    this.#suds = sudsOf(file, session);
    this.#recorder = new SessionRecorder({
      ...{ file, session, stateNow: () => this.#storedState(), onChange: () => this.#say() },
      onDropped: (rows) => void this.#note({ kind: 'dropped', rows }),
    });
    const nowMs = () => this.#now();
    const onEvent = (what: SessionEvent['what']) => this.#note(what);
    this.#measuring = new Measuring({
      ...{ nets, occlusion, center, nowMs, onEvent, before: state, memory: parts.memory },
      startMs: this.#nowMs,
      onMoment: (moment, reading) => {
        this.#recorder.addReading({ ...moment, step: this.#exposure.step });
        parts.emit('session.reading', reading);
      },
      onMessage: (sent) => this.#consent?.streams && parts.streams.send(sent),
      onCenter: (now) => this.#recorder.set({ neutral: now && JSON.stringify(now) }),
    });
    this.#stopListening = parts.streams.onIncoming((event) => this.#hear(event));
    this.#stop = new EmergencyStop({ streams: parts.streams, nowMs, onEvent }, state.stop);
    parts.streams.send({ type: 'session', state: 'begun' });
    if (gapMs !== null) this.#note({ kind: 'resumed', gapMs: Math.round(gapMs) });
    if (this.#measuring.face === 'lost') this.#note({ kind: 'face-lost', reason: 'cut-off' });
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  get state(): SessionState {
    const nowMs = this.#now();
    const { nets, stored, file } = this.#opened;
    const { phase, exposureMs, step, stepMs } = this.#exposure;
    return {
      ...{ session: this.session, client: file.id, phase, nowMs, exposureMs, step, stepMs },
      ...{ startedAt: stored.startedAt, ladder: stored.ladder, occlusion: stored.occlusion },
      ...{ face: this.#measuring.face, neutral: this.#measuring.neutral },
      hasConsent: this.#consent !== null,
      model: { name: nets.model.name, visible: nets.model.visible },
      suds: this.#suds,
      sudsDueSinceMs: this.#due.sinceMs(this.#exposure, this.#settings.sudsEveryS, nowMs),
      suggestion: this.#suggestion,
      stop: this.#stop.state,
      recording: this.#recorder.recording,
      usableShare: this.#measuring.usableShare,
    };
  }

  /** What was measured from a time on; of a long time every so many readings. */
  readings(fromMs: number): SessionReading[] {
    this.#recorder.write();
    const all = this.#measuring.shown(readMoments(this.#opened.file, this.session, fromMs));
    const every = Math.ceil(all.length / MOST_SHOWN);
    return all.filter((_, i) => i % every === 0);
  }

  applySettings(settings: SessionSettings): void {
    this.#settings = settings;
    this.#say();
  }

  /** @param cameraMs when the frame was taken, on the camera's clock @throws as `Measuring.read`; without consent */
  read(pixels: RawFrame, cameraMs: number): Promise<SessionFrame> {
    this.#checkConsent();
    return this.#measuring.read(pixels, cameraMs);
  }

  confirmFace(track: number): void {
    this.#begin('confirmFace');
    this.#checkConsent();
    this.#measuring.confirm(track);
    if (this.#exposure.phase === 'calibrating') this.#exposure = { ...this.#exposure, phase: 'ready' };
    this.#say();
  }

  rejectFace(): void {
    this.#begin('rejectFace');
    this.#measuring.reject();
    this.#say();
  }

  neutral(act: 'begin' | 'cancel'): void {
    this.#begin('neutral');
    this.#checkConsent();
    if (act === 'begin') this.#measuring.beginNeutral();
    else this.#measuring.cancelNeutral();
    this.#say();
  }

  start(): void {
    this.#begin('start');
    this.#exposure = { ...this.#exposure, phase: 'running' };
    this.#note({ kind: 'started' });
    this.#goTo(0, 'person');
    this.#say();
  }

  pause(): void {
    this.#begin('pause');
    this.#enter('paused', { kind: 'paused' });
  }

  /** @throws CodedRefusal `usage` while an emergency stop is not confirmed */
  continue(): void {
    this.#begin('continue');
    if (this.#stop.isOpen) throw new CodedRefusal('usage', message('session.stopOpen'));
    const { step } = this.#exposure;
    const before = this.#measuring.hasBegun ? 'ready' : 'calibrating';
    this.#enter(step === null ? before : 'running', { kind: 'continued' });
  }

  rate(value: number): void {
    this.#begin('suds');
    this.#checkConsent();
    this.#rate(value, 'person');
    this.#say();
  }

  /** @throws CodedRefusal `missing` */
  goToStep(step: number): void {
    this.#begin('step');
    if (step >= this.#steps) throw new CodedRefusal('missing', message('session.noStep'));
    this.#goTo(step, 'person');
    this.#say();
  }

  mark(label: string): void {
    this.#begin('marker');
    this.#checkConsent();
    this.#note({ kind: 'marker', label, by: 'person' });
    this.#parts.streams.send({ type: 'marker', name: label });
  }

  /** @throws CodedRefusal `missing` if there is none any more */
  answerSuggestion(isAccepted: boolean): void {
    this.#begin('answerSuggestion');
    const suggestion = this.#suggestion;
    if (!suggestion) throw new CodedRefusal('missing', message('session.noSuggestion'));
    this.#answeredAfter = this.#suds.length;
    this.#note({ kind: 'suggestion', suggestion, isAccepted });
    const by = { hold: 0, up: 1, down: -1 }[suggestion.kind];
    if (isAccepted && by !== 0) this.#goTo(this.#exposure.step! + by, 'person');
    this.#say();
  }

  /** The emergency stop: before anything else it goes out on the streams. */
  stop(by: StopState['by']): void {
    this.#stop.press(by);
    this.#now();
    this.#exposure = { ...this.#exposure, phase: 'stopped' };
    this.#say();
  }

  confirmStop(): void {
    this.#begin('confirmStop');
    this.#stop.confirm();
    this.#say();
  }

  /** @throws CodedRefusal `busy` if something cannot be written; the session stays open */
  end(): void {
    this.#begin('end');
    if (!this.#recorder.write()) throw new CodedRefusal('busy', message('session.notWritten'));
    this.#exposure = { ...this.#exposure, phase: 'ended' };
    this.#note({ kind: 'ended' });
    this.#recorder.set({ ended_at: localTimeStamp(this.#parts.machine.wallMs()) });
    this.#parts.streams.send({ type: 'session', state: 'ended' });
    this.close();
  }

  /** Writes what there is. A session that was not ended can be resumed. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#stopListening();
    this.#stop.end();
    this.#measuring.end();
    this.#recorder.close();
  }

  get #steps(): number {
    return this.#opened.stored.ladder.steps.length;
  }

  get #suggestion(): Suggestion | null {
    if (!this.#settings.suggests || this.#answeredAfter === this.#suds.length) return null;
    return suggestionFor(this.#exposure, this.#steps);
  }

  #begin(act: SessionAct): void {
    this.#now();
    checkAllowed(act, this.#exposure.phase);
  }

  #checkConsent(): void {
    if (this.#consent === null) throw new CodedRefusal('usage', message('session.noConsent'));
  }

  #tick(): void {
    const nowMs = this.#now();
    if (nowMs - this.#saidMs < SECOND_MS) return;
    this.#checkConsentAnew();
    this.#say();
  }

  /** The session's time; what the clock saw since it was read before is noted. */
  #now(): number {
    const { nowMs, sleptMs, changedByMs } = this.#clock.tick();
    const passedMs = nowMs - this.#nowMs;
    this.#nowMs = nowMs;
    if (changedByMs !== 0) this.#note({ kind: 'clock-changed', byMs: Math.round(changedByMs) });
    if (sleptMs > 0) this.#wakeUp(sleptMs);
    else {
      this.#exposure = passTime(this.#exposure, passedMs);
      if (this.#consent) this.#measuring.pass(passedMs, nowMs);
    }
    return nowMs;
  }

  /** What went on in the headset meanwhile is not known: a person continues. */
  #wakeUp(sleptMs: number): void {
    this.#note({ kind: 'slept', gapMs: Math.round(sleptMs) });
    if (this.#exposure.phase === 'running') this.#enter('paused', { kind: 'paused' });
  }

  #checkConsentAnew(): void {
    if (this.#consent === null) return;
    this.#consent = this.#parts.consentOf(this.#opened.file);
    if (this.#consent !== null) return;
    this.#note({ kind: 'consent-ended' });
    this.#measuring.end();
  }

  #hear(event: StreamEvent): void {
    const { phase } = this.#exposure;
    if (event.type === 'heart-rate') return this.#heartRate(event.bpm);
    if (this.#consent === null) return;
    if (event.type === 'suds') this.#rate(event.value, 'vr');
    else if (event.type === 'marker') this.#note({ kind: 'marker', label: event.name, by: 'vr' });
    else if (event.index < this.#steps && isAllowed('step', phase)) this.#goTo(event.index, 'vr');
    // A scene that goes its own way is on the timeline all the same.
    else this.#note({ kind: 'marker', label: `step ${event.index + 1}`, by: 'vr' });
    this.#say();
  }

  /** One a second: sensors send more than a timeline can show. */
  #heartRate(bpm: number): void {
    if (!this.#consent?.heartRate || this.#now() - this.#heartRateMs < SECOND_MS) return;
    this.#heartRateMs = this.#nowMs;
    this.#note({ kind: 'heart-rate', bpm });
  }

  #rate(value: number, by: 'person' | 'vr'): void {
    const { atMs } = this.#note({ kind: 'suds', value, by });
    this.#suds = [...this.#suds, { atMs, value }];
    this.#exposure = rate(this.#exposure, value);
  }

  #goTo(step: number, by: 'person' | 'vr'): void {
    const { title } = this.#opened.stored.ladder.steps[step]!;
    this.#exposure = goToStep(this.#exposure, step);
    this.#note({ kind: 'step', step, title, by });
    if (by === 'person') this.#parts.streams.send({ type: 'step', index: step, name: title });
  }

  #enter(phase: SessionPhase, what: SessionEvent['what']): void {
    this.#exposure = { ...this.#exposure, phase };
    this.#note(what);
    this.#say();
  }

  #note(what: SessionEvent['what']): SessionEvent {
    const event = this.#recorder.addEvent(this.#nowMs, what);
    this.#parts.emit('session.event', event);
    return event;
  }

  #say(): void {
    this.#saidMs = this.#nowMs;
    this.#parts.emit('session.changed', this.state);
  }

  #storedState(): StoredState {
    const [nowMs, wallMs] = [this.#now(), this.#clock.wallMs()];
    return { ...this.#exposure, ...this.#measuring.record, nowMs, wallMs, stop: this.#stop.state };
  }
}

/** A session that was cut off while the exposure ran is paused: a person continues. */
function afterCut({ phase, exposureMs, step, stepMs, suds, ratedMs }: StoredState): ExposureState {
  return { phase: phase === 'running' ? 'paused' : phase, exposureMs, step, stepMs, suds, ratedMs };
}
