import { z } from 'zod';

import type { ClientSettings, NewConsent, VaultLock, VaultProof } from './contract.ts';

const secret = z.string().min(1).max(200);
const passphrase = z.strictObject({ kind: z.literal('passphrase'), passphrase: secret });
const keychain = z.strictObject({ kind: z.literal('keychain') });
const recovery = z.strictObject({ kind: z.literal('recovery'), code: secret });

export const vaultLockForm: z.ZodType<VaultLock> = z.discriminatedUnion('kind', [passphrase, keychain]);
export const vaultProofForm: z.ZodType<VaultProof> = z.discriminatedUnion('kind', [
  passphrase,
  keychain,
  recovery,
]);
/** Of a backup file: the keychain of another computer is out of reach. */
export const archiveProofForm: z.ZodType<Exclude<VaultProof, { kind: 'keychain' }> | null> = z
  .discriminatedUnion('kind', [passphrase, recovery])
  .nullable();

export const clientIdForm = z.string().regex(/^[0-9a-f]{32}$/);
export const clientCodeForm = z.string().trim().min(1).max(40);
const consentText = z.string().max(20_000);

export const clientSettingsForm: z.ZodType<ClientSettings> = z.strictObject({
  autoLockMinutes: z.int().min(1).max(240),
  consentTexts: z.strictObject({ en: consentText, de: consentText }),
});

/** Of a signature's field. */
const LONGEST_SIDE = 4096;
const side = z.int().min(1).max(LONGEST_SIDE);
const along = z.int().min(0).max(LONGEST_SIDE);
const stroke = z
  .array(z.strictObject({ x: along, y: along }))
  .min(1)
  .max(2000);

export const newConsentForm: z.ZodType<NewConsent> = z.strictObject({
  text: consentText.min(1),
  scope: z.strictObject({ expression: z.boolean(), heartRate: z.boolean(), streams: z.boolean() }),
  keepUntil: z.iso.date().nullable(),
  signature: z.union([
    z.strictObject({ width: side, height: side, strokes: z.array(stroke).min(1).max(100) }),
    z.strictObject({ typed: z.string().trim().min(1).max(200) }),
  ]),
});
