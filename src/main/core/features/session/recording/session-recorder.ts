import type { Insertable } from 'kysely';

import type { SessionEvent, SessionRecording } from '../../../../ipc/contract/session.ts';
import { refusalOf } from '../../../platform/refusal.ts';
import { execute, transaction, withoutWaiting } from '../../../platform/store/sync.ts';
import type { ClientFile } from '../clients/files/client-files.ts';
import type { ClientTables } from '../clients/files/client-schema.ts';
import type { MeasuredMoment } from './measured-moment.ts';
import { readingRow } from './measured-moment.ts';
import type { StoredState } from './stored-state.ts';

/** Between two writes. */
const WRITE_MS = 250;
/** After an event: a stop, and the answer to it, are not held up by the disk. */
const SOON_MS = 50;
/** Readings that wait while nothing can be written: an hour of them. */
const MAX_READINGS = 36_000;
/** Events likewise; far more than a person and a VR program make. */
const MAX_EVENTS = 20_000;
/** Readings of one transaction: more would hold up the core. */
const MAX_AT_ONCE = 1000;

type Columns = Partial<Pick<ClientTables['sessions'], 'neutral' | 'ended_at'>>;
type EventRow = Insertable<ClientTables['events']>;

export interface RecorderOptions {
  file: Pick<ClientFile, 'db' | 'raw'>;
  session: number;
  /** Written with every transaction. */
  stateNow: () => StoredState;
  /** Whether rows wait, or were lost, has changed. */
  onChange: () => void;
  /** So many rows were lost; to be noted as an event. */
  onDropped: (rows: number) => void;
}

/**
 * Writes one session into the client's file: a transaction four times a second, so that a stalled process loses less than a second, and one soon after an event. What cannot
 * be written waits, up to a limit, and is tried again; no caller waits for the disk.
 */
export class SessionRecorder {
  readonly #options: RecorderOptions;
  readonly #timer: NodeJS.Timeout;
  readonly #mostReadings: number;
  #readings: MeasuredMoment[] = [];
  /** Between these, what was written before is of talking. */
  #talking: { fromMs: number; toMs: number }[] = [];
  #events: EventRow[] = [];
  #columns: Columns = {};
  #nextEvent: number;
  #lastMs = -1;
  #soon: NodeJS.Timeout | null = null;
  #problem: SessionRecording['problem'] = null;
  #dropped = 0;
  /** Of those, how many an event reports. */
  #toldDropped = 0;

  constructor(options: RecorderOptions, mostReadings = MAX_READINGS) {
    this.#options = options;
    this.#mostReadings = mostReadings;
    const { db, raw } = options.file;
    const last = db
      .selectFrom('events')
      .select(({ fn }) => fn.max<number | null>('id').as('id'))
      .compile();
    this.#nextEvent = ((raw.prepare(last.sql).get() as { id: number | null }).id ?? 0) + 1;
    this.#timer = setInterval(() => this.write(), WRITE_MS);
  }

  get recording(): SessionRecording {
    const unwritten = this.#problem === null ? 0 : this.#readings.length + this.#events.length;
    return { problem: this.#problem, unwritten, dropped: this.#dropped };
  }

  addReading(moment: MeasuredMoment): void {
    // One moment, one row: a frame that was taken before another one can be read after it.
    this.#lastMs = Math.max(Math.round(moment.atMs), this.#lastMs + 1);
    this.#readings.push({ ...moment, atMs: this.#lastMs });
    if (this.#readings.length <= this.#mostReadings) return;
    this.#readings.shift();
    this.#dropped++;
  }

  /** Readings since then are of talking, though they were added before it was noticed. */
  markTalking(sinceMs: number): void {
    this.#talking.push({ fromMs: Math.floor(sinceMs), toMs: this.#lastMs });
    this.#readings = this.#readings.map((each) =>
      each.atMs >= sinceMs ? { ...each, isTalking: true } : each,
    );
  }

  /** @returns the event with its number, which is the one that it has in the file */
  addEvent(atMs: number, what: SessionEvent['what']): SessionEvent {
    const event = { id: this.#nextEvent++, atMs: Math.round(atMs), what };
    const { kind, ...value } = what;
    if (this.#events.length < MAX_EVENTS)
      this.#events.push({
        id: event.id,
        session: this.#options.session,
        at_ms: event.atMs,
        kind,
        value: JSON.stringify(value),
      });
    else this.#dropped++;
    this.#writeSoon();
    return event;
  }

  /** Sets columns of the session, with the next transaction. */
  set(columns: Columns): void {
    this.#columns = { ...this.#columns, ...columns };
  }

  /** Writes what there is by now, of very many readings the oldest, and the state. @returns whether it could be written */
  write(): boolean {
    if (this.#soon) clearTimeout(this.#soon);
    this.#soon = null;
    const before = this.recording;
    if (this.#problem === null) this.#tellDropped();
    const state = JSON.stringify(this.#options.stateNow()); // May add an event.
    const [readings, events] = [this.#readings.slice(0, MAX_AT_ONCE), this.#events];
    try {
      const { file } = this.#options;
      withoutWaiting(file, () => transaction(file, () => this.#writeRows(readings, events, state)));
      this.#readings = this.#readings.slice(readings.length);
      this.#events = [];
      this.#talking = [];
      this.#columns = {};
      this.#problem = null;
    } catch (error) {
      this.#problem = refusalOf(error).code;
    }
    if (this.#problem === null && this.#readings.length > 0) this.#writeSoon();
    const now = this.recording;
    if (before.problem !== now.problem || before.unwritten !== now.unwritten) this.#options.onChange();
    return this.#problem === null;
  }

  /** Once rows can be written again, an event reports how many were lost. */
  #tellDropped(): void {
    if (this.#dropped === this.#toldDropped) return;
    const rows = this.#dropped - this.#toldDropped;
    this.#toldDropped = this.#dropped;
    this.#options.onDropped(rows);
  }

  /** Writes the rest; nothing is written after that. @returns whether it could be written */
  close(): boolean {
    clearInterval(this.#timer);
    const isWritten = this.writeAll();
    if (this.#soon) clearTimeout(this.#soon);
    return isWritten;
  }

  /** As `write`, until nothing waits. */
  writeAll(): boolean {
    do if (!this.write()) return false;
    while (this.#readings.length > 0);
    return true;
  }

  #writeSoon(): void {
    this.#soon ??= setTimeout(() => this.write(), SOON_MS);
  }

  #writeRows(readings: readonly MeasuredMoment[], events: readonly EventRow[], state: string): void {
    const { file, session } = this.#options;
    const { db } = file;
    for (const moment of readings)
      execute(file, db.insertInto('readings').values(readingRow(session, moment)));
    for (const { fromMs, toMs } of this.#talking)
      execute(
        file,
        db
          .updateTable('readings')
          .set({ is_talking: 1 })
          .where('session', '=', session)
          .where('at_ms', '>=', fromMs)
          .where('at_ms', '<=', toMs),
      );
    for (const event of events) execute(file, db.insertInto('events').values(event));
    execute(
      file,
      db
        .updateTable('sessions')
        .set({ ...this.#columns, state })
        .where('id', '=', session),
    );
  }
}
