import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/error.ts';
import { SerialQueue } from '../../../../../common/serial-queue.ts';
import { VISIBLE_UNDER } from '../../../../../inference/occlusion/occlusion.ts';
import type { AuditAction, CorePayload, SessionRef } from '../../../../ipc/contract.ts';
import type { SessionSettings, SessionState } from '../../../../ipc/contract/session.ts';
import { writeAudit } from '../../../platform/audit.ts';
import type { ClientFile } from '../clients/files/client-files.ts';
import { BEFORE_EXPOSURE } from '../protocol/exposure.ts';
import { readLadder } from '../protocol/ladders.ts';
import { gapSince } from '../protocol/session-clock.ts';
import { readSessionSettings } from '../protocol/session-settings.ts';
import { endCutOff, isCutOff, isResumable, RESUMABLE_HOURS } from '../recording/cut-off.ts';
import type { SessionModel } from '../recording/stored-session.ts';
import { addModel, addSession, modelsOf, readSession } from '../recording/stored-session.ts';
import { localTimeStamp } from '../recording/time-stamp.ts';
import { RunningSession } from './running-session.ts';
import type { SessionNets } from './session-nets.ts';
import type { OpenedSession, SessionConsent, SessionParts } from './session-parts.ts';

interface Prepared {
  action: AuditAction;
  occlusion: SessionState['occlusion'];
  /** @returns the number of the session in the client's file */
  begin: (model: SessionModel) => number;
  /** As `OpenedSession`, by now. */
  resumed: () => OpenedSession['resumed'];
}

interface Current {
  readonly running: RunningSession;
  readonly file: ClientFile;
  readonly nets: SessionNets;
}

/** The session that is open: one at a time. Its networks are in memory as long as it is. */
export class Sessions {
  readonly #parts: SessionParts;
  readonly #turns = new SerialQueue();
  #current: Current | null = null;
  /** Frames and readings that are being read. */
  #reading: Promise<unknown> = Promise.resolve();

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  get current(): RunningSession | null {
    return this.#current?.running ?? null;
  }

  /**
   * Begins a session.
   * @throws CodedRefusal `busy` while another one is open, `usage` without consent or while the client files are locked,
   * `missing` if there is no such ladder; as `openSessionNets`
   */
  open({ client, ladder: id, language, occlusion }: CorePayload<'session.open'>): Promise<RunningSession> {
    const { store, machine } = this.#parts;
    return this.#opening(client, (file, consent) => {
      const ladder = readLadder(store, language, id);
      const begin = (model: SessionModel) => {
        const wallMs = machine.wallMs();
        const measured = { confirmedMs: null, measuredMs: 0, usableMs: 0 };
        const state = { ...BEFORE_EXPOSURE, ...measured, nowMs: 0, wallMs, stop: null };
        const startedAt = localTimeStamp(wallMs);
        const settings = readSessionSettings(store);
        const given = { startedAt, ladder, settings, occlusion, model, state };
        return addSession(file, { ...given, consent: consent.id });
      };
      return { action: 'session.begin', occlusion, begin, resumed: () => null };
    });
  }

  /** Goes on with a session that was cut off. @throws as `open`; CodedRefusal `usage` if it was ended or is long ago */
  resume({ client, session }: SessionRef): Promise<RunningSession> {
    return this.#opening(client, (file) => {
      const stored = readSession(file, session);
      const { state, occlusion } = stored;
      const gapMs = () => gapSince(state, this.#parts.machine.wallMs());
      if (!isCutOff(stored)) throw new CodedRefusal('usage', message('session.ended'));
      if (!isResumable(stored, this.#parts.machine.wallMs()))
        throw new CodedRefusal('usage', message('session.tooLongAgo', { hours: RESUMABLE_HOURS }));
      const begin = (model: SessionModel) => {
        if (modelsOf(file, session).at(-1)!.sha256 !== model.sha256) addModel(file, session, model);
        return session;
      };
      return { action: 'session.resume', occlusion, begin, resumed: () => ({ gapMs: gapMs() }) };
    });
  }

  /** Ends one that was cut off, as it is stored. @throws CodedRefusal `busy` if it is open; as `endCutOff` */
  endCutOff({ client, session }: SessionRef): Promise<void> {
    return this.#turns.take(async () => {
      if (this.#current?.file.id === client && this.current?.session === session)
        throw new CodedRefusal('busy', message('session.stillOpen'));
      const file = this.#parts.openFile(client);
      try {
        endCutOff(file, session);
      } finally {
        file.close();
      }
      await this.#audit('session.end');
      this.#parts.emit('clients.changed', {});
    });
  }

  /** @throws CodedRefusal `missing` if it is not open any more */
  get(session: number): RunningSession {
    const current = this.current;
    if (current?.session !== session) throw new CodedRefusal('missing', message('session.notOpen'));
    return current;
  }

  /** Reads a frame; the networks stay in memory meanwhile. @throws as `get` and `RunningSession.read` */
  read({ session, pixels, atMs }: CorePayload<'session.frame'>): ReturnType<RunningSession['read']> {
    return this.#hold(this.get(session).read(pixels, atMs));
  }

  /** What was measured; the client's file stays open meanwhile. @throws as `get` */
  readings({ session, fromMs }: CorePayload<'session.readings'>): ReturnType<RunningSession['readings']> {
    return this.#hold(this.get(session).readings(fromMs));
  }

  applySettings(settings: SessionSettings): void {
    this.current?.applySettings(settings);
  }

  /** @throws as `get` and `RunningSession.end` */
  async end(session: number): Promise<void> {
    this.get(session).end();
    await this.#turns.take(() => this.#free());
    await this.#audit('session.end');
  }

  /** The core ends: what there is is written, and the session can be resumed. */
  async close(): Promise<void> {
    await this.#turns.take(() => this.#free());
  }

  #hold<T>(work: Promise<T>): Promise<T> {
    this.#reading = Promise.allSettled([this.#reading, work]);
    return work;
  }

  #opening(
    client: string,
    prepare: (file: ClientFile, consent: SessionConsent) => Prepared,
  ): Promise<RunningSession> {
    return this.#turns.take(async () => {
      if (this.#current) throw new CodedRefusal('busy', message('session.otherOpen'));
      const file = this.#parts.openFile(client);
      try {
        const consent = this.#parts.consentOf(file);
        if (!consent) throw new CodedRefusal('usage', message('session.noConsent'));
        const prepared = prepare(file, consent);
        const nets = await this.#parts.openNets(VISIBLE_UNDER[prepared.occlusion]);
        const running = await this.#begin({ file, consent, nets }, prepared).catch(async (error: unknown) => {
          await Promise.all([nets.dispose(), this.#parts.streams.close()]);
          throw error;
        });
        this.#current = { running, file, nets };
        this.#parts.emit('session.changed', running.state);
        return running;
      } catch (error) {
        file.close();
        throw error;
      }
    });
  }

  async #begin(
    given: Pick<OpenedSession, 'file' | 'consent' | 'nets'>,
    { begin, resumed, action }: Prepared,
  ): Promise<RunningSession> {
    await this.#audit(action);
    const settings = readSessionSettings(this.#parts.store);
    const session = begin(given.nets.model);
    const stored = readSession(given.file, session);
    const sinceMs = stored.state.nowMs + (resumed()?.gapMs ?? 0);
    const { streams } = this.#parts;
    await streams.open({ startedMs: performance.now() - sinceMs, hasConsent: given.consent.streams });
    return new RunningSession(this.#parts, { ...given, session, settings, stored, resumed: resumed() });
  }

  async #free(): Promise<void> {
    const current = this.#current;
    if (!current) return;
    this.#current = null;
    current.running.close();
    this.#parts.emit('session.changed', null);
    await this.#reading;
    await Promise.all([current.nets.dispose(), this.#parts.streams.close()]);
    current.file.close();
  }

  /** Which client it was is not reported. */
  #audit(action: AuditAction): Promise<void> {
    return writeAudit(this.#parts.store, action, message('audit.session'));
  }
}
