import { z } from 'zod';

import type { CodedMessage } from '../../../../../messages/message.ts';
import { message } from '../../../../../messages/message.ts';
import { jsonOf } from '../../../../../common/json.ts';
import { appendToAudit } from '../../../platform/audit.ts';
import { writeSetting, settingText } from '../../../platform/store/setting-rows.ts';
import type { Store } from '../../../platform/store/store.ts';
import { queryFirst, transaction, withoutWaiting } from '../../../platform/store/sync.ts';
import { CountingClock, type ClockEvent, type ClockRecord, STEADY_MS } from './counting-clock.ts';
import { machineClock, type MachineClock } from '../../../platform/time/machine-clock.ts';
import { spanOf } from './span.ts';

const KEY = 'clock';

const doubtForm = z.object({ kind: z.enum(['jump', 'start']), byMs: z.number(), at: z.string() }).nullable();

const presentForm = z.object({
  lastMs: z.number(),
  readMs: z.number(),
  owedMs: z.number(),
  doubt: doubtForm,
});

/** Before it was stored how much uptime is owed: how long the clock had been steady, of a day. */
const steadyForm = z
  .object({ lastMs: z.number(), steadyMs: z.number(), doubt: doubtForm })
  .transform(({ lastMs, steadyMs, doubt }) => ({
    lastMs,
    doubt,
    owedMs: Math.max(0, STEADY_MS - steadyMs),
    readMs: lastMs + (doubt?.byMs ?? 0),
  }));

const recordForm: z.ZodType<ClockRecord> = presentForm.or(steadyForm);

/** The counting clock of a store, with its state in the store. */
export class StoredClock {
  readonly #store: Store;
  readonly #clock: CountingClock;
  /** Entries for the audit log that are not written yet. */
  #notes: [action: `clock.${ClockEvent}`, subject: CodedMessage][] = [];

  constructor(store: Store, machine: MachineClock = machineClock) {
    this.#store = store;
    this.#clock = new CountingClock(machine, readRecord(store));
    this.#clock.onEvent = (event, byMs) => this.#notes.push([`clock.${event}`, subjectOf(event, byMs)]);
    const { doubt } = this.#clock;
    if (doubt) this.#clock.onEvent(doubt.kind, doubt.byMs);
  }

  nowMs(): number {
    return this.#clock.nowMs();
  }
  get doubt() {
    return this.#clock.doubt;
  }
  get mayClose(): boolean {
    return this.#clock.mayClose;
  }
  get mayDelete(): boolean {
    return this.#clock.mayDelete;
  }
  get owedMs(): number {
    return this.#clock.owedMs;
  }

  /** A person confirms that the machine's clock is right. @throws what SQLite throws; the clock is accepted anyway */
  confirm(): void {
    this.#clock.confirm();
    this.save();
  }

  /** Stores what the next start needs, and the entries for the audit log. @throws what SQLite throws; nothing is lost by that */
  save(): void {
    const record = this.#clock.record();
    const write = () => {
      writeSetting(this.#store, KEY, record);
      for (const [action, subject] of this.#notes) appendToAudit(this.#store, action, subject);
    };
    withoutWaiting(this.#store, () => transaction(this.#store, write));
    this.#notes = [];
  }
}

function readRecord(store: Store): ClockRecord | null {
  const text = settingText(store, KEY);
  const record = text === undefined ? undefined : recordForm.safeParse(jsonOf(text));
  if (record?.success) return record.data;
  const lastMs = newestCount(store);
  return lastMs === null ? null : { lastMs, readMs: lastMs, owedMs: STEADY_MS, doubt: null };
}

/** When the newest counts begin; a day that was closed in advance lies later and does not matter. */
function newestCount(store: Store): number | null {
  const { db } = store;
  const newest = [
    queryFirst(
      store,
      db.selectFrom('audience_quarters').select(({ fn }) => fn.max<string | null>('starts_at').as('at')),
    ),
    queryFirst(
      store,
      db
        .selectFrom('audience_periods')
        .select(({ fn }) => fn.max<string | null>('starts_at').as('at'))
        .where('observed_seconds', '>', 0),
    ),
  ]
    .map((row) => Date.parse(row?.at ?? ''))
    .filter((ms) => !Number.isNaN(ms));
  return newest.length > 0 ? Math.max(...newest) : null;
}

function subjectOf(event: ClockEvent, byMs: number): CodedMessage {
  const by = { span: spanOf(byMs), direction: byMs > 0 ? 'ahead' : 'back' };
  switch (event) {
    case 'jump':
      return message('audit.clockJump', by);
    case 'start':
      return message('audit.clockStart', by);
    case 'returned':
      return message('audit.clockReturned', by);
    case 'steady':
      return message('audit.clockSteady', by);
    case 'confirmed':
      return byMs === 0 ? message('audit.clockConfirmed') : message('audit.clockConfirmedBy', by);
  }
}
