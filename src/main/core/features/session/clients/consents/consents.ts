import { z } from 'zod';

import { message } from '../../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../../common/error.ts';
import { dayIn } from '../../../../../../common/math/calendar.ts';
import type {
  Consent,
  ConsentScope,
  ConsentState,
  NewConsent,
  Signature,
} from '../../../../../ipc/contract.ts';
import { storedJson } from '../../../../platform/store/stored-values.ts';
import { execute, queryAll, transaction } from '../../../../platform/store/sync.ts';
import { systemZone } from '../../../../platform/time/local-time.ts';
import { appendToClientLog } from '../files/client-log.ts';
import type { ClientFile } from '../files/client-files.ts';

const scopeForm: z.ZodType<ConsentScope> = z.object({
  expression: z.boolean(),
  heartRate: z.boolean(),
  streams: z.boolean(),
});
const signatureForm: z.ZodType<Signature> = z.union([
  z.object({
    width: z.number(),
    height: z.number(),
    strokes: z.array(z.array(z.object({ x: z.number(), y: z.number() }))),
  }),
  z.object({ typed: z.string() }),
]);

/** The latest first. @param most of them; -1: all */
export function consentsOf(file: ClientFile, most = -1): Consent[] {
  const query = file.db.selectFrom('consents').selectAll().orderBy('id', 'desc').limit(most);
  const rows = queryAll(file, query);
  return rows.map((row) => ({
    id: row.id,
    signedAt: row.signed_at,
    text: row.text,
    scope: storedJson(row.scope, scopeForm),
    keepUntil: row.keep_until,
    signature: storedJson(row.signature, signatureForm),
    withdrawnAt: row.withdrawn_at,
    restoredAt: row.put_back_at,
  }));
}

/**
 * The consent by which something may be measured now; null: it may not be. The latest one counts alone: what was signed later
 * may allow less.
 */
export function validConsent(file: ClientFile, scope: keyof ConsentScope, now: Date): Consent | null {
  const [latest] = consentsOf(file, 1);
  return latest && stateOf(latest, now) === 'valid' && latest.scope[scope] ? latest : null;
}

export function consentState(file: ClientFile, now: Date): ConsentState {
  const [latest] = consentsOf(file);
  return latest ? stateOf(latest, now) : 'none';
}

/** @throws CodedRefusal `usage` if it allows nothing, is over already or is not signed */
export function signConsent(file: ClientFile, consent: NewConsent, now: Date): void {
  const { text, scope, keepUntil, signature } = consent;
  if (!isSigned(signature)) throw new CodedRefusal('usage', message('clients.emptySignature'));
  if (!Object.values(scope).includes(true)) throw new CodedRefusal('usage', message('clients.emptyScope'));
  if (keepUntil !== null && keepUntil < dayOf(now))
    throw new CodedRefusal('usage', message('clients.pastDay'));
  const row = {
    signed_at: now.toISOString(),
    text,
    scope: JSON.stringify(scope),
    keep_until: keepUntil,
    signature: JSON.stringify(signature),
    withdrawn_at: null,
    put_back_at: null,
  };
  transaction(file, () => {
    execute(file, file.db.insertInto('consents').values(row));
    appendToClientLog(file, 'consent.signed', message('clients.consentSigned'), now);
  });
}

/** Withdraws all consents: none that was signed earlier comes back. @throws CodedRefusal `usage` if there is none */
export function withdrawConsents(file: ClientFile, now: Date): void {
  const [latest] = consentsOf(file);
  if (!latest || latest.withdrawnAt !== null) throw new CodedRefusal('usage', message('clients.noConsent'));
  transaction(file, () => {
    const withdrawal = { withdrawn_at: now.toISOString() };
    execute(file, file.db.updateTable('consents').set(withdrawal).where('withdrawn_at', 'is', null));
    appendToClientLog(file, 'consent.withdrawn', message('clients.consentWithdrawn'), now);
  });
}

/**
 * An older state of the file is about to take the place of a damaged one, in which the consent may have been withdrawn: it
 * counts again once it was signed again.
 */
export function markConsentsRestored(file: Pick<ClientFile, 'db' | 'raw'>, now: Date): void {
  transaction(file, () => {
    const doubt = { put_back_at: now.toISOString() };
    execute(file, file.db.updateTable('consents').set(doubt).where('withdrawn_at', 'is', null));
    appendToClientLog(file, 'file.restored', message('clients.filePutBack'), now);
  });
}

function stateOf({ withdrawnAt, restoredAt, keepUntil }: Consent, now: Date): ConsentState {
  if (withdrawnAt !== null) return 'withdrawn';
  if (restoredAt !== null) return 'restored';
  return keepUntil !== null && keepUntil < dayOf(now) ? 'expired' : 'valid';
}

/** Where this computer is. */
function dayOf(now: Date): string {
  return dayIn(systemZone(), now.getTime());
}

/** Somebody typed a name, or drew a line within the field: a single point is a touch by mistake. */
function isSigned(signature: Signature): boolean {
  if ('typed' in signature) return signature.typed.trim() !== '';
  const { width, height, strokes } = signature;
  const points = strokes.flat();
  const isWithin = points.every(({ x, y }) => x <= width && y <= height);
  return isWithin && new Set(points.map(({ x, y }) => `${x} ${y}`)).size > 1;
}
