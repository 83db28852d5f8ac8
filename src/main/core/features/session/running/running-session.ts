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
import { SessionClock } from '../protocol/session-clock.ts';
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

/** How often time passes. */
const TICK_MS = 100;
/** How often the state is sent to the page. */
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
  readonly #scene: SceneLink;
  readonly #consent: ConsentWatch;
  readonly #timer: NodeJS.Timeout;
  #nowMs: number;
  #saidMs: number;
  #isClosed = false;

  constructor(parts: SessionParts, opened: OpenedSession) {
    const { session, file, nets, consent, settings, stored, resumed } = opened;
    const { state, occlusion, center, ladder } = stored;
    [this.session, this.#parts, this.#opened] = [session, parts, opened];
    this.#nowMs = state.nowMs + (resumed?.gapMs ?? 0);
    const read = () => parts.consentOf(file);
    this.#consent = new ConsentWatch({ consent, atMs: this.#nowMs }, read, () => this.#endConsent());
    this.#saidMs = this.#nowMs;
    this.#clock = new SessionClock(parts.machine, this.#nowMs);
    this.#recorder = new SessionRecorder({
      ...{ file, session, stateNow: () => this.#storedState(), onChange: () => this.#say() },
      onDropped: (rows) => void this.#note({ kind: 'dropped', rows }),
    });
    const nowMs = () => this.#now();
    const onEvent = (what: SessionEvent['what']) => this.#note(what);
    const exposure = { before: exposureAfterCut(state), lastSuds: lastSudsOf(file, session) };
    this.#exposure = new ExposureControl({ ...exposure, ladder, settings, onEvent });
    this.#measuring = new Measuring({
      ...{ nets, occlusion, center, nowMs, onEvent, before: state, memory: parts.memory },
      startMs: this.#nowMs,
      neutralS: neutralSecondsOf(file, session),
      onMoment: (moment, reading) => {
        if (!this.#consent.look(this.#nowMs)) return;
        this.#recorder.addReading({ ...moment, step: this.#exposure.state.step });
        parts.emit('session.reading', reading);
      },
      onMessage: (sent) => this.#scene.send(sent),
      onCenter: (now) => this.#recorder.set({ neutral: now && JSON.stringify(now) }),
    });
    const { streams } = parts;
    this.#stop = new EmergencyStop({ streams, nowMs, onEvent }, state.stop);
    this.#scene = new SceneLink({
      ...{ streams, stop: this.#stop, exposure: this.#exposure, nowMs, onEvent },
      consent: () => this.#consent.now,
      onChange: () => this.#say(),
    });
    if (resumed) this.#note({ kind: 'resumed', gapMs: resumed.gapMs && Math.round(resumed.gapMs) });
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
      hasConsent: this.#consent.now !== null,
      isSceneSafe: this.#scene.isSafe,
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
    this.#consent.check();
    return this.#measuring.read(pixels, cameraMs);
  }

  confirmFace(track: number): void {
    this.#begin('confirmFace');
    this.#consent.check();
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
    this.#consent.check();
    if (act === 'begin') this.#measuring.beginNeutral();
    else this.#measuring.cancelNeutral();
    this.#say();
  }

  start(): void {
    this.#begin('start');
    this.#measuring.settleNeutral();
    this.#exposure.enter('running', { kind: 'started' });
    this.#scene.goTo(0);
    this.#say();
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
    this.#begin('suds');
    this.#consent.check();
    this.#exposure.rate(value, 'person');
    this.#say();
  }

  /** @throws CodedRefusal `missing` */
  goToStep(step: number): void {
    this.#begin('step');
    this.#scene.goTo(step);
    this.#say();
  }

  mark(label: string): void {
    this.#begin('marker');
    this.#consent.check();
    this.#note({ kind: 'marker', label, by: 'person' });
    this.#scene.send({ type: 'marker', name: label });
  }

  /** @throws CodedRefusal `missing` if there is none any more */
  answerSuggestion(isAccepted: boolean): void {
    this.#begin('answerSuggestion');
    const step = this.#exposure.answer(isAccepted);
    if (step !== null) this.#scene.goTo(step);
    this.#say();
  }

  /** The emergency stop: before anything else it goes out on the streams. */
  stop(by: StopState['by']): void {
    this.#stop.press(by);
    this.#now();
    this.#measuring.interruptNeutral();
    this.#exposure.enter('stopped', null); // The stop is an event of its own.
    this.#say();
  }

  confirmStop(): void {
    this.#begin('confirmStop');
    this.#stop.confirm();
    this.#say();
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

  #begin(act: SessionAct): void {
    this.#now();
    this.#exposure.check(act);
  }

  #tick(): void {
    const nowMs = this.#now();
    this.#consent.pass(nowMs);
    this.#scene.pass(nowMs);
    if (nowMs - this.#saidMs >= SECOND_MS) this.#say();
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
      if (this.#consent.now) this.#measuring.pass(passedMs, nowMs);
    }
    return nowMs;
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
