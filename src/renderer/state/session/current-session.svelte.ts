import type {
  Payload,
  SessionEvent,
  SessionFrame,
  SessionRef,
  SessionShortcut,
  SessionState,
  StopState,
} from '../../../main/ipc/contract.ts';
import type { LiveCamera } from '../../live/camera.svelte.ts';
import { language } from '../../messages/index.ts';
import { listen, request } from '../page/client.ts';
import { PersistedState } from '../page/persisted-state.svelte.ts';
import { NoteDraft } from './note-draft.svelte.ts';
import { sessionCamera } from './session-camera.ts';
import { SessionHistory } from './session-history.svelte.ts';
import { stepSpans } from './step-spans.ts';
import type { StepSpan } from './step-spans.ts';
import { SudsEntry } from './suds-entry.svelte.ts';

/** What a person does in a session beside opening it; each is answered with the session as it then stands. */
type Act =
  | 'session.confirmFace'
  | 'session.rejectFace'
  | 'session.neutral'
  | 'session.start'
  | 'session.pause'
  | 'session.continue'
  | 'session.suds'
  | 'session.step'
  | 'session.marker'
  | 'session.answerSuggestion'
  | 'session.confirmStop';

/** How often clocks that are shown move on. */
const TICK_MS = 250;
/** Read again when the page is new; the minute that is shown large. */
const READ_MS = 60_000;
/** Of the whole session when the page is new. */
const BUCKETS = 720;

/** The session that is open, and its camera, which goes on whichever view is shown. */
export class CurrentSession {
  readonly #device = new PersistedState<string>(
    'session.device',
    '',
    'always',
    (value) => typeof value === 'string',
  );
  readonly history = new SessionHistory();
  readonly entry = new SudsEntry();
  readonly note = new NoteDraft(() => this.nowMs);
  #now = $state.raw<SessionState | null>(null);
  #saidMs = 0;
  /** Since `#now` was received. */
  #passedMs = $state(0);
  #events = $state.raw<readonly SessionEvent[]>([]);
  #camera = $state.raw<LiveCamera | null>(null);
  #frame = $state.raw<SessionFrame | null>(null);
  /** One was open when the core ended. */
  #wasCutOff = $state(false);
  /** The core did not take the emergency stop. */
  #isStopLost = $state(false);
  /** Of the emergency stop, system-wide; null: not known yet. */
  #shortcut = $state.raw<SessionShortcut | null>(null);
  #isMeasuring = true;
  /** A change of the step, or a note, is on its way. */
  #isStepping = false;
  #isNoting = false;

  get now(): SessionState | null {
    return this.#now;
  }
  get shortcut(): SessionShortcut | null {
    return this.#shortcut;
  }
  get camera(): LiveCamera | null {
    return this.#camera;
  }
  get frame(): SessionFrame | null {
    return this.#camera?.frame ? this.#frame : null;
  }
  /** One was open when the core ended; which one, is known once client files are unlocked. */
  get wasCutOff(): boolean {
    return this.#wasCutOff;
  }
  get device(): string {
    return this.#device.now;
  }
  /** Since the session began. */
  get nowMs(): number {
    return (this.#now?.nowMs ?? 0) + this.#passedMs;
  }
  /** Of the exposure, without pauses. */
  get exposureMs(): number {
    return (this.#now?.exposureMs ?? 0) + this.#runningMs;
  }
  get stepMs(): number {
    return (this.#now?.stepMs ?? 0) + this.#runningMs;
  }
  get events(): readonly SessionEvent[] {
    return this.#events;
  }
  get steps(): StepSpan[] {
    return stepSpans(this.#events, this.nowMs);
  }
  /** How the emergency stop stands; null: none was pressed, or it was confirmed and the exposure goes on. */
  get stopAnswer(): StopState['answer'] | null {
    if (this.#isStopLost) return 'unconfirmed';
    const { stop, phase } = this.#now ?? {};
    return stop && (phase === 'stopped' || stop.answer !== 'confirmed') ? stop.answer : null;
  }

  /** @param isMeasuring false in a window that only shows @returns ends it */
  begin({ isMeasuring = true } = {}): () => void {
    this.#isMeasuring = isMeasuring;
    const ticking = setInterval(() => {
      if (this.#now) this.#passedMs = performance.now() - this.#saidMs;
    }, TICK_MS);
    const ends = [
      listen('session.changed', (state) => this.#turn(state)),
      listen('session.reading', (reading) => this.history.add(reading)),
      listen('session.shortcut', (shortcut) => (this.#shortcut = shortcut)),
      listen('session.event', (event) => (this.#events = [...this.#events, event])),
      () => clearInterval(ticking),
    ];
    return () => ends.forEach((end) => end());
  }

  /** Finds the session that is open, with what was measured before this page was there. */
  async load(): Promise<void> {
    const before = this.#now;
    const state = await request('session.state', {});
    this.#shortcut = await request('session.shortcut', {});
    if (state) await this.#readBack(state);
    else if (before) this.#wasCutOff = true;
    this.#turn(state);
  }

  /** @throws RequestRefused; as all below */
  async open(question: Omit<Payload<'session.open'>, 'language'>): Promise<void> {
    const state = await request('session.open', { ...question, language });
    this.history.begin(null, []);
    this.#events = [];
    this.#turn(state);
  }

  async resume({ client, session }: SessionRef): Promise<void> {
    const state = await request('session.resume', { client, session });
    await this.#readBack(state);
    this.#turn(state);
  }

  /** It is known by now, or left as it is. */
  forgetCutOff(): void {
    this.#wasCutOff = false;
  }

  async act<C extends Act>(channel: C, payload: Omit<Payload<C>, 'session'>): Promise<void> {
    const { session } = this.#now!;
    const state: unknown = await request(channel, { ...payload, session });
    this.#turn(state as SessionState);
  }

  async enterSuds(): Promise<void> {
    const { value } = this.entry;
    if (value === null) return;
    this.entry.clear();
    await this.act('session.suds', { value });
  }

  /** One change at a time: a second press would count from a step that is left already. */
  async goTo(step: number): Promise<void> {
    const steps = this.#now?.ladder.steps.length ?? 0;
    if (this.#isStepping || step < 0 || step >= steps) return;
    this.#isStepping = true;
    try {
      await this.act('session.step', { step });
    } finally {
      this.#isStepping = false;
    }
  }

  /** Keeps the note that was written, at the moment at which it was begun. */
  async saveNote(): Promise<void> {
    const { atMs } = this.note;
    const text = this.note.text.trim();
    if (text === '' || this.#isNoting) return;
    const { client, session } = this.#now!;
    this.#isNoting = true;
    try {
      await request('session.note', { client, session, id: 0, atMs, text });
      this.note.clear();
    } finally {
      this.#isNoting = false;
    }
  }

  /** The emergency stop. A core that does not take it leaves the stop unconfirmed. */
  async stop(): Promise<void> {
    const session = this.#now?.session;
    if (session === undefined) return;
    try {
      this.#turn(await request('session.stop', { session, by: 'button' }));
    } catch (error) {
      this.#isStopLost = true;
      throw error;
    }
  }

  async end(): Promise<void> {
    const { session } = this.#now!;
    await request('session.end', { session });
    this.#turn(null);
  }

  chooseDevice(id: string): void {
    this.#device.now = id;
    this.#stopCamera();
    if (this.#now) this.#startCamera(this.#now);
  }

  get #runningMs(): number {
    return this.#now?.phase === 'running' ? this.#passedMs : 0;
  }

  async #readBack(state: SessionState): Promise<void> {
    const { client, session, nowMs } = state;
    const [timeline, readings] = await Promise.all([
      request('session.timeline', { client, session, fromMs: 0, toMs: nowMs, buckets: BUCKETS }),
      request('session.readings', { session, fromMs: Math.max(0, nowMs - READ_MS) }),
    ]);
    this.history.begin(timeline, readings);
    this.#events = timeline.events;
  }

  #turn(state: SessionState | null): void {
    const isOpen = state !== null && state.phase !== 'ended';
    this.#now = isOpen ? state : null;
    this.#saidMs = performance.now();
    this.#passedMs = 0;
    if (isOpen) {
      this.#wasCutOff = false;
      if (state.stop !== null || state.phase !== 'stopped') this.#isStopLost = false;
      if (this.#isMeasuring && !this.#camera) this.#startCamera(state);
    } else {
      this.#stopCamera();
      this.entry.clear();
      this.note.clear();
      this.#isStopLost = false;
    }
  }

  #startCamera({ session, occlusion }: SessionState): void {
    const onFrame = (frame: SessionFrame) => (this.#frame = frame);
    this.#camera = sessionCamera(this.device, session, { occlusion, onFrame });
    this.#camera.start();
  }

  #stopCamera(): void {
    this.#camera?.stop();
    this.#camera = null;
    this.#frame = null;
  }
}

export const currentSession = new CurrentSession();
