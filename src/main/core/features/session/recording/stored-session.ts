import { z } from 'zod';

import { message } from '../../../../../messages/message.ts';
import { CodedRefusal, DemifaceError } from '../../../../../common/error.ts';
import { EXPRESSIONS, VISIBLE } from '../../../../../artifact/labels.ts';
import { jsonOf } from '../../../../../common/json.ts';
import { VERSION } from '../../../../../common/version.ts';
import type { Band } from '../../../../../inference/live/client-face/bands.ts';
import type { NeutralCenter } from '../../../../../inference/live/client-face/neutral.ts';
import type {
  Ladder,
  SessionEvent,
  SessionSettings,
  SessionState,
} from '../../../../ipc/contract/session.ts';
import { ladder as ladderForm } from '../../../../ipc/session-payload.ts';
import { execute, queryAll, queryFirst } from '../../../platform/store/sync.ts';
import type { ClientFile } from '../clients/files/client-files.ts';
import type { MeasuredMoment } from './measured-moment.ts';
import { momentOf } from './measured-moment.ts';
import type { StoredState } from './stored-state.ts';
import { storedState } from './stored-state.ts';

const calibrationForm = z.object({ occlusion: z.enum(['none', 'upper', 'lower']), version: z.string() });

const centerForm: z.ZodType<NeutralCenter> = z.object({
  shift: z.number(),
  wanted: z.number(),
  isLimited: z.boolean(),
  readings: z.int(),
});

type File = Pick<ClientFile, 'db' | 'raw'>;

/** A model that predicts in a session, as it is kept with it. */
export interface SessionModel {
  name: string;
  /** Of its folder's network. */
  sha256: string;
  visible: SessionState['model']['visible'];
  confidenceThreshold: number;
  temperature: number;
  /** How its expressions are shown, by the card that it had then. */
  bands: readonly Band[];
}

const modelForm: z.ZodType<SessionModel> = z.object({
  name: z.string(),
  sha256: z.string(),
  visible: z.enum(VISIBLE as ['full', 'lower', 'upper']),
  confidenceThreshold: z.number(),
  temperature: z.number(),
  bands: z.array(
    z.object({
      key: z.enum([...EXPRESSIONS, 'negative', 'other-negative']),
      labels: z.array(z.enum(EXPRESSIONS)),
    }),
  ),
});
const modelsForm = z.array(modelForm).min(1);

export interface NewSession {
  /** ISO 8601, with the offset of the machine. */
  startedAt: string;
  consent: number;
  ladder: Ladder;
  settings: SessionSettings;
  occlusion: SessionState['occlusion'];
  model: SessionModel;
  state: StoredState;
}

/** @returns the number of the session in the client's file */
export function addSession(
  file: File,
  { startedAt, consent, ladder, settings, occlusion, model, state }: NewSession,
): number {
  return execute(
    file,
    file.db.insertInto('sessions').values({
      started_at: startedAt,
      ended_at: null,
      consent,
      ladder: JSON.stringify(ladder),
      settings: JSON.stringify(settings),
      models: JSON.stringify([model]),
      calibration: JSON.stringify({ occlusion, version: VERSION }),
      neutral: null,
      state: JSON.stringify(state),
    }),
  );
}

/** A session that is resumed goes on with another model: what was measured of the neutral face does not hold for it. */
export function addModel(file: File, session: number, model: SessionModel): void {
  const models = [...modelsOf(file, session), model];
  const changed = { models: JSON.stringify(models), neutral: null };
  execute(file, file.db.updateTable('sessions').set(changed).where('id', '=', session));
}

/** The models that predicted in a session, in order; more than one where it was resumed with another. */
export function modelsOf(file: File, session: number): SessionModel[] {
  const row = queryFirst(file, file.db.selectFrom('sessions').select('models').where('id', '=', session));
  return parsed(modelsForm, row!.models);
}

export interface StoredSession {
  startedAt: string;
  endedAt: string | null;
  /** Its number in the client's file. */
  consent: number;
  ladder: Ladder;
  occlusion: SessionState['occlusion'];
  /** Of the program that began it. */
  version: string;
  /** Those that predicted, in order; more than one where it was resumed with another. */
  models: SessionModel[];
  /** How the client's neutral face reads; null: it was not measured. */
  center: NeutralCenter | null;
  state: StoredState;
}

/** @throws CodedRefusal `missing`; DemifaceError `corrupt` */
export function readSession(file: File, session: number): StoredSession {
  const row = queryFirst(file, file.db.selectFrom('sessions').selectAll().where('id', '=', session));
  if (!row) throw new CodedRefusal('missing', message('session.unknown'));
  return {
    ...parsed(calibrationForm, row.calibration ?? ''),
    startedAt: row.started_at,
    endedAt: row.ended_at,
    consent: row.consent,
    models: parsed(modelsForm, row.models),
    center: row.neutral === null ? null : parsed(centerForm, row.neutral),
    ladder: parsed(ladderForm, row.ladder),
    state: parsed(storedState, row.state),
  };
}

/** The latest distress rating; null: there is none. */
export function lastSudsOf(file: File, session: number): SessionState['lastSuds'] {
  const last = readEvents(file, session, ['suds']).at(-1);
  return last?.what.kind === 'suds' ? { atMs: last.atMs, value: last.what.value } : null;
}

/** Usable seconds of the neutral phase that was finished last; 0: none was. */
export function neutralSecondsOf(file: File, session: number): number {
  const last = readEvents(file, session, ['neutral']).at(-1);
  return last?.what.kind === 'neutral' ? last.what.usableS : 0;
}

/** In order of time. @param kinds all, unless given */
export function readEvents(
  file: File,
  session: number,
  kinds?: readonly SessionEvent['what']['kind'][],
): SessionEvent[] {
  const query = file.db
    .selectFrom('events')
    .select(['id', 'at_ms', 'kind', 'value'])
    .where('session', '=', session)
    .orderBy('at_ms')
    .orderBy('id');
  const rows = queryAll(file, kinds ? query.where('kind', 'in', kinds) : query);
  return rows.map(({ id, at_ms, kind, value }) => {
    const what = { kind, ...(jsonOf(value) as object) } as SessionEvent['what'];
    return { id, atMs: at_ms, what };
  });
}

/** Moments that are read at once. */
const PAGE = 500;

export function countMoments(file: File, session: number, fromMs: number): number {
  const query = file.db
    .selectFrom('readings')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('session', '=', session)
    .where('at_ms', '>=', Math.floor(fromMs));
  return queryFirst(file, query)!.n;
}

/** In order of time, read while they are gone through. */
export function* momentsFrom(file: File, session: number, fromMs: number): Generator<MeasuredMoment> {
  for (let next = fromMs; ;) {
    const page = readMoments(file, session, next, PAGE);
    yield* page;
    if (page.length < PAGE) return;
    next = page.at(-1)!.atMs + 1;
  }
}

/** In order of time. @param most of them */
export function readMoments(file: File, session: number, fromMs: number, most = Infinity): MeasuredMoment[] {
  const rows = queryAll(
    file,
    file.db
      .selectFrom('readings')
      .select(['at_ms', 'is_seen', 'is_usable', 'is_talking', 'quality', 'raw', 'centered', 'step'])
      .where('session', '=', session)
      .where('at_ms', '>=', Math.floor(fromMs))
      .orderBy('at_ms')
      .limit(most === Infinity ? -1 : most), // SQLite: below 0 is no limit.
  );
  return rows.map(momentOf);
}

function parsed<T>(form: z.ZodType<T>, column: string): T {
  const result = form.safeParse(jsonOf(column));
  if (result.success) return result.data;
  throw new DemifaceError('corrupt', message('session.fileDamaged'), { cause: result.error });
}
