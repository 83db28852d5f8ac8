import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import { z } from 'zod';

/** AES-256-GCM with the nonce and tag lengths of NIST SP 800-38D. */
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** What is encrypted and authenticated: nonce, ciphertext and tag, in base64. */
export type Sealed = string;

export const sealedForm: z.ZodType<Sealed> = z.base64().max(4096);

export const newKey = (): Buffer => randomBytes(KEY_BYTES);

/** @param bound what it belongs to: it opens with the same text alone */
export function seal(key: Uint8Array, content: Uint8Array, bound: string): Sealed {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(bound));
  const parts = [nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(parts).toString('base64');
}

/** @returns null if the key is another one, or anything was changed */
export function unseal(key: Uint8Array, sealed: Sealed, bound: string): Buffer | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < NONCE_BYTES + TAG_BYTES || key.length !== KEY_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(bound))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  const content = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([content, decipher.final()]);
  } catch {
    return null;
  } finally {
    content.fill(0);
  }
}
