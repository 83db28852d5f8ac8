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
} from '../../../../ipc/contract/session.ts';
import type { SessionAct } from '../protocol/phases.ts';
import { SessionClock } from '../protocol/session-clock.ts';
import { SessionRecorder } from '../recording/session-recorder.ts';
import { countMoments, momentsFrom, sudsOf } from '../recording/stored-session.ts';
import { localTimeStamp } from '../recording/time-stamp.ts';
import type { StoredState } from '../recording/stored-state.ts';
import { EmergencyStop } from './emergency-stop.ts';
import { ExposureControl, exposureAfterCut } from './exposure-control.ts';
import { Incoming } from './incoming.ts';
import { Measuring } from './measuring.ts';
import type { OpenedSession, SessionConsent, SessionParts } from './session-parts.ts';

/** How often time passes. */
const TICK_MS = 100;
/** How often the state is sent to the page, and the consent is looked at. */
const SECOND_MS = 1000;
/** Readings that a page gets at once. */
const MOST_SHOWN = 6000;

/** The session that is open: what a person and the VR program do, and what is measured, on one clock. */
export class RunningSession {
  readonly session: number;
  readonly #parts: SessionParts;
  readonly #opened: OpenedSession;
  readonly #clock: SessionClock;
  readonly #recorder: SessionRecorder;
  readonly #stop: EmergencyStop;
  readonly #measuring: Measuring;
  readonly #exposure: ExposureControl;
  readonly #timer: NodeJS.Timeout;
  readonly #stopListening: () => void;
  #consent: SessionConsent | null;
  #nowMs: number;
  #saidMs: number;
  #isClosed = false;

  constructor(parts: SessionParts, opened: OpenedSession) {
    const { session, file, nets, consent, settings, stored, gapMs } = opened;
    const { state, occlusion, center } = stored;
    [this.session, this.#parts, this.#opened] = [session, parts, opened];
    this.#consent = consent;
    this.#nowMs = state.nowMs + (gapMs ?? 0);
    this.#saidMs = this.#nowMs;
    this.#clock = new SessionClock(parts.machine, this.#nowMs);
    this.#recorder = new SessionRecorder({
      ...{ file, session, stateNow: () => this.#storedState(), onChange: () => this.#say() },
      onDropped: (rows) => void this.#note({ kind: 'dropped', rows }),
    });
    const nowMs = () => this.#now();
    const onEvent = (what: SessionEvent['what']) => this.#note(what);
    const { ladder } = stored;
    const exposure = { before: exposureAfterCut(state), suds: sudsOf(file, session) };
    this.#exposure = new ExposureControl({ ...exposure, ladder, settings, onEvent });
    this.#measuring = new Measuring({
      ...{ nets, occlusion, center, nowMs, onEvent, before: state, memory: parts.memory },
      startMs: this.#nowMs,
      onMoment: (moment, reading) => {
        this.#recorder.addReading({ ...moment, step: this.#exposure.state.step });
        parts.emit('session.reading', reading);
      },
      onMessage: (sent) => this.#consent?.streams && parts.streams.send(sent),
      onCenter: (now) => this.#recorder.set({ neutral: now && JSON.stringify(now) }),
    });
    const incoming = new Incoming({
      ...{ exposure: this.#exposure, consent: () => this.#consent, nowMs, onEvent },
      onChange: () => this.#say(),
    });
    this.#stopListening = parts.streams.onIncoming((event) => incoming.hear(event));
    this.#stop = new EmergencyStop({ streams: parts.streams, nowMs, onEvent }, state.stop);
    parts.streams.send({ type: 'session', state: 'begun' });
    if (gapMs !== null) this.#note({ kind: 'resumed', gapMs: Math.round(gapMs) });
    if (this.#measuring.face === 'lost') this.#note({ kind: 'face-lost', reason: 'cut-off' });
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  get state(): SessionState {
    const nowMs = this.#now();
    const { nets, stored, file } = this.#opened;
    return {
      ...{ session: this.session, client: file.id, nowMs, ...this.#exposure.shown(nowMs) },
      ...{ startedAt: stored.startedAt, ladder: stored.ladder, occlusion: stored.occlusion },
      ...{ face: this.#measuring.face, neutral: this.#measuring.neutral },
      hasConsent: this.#consent !== null,
      model: { name: nets.model.name, visible: nets.model.visible },
      stop: this.#stop.state,
      recording: this.#recorder.recording,
      usableShare: this.#measuring.usableShare,
    };
  }

  /** What was measured from a time on; of a long time every so many readings. Others have a turn meanwhile. */
  readings(fromMs: number): Promise<SessionReading[]> {
    this.#recorder.write();
    const { file } = this.#opened;
    const every = Math.ceil(countMoments(file, this.session, fromMs) / MOST_SHOWN);
    return this.#measuring.shown(momentsFrom(file, this.session, fromMs), every);
  }

  applySettings(settings: SessionSettings): void {
    this.#exposure.settings = settings;
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
    if (this.#exposure.state.phase === 'calibrating') this.#exposure.enter('ready', null);
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
    this.#exposure.enter('running', { kind: 'started' });
    this.#goTo(0);
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
    const { step } = this.#exposure.state;
    const before = this.#measuring.hasBegun ? 'ready' : 'calibrating';
    this.#enter(step === null ? before : 'running', { kind: 'continued' });
  }

  rate(value: number): void {
    this.#begin('suds');
    this.#checkConsent();
    this.#exposure.rate(value, 'person');
    this.#say();
  }

  /** @throws CodedRefusal `missing` */
  goToStep(step: number): void {
    this.#begin('step');
    this.#goTo(step);
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
    const step = this.#exposure.answer(isAccepted);
    if (step !== null) this.#goTo(step);
    this.#say();
  }

  /** The emergency stop: before anything else it goes out on the streams. */
  stop(by: StopState['by']): void {
    this.#stop.press(by);
    this.#now();
    this.#exposure.enter('stopped', null); // The stop is an event of its own.
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
    if (!this.#recorder.writeAll()) throw new CodedRefusal('busy', message('session.notWritten'));
    this.#exposure.enter('ended', { kind: 'ended' });
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

  #begin(act: SessionAct): void {
    this.#now();
    this.#exposure.check(act);
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
      this.#exposure.pass(passedMs);
      if (this.#consent) this.#measuring.pass(passedMs, nowMs);
    }
    return nowMs;
  }

  /** What went on in the headset meanwhile is not known: a person continues. */
  #wakeUp(sleptMs: number): void {
    this.#note({ kind: 'slept', gapMs: Math.round(sleptMs) });
    if (this.#exposure.state.phase === 'running') this.#enter('paused', { kind: 'paused' });
  }

  #checkConsentAnew(): void {
    if (this.#consent === null) return;
    this.#consent = this.#parts.consentOf(this.#opened.file);
    if (this.#consent !== null) return;
    this.#note({ kind: 'consent-ended' });
    this.#measuring.end();
  }

  #goTo(step: number): void {
    this.#parts.streams.send({ type: 'step', ...this.#exposure.goTo(step, 'person') });
  }

  #enter(phase: SessionPhase, what: SessionEvent['what']): void {
    this.#exposure.enter(phase, what);
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
    return { ...this.#exposure.state, ...this.#measuring.record, nowMs, wallMs, stop: this.#stop.state };
  }
}
