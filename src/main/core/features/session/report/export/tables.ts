import { VERSION } from '../../../../../../common/version.ts';
import type { Consent } from '../../../../../ipc/contract.ts';
import type { SessionModel } from '../../recording/stored-session.ts';
import type { RecordedSession } from '../recorded-session.ts';
import type { TableName } from './data-dictionary.ts';
import { eventColumns } from './event-columns.ts';

export type Cell = string | number | null;

/** All tables but the readings, in the order of their columns. */
export function smallTables(
  recorded: RecordedSession,
  consent: Consent,
): Record<Exclude<TableName, 'readings'>, Cell[][]> {
  const { stored, events, notes, steps } = recorded;
  return {
    session: [sessionRow(recorded, consent)],
    models: stored.models.map(modelRow),
    ladder: stored.ladder.steps.map(({ title, hint }, i) => [i + 1, title, hint]),
    stays: steps.map(
      ({ step, title, fromMs, toMs, lengthMs, suds, isHabituated, usableShare, talkingShare }) => [
        ...[
          step + 1,
          title,
          fromMs,
          toMs,
          lengthMs,
          suds?.first ?? null,
          suds?.peak ?? null,
          suds?.last ?? null,
        ],
        ...[isHabituated === null ? null : Number(isHabituated), usableShare, talkingShare],
      ],
    ),
    events: events.map(({ id, atMs, what }) => {
      const { number, text, by } = eventColumns(what);
      return [id, atMs, what.kind, number, text, by];
    }),
    notes: notes.map(({ id, atMs, text }) => [id, atMs, text]),
  };
}

function modelRow({ bands, ...model }: SessionModel, i: number): Cell[] {
  const groups = bands.filter(({ labels }) => labels.length > 1);
  return [
    ...[i + 1, model.name, model.sha256, model.visible, model.confidenceThreshold, model.temperature],
    groups.map(({ key, labels }) => `${key}=${labels.join('+')}`).join(' '),
  ];
}

function sessionRow({ code, stored, summary }: RecordedSession, consent: Consent): Cell[] {
  const { center } = stored;
  const scope = Object.entries(consent.scope).flatMap(([name, isAllowed]) => (isAllowed ? [name] : []));
  return [
    ...['demiface-session 1', VERSION, stored.version, code, summary.session],
    ...[summary.startedAt, summary.endedAt, summary.lengthMs, summary.exposureMs],
    ...[stored.occlusion, summary.usableShare],
    ...[consent.id, consent.signedAt, scope.join(' '), consent.keepUntil, consent.withdrawnAt],
    stored.ladder.title,
    ...[center?.shift ?? null, center?.wanted ?? null],
    ...[center && Number(center.isLimited), center?.readings ?? null],
  ];
}
