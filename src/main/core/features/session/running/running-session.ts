import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/error.ts';
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
import { SessionRecorder } from '../recording/session-recorder.ts';
import { countMoments, lastSudsOf, momentsFrom, neutralSecondsOf } from '../recording/stored-session.ts';
import { localTimeStamp } from '../recording/time-stamp.ts';
import type { StoredState } from '../recording/stored-state.ts';
import { ConsentWatch } from './consent-watch.ts';
import { EmergencyStop } from './emergency-stop.ts';
import { ExposureControl, exposureAfterCut } from './exposure-control.ts';
import { Measuring } from './measuring.ts';
import { SceneLink } from './scene-link.ts';
import type { OpenedSession, SessionParts } from './session-parts.ts';
import { sessionState } from './session-state.ts';
import { SessionTime } from './session-time.ts';

/** How often time passes. */
const TICK_MS = 100;
/** How often the state is sent to the page. */
const SECOND_MS = 1000;
/** Acts that measure something of the client. */
const NEED_CONSENT: readonly SessionAct[] = ['confirmFace', 'neutral', 'suds', 'marker'];
/** Readings that a page gets at once. */
const MAX_SHOWN = 6000;

/** The session that is open: what a person and the VR program do, and what is measured, on one clock. */
export class RunningSession {
  readonly session: number;
  readonly #parts: SessionParts;
  readonly #opened: OpenedSession;
  readonly #time: SessionTime;
  readonly #recorder: SessionRecorder;
  readonly #stop: EmergencyStop;
  readonly #measuring: Measuring;
  readonly #exposure: ExposureControl;
  readonly #scene: SceneLink;
  readonly #consent: ConsentWatch;
  readonly #timer: NodeJS.Timeout;
  #saidMs: number;
  #isClosed = false;

  constructor(parts: SessionParts, opened: OpenedSession) {
    const { session, file, nets, consent, settings, stored, resumed } = opened;
    const { state, occlusion, center, ladder } = stored;
    [this.session, this.#parts, this.#opened] = [session, parts, opened];
    const startMs = state.nowMs + (resumed?.gapMs ?? 0);
    const read = () => parts.consentOf(file);
    this.#consent = new ConsentWatch({ consent, atMs: startMs }, read, () => this.#endConsent());
    this.#saidMs = startMs;
    this.#time = new SessionTime(parts.machine, startMs, {
      onClockChanged: (byMs) => void this.#note({ kind: 'clock-changed', byMs: Math.round(byMs) }),
      onSlept: (sleptMs) => this.#wakeUp(sleptMs),
      onPassed: (passedMs, nowMs) => {
        this.#exposure.pass(passedMs);
        if (this.#consent.now) this.#measuring.pass(passedMs, nowMs);
      },
    });
    this.#recorder = new SessionRecorder({
      file,
      session,
      stateNow: () => this.#storedState(),
      onChange: () => this.#say(),
      onDropped: (rows) => void this.#note({ kind: 'dropped', rows }),
    });
    const nowMs = () => this.#time.now();
    const onEvent = (what: SessionEvent['what']) => this.#note(what);
    const exposure = { before: exposureAfterCut(state), lastSuds: lastSudsOf(file, session) };
    this.#exposure = new ExposureControl({ ...exposure, ladder, settings, onEvent });
    this.#measuring = new Measuring({
      nets,
      occlusion,
      center,
      nowMs,
      onEvent,
      before: state,
      memory: parts.memory,
      startMs,
      neutralS: neutralSecondsOf(file, session),
      onMoment: (moment, reading) => {
        if (!this.#consent.look(this.#time.lastMs)) return;
        this.#recorder.addReading({ ...moment, step: this.#exposure.state.step });
        parts.emit('session.reading', reading);
      },
      onTalking: (sinceMs) => this.#recorder.markTalking(sinceMs),
      onMessage: (sent) => this.#scene.send(sent),
      onCenter: (now) => this.#recorder.set({ neutral: now && JSON.stringify(now) }),
    });
    this.#stop = new EmergencyStop({ streams: parts.streams, nowMs, onEvent }, state.stop);
    this.#scene = new SceneLink({
      streams: parts.streams,
      stop: this.#stop,
      exposure: this.#exposure,
      nowMs,
      onEvent,
      consent: () => this.#consent.now,
      onChange: () => this.#say(),
    });
    if (resumed) this.#note({ kind: 'resumed', gapMs: resumed.gapMs && Math.round(resumed.gapMs) });
    if (this.#measuring.face === 'lost') this.#note({ kind: 'face-lost', reason: 'cut-off' });
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  get state(): SessionState {
    return sessionState(this.#opened, this.#time.now(), {
      measuring: this.#measuring,
      exposure: this.#exposure,
      consent: this.#consent,
      scene: this.#scene,
      stop: this.#stop,
      recorder: this.#recorder,
    });
  }

  /** What was measured from a time on; of a long time every so many readings. Others have a turn meanwhile. */
  readings(fromMs: number): Promise<SessionReading[]> {
    this.#recorder.write();
    const { file } = this.#opened;
    const every = Math.ceil(countMoments(file, this.session, fromMs) / MAX_SHOWN);
    return this.#measuring.shown(momentsFrom(file, this.session, fromMs), every);
  }

  applySettings(settings: SessionSettings): void {
    this.#exposure.settings = settings;
    this.#say();
  }

  /** @param cameraMs when the frame was taken, on the camera's clock @throws as `Measuring.read`; without consent */
  read(pixels: RawFrame, cameraMs: number): Promise<SessionFrame> {
    this.#consent.check();
    return this.#measuring.read(pixels, cameraMs);
  }

  confirmFace(track: number): void {
    this.#act('confirmFace', () => {
      this.#measuring.confirm(track);
      if (this.#exposure.state.phase === 'calibrating') this.#exposure.enter('ready', null);
    });
  }

  rejectFace(): void {
    this.#act('rejectFace', () => this.#measuring.reject());
  }

  neutral(act: 'begin' | 'cancel'): void {
    this.#act('neutral', () => {
      if (act === 'begin') this.#measuring.beginNeutral();
      else this.#measuring.cancelNeutral();
    });
  }

  start(): void {
    this.#act('start', () => {
      this.#measuring.settleNeutral();
      this.#exposure.enter('running', { kind: 'started' });
      this.#scene.goTo(0);
    });
  }

  pause(): void {
    this.#begin('pause');
    this.#enter('paused', { kind: 'paused' });
  }

  /** @throws CodedRefusal `usage` while an emergency stop is not confirmed */
  continue(): void {
    this.#begin('continue');
    this.#stop.check();
    if (this.#exposure.step === null)
      return this.#enter(this.#measuring.hasBegun ? 'ready' : 'calibrating', { kind: 'continued' });
    this.#measuring.settleNeutral();
    this.#enter('running', { kind: 'continued' });
    this.#scene.sendStep();
  }

  rate(value: number): void {
    this.#act('suds', () => this.#exposure.rate(value, 'person'));
  }

  /** @throws CodedRefusal `missing` */
  goToStep(step: number): void {
    this.#act('step', () => this.#scene.goTo(step));
  }

  mark(label: string): void {
    this.#begin('marker');
    this.#note({ kind: 'marker', label, by: 'person' });
    this.#scene.send({ type: 'marker', name: label });
  }

  /** @throws CodedRefusal `missing` if there is none any more */
  answerSuggestion(isAccepted: boolean): void {
    this.#act('answerSuggestion', () => {
      const step = this.#exposure.answer(isAccepted);
      if (step !== null) this.#scene.goTo(step);
    });
  }

  /** The emergency stop: before anything else it goes out on the streams. */
  stop(by: StopState['by']): void {
    this.#stop.press(by);
    this.#time.now();
    this.#measuring.interruptNeutral();
    this.#exposure.enter('stopped', null); // The stop is an event of its own.
    this.#say();
  }

  confirmStop(): void {
    this.#act('confirmStop', () => this.#stop.confirm());
  }

  /**
   * @throws CodedRefusal `usage` while an emergency stop is not confirmed, `busy` if something cannot be written; the session
   * stays open
   */
  end(): void {
    this.#begin('end');
    this.#stop.check();
    if (!this.#recorder.writeAll()) throw new CodedRefusal('busy', message('session.notWritten'));
    this.#scene.end();
    this.#exposure.enter('ended', { kind: 'ended' });
    this.#recorder.set({ ended_at: localTimeStamp(this.#parts.machine.wallMs()) });
    this.close();
  }

  /** Writes what there is. A session that was not ended can be resumed. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#scene.close();
    this.#stop.end();
    this.#measuring.end();
    this.#recorder.close();
  }

  #act(act: SessionAct, change: () => void): void {
    this.#begin(act);
    change();
    this.#say();
  }

  #begin(act: SessionAct): void {
    this.#time.now();
    this.#exposure.check(act);
    if (NEED_CONSENT.includes(act)) this.#consent.check();
  }

  #tick(): void {
    const nowMs = this.#time.now();
    this.#consent.pass(nowMs);
    this.#scene.pass(nowMs);
    if (nowMs - this.#saidMs >= SECOND_MS) this.#say();
  }

  /** What went on in the headset meanwhile is not known: a person continues. */
  #wakeUp(sleptMs: number): void {
    this.#note({ kind: 'slept', gapMs: Math.round(sleptMs) });
    this.#measuring.wakeUp();
    if (this.#exposure.state.phase === 'running') this.#enter('paused', { kind: 'paused' });
  }

  #endConsent(): void {
    this.#note({ kind: 'consent-ended' });
    this.#measuring.end();
    this.#say();
  }

  #enter(phase: SessionPhase, what: SessionEvent['what']): void {
    this.#exposure.enter(phase, what);
    this.#say();
  }

  #note(what: SessionEvent['what']): SessionEvent {
    const event = this.#recorder.addEvent(this.#time.lastMs, what);
    this.#parts.emit('session.event', event);
    return event;
  }

  #say(): void {
    this.#saidMs = this.#time.lastMs;
    this.#parts.emit('session.changed', this.state);
  }

  #storedState(): StoredState {
    const [nowMs, wallMs] = [this.#time.now(), this.#time.wallMs()];
    return { ...this.#exposure.state, ...this.#measuring.record, nowMs, wallMs, stop: this.#stop.state };
  }
}
