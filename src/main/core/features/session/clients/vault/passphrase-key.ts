import { argon2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

import { z } from 'zod';

import { message } from '../../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../../common/error.ts';

/** How a key is derived from a passphrase. Bounded: a damaged file must not take all memory. */
export const kdfForm = z.object({
  name: z.literal('argon2id'),
  salt: z.base64().min(22).max(88),
  memoryKiB: z
    .int()
    .min(8)
    .max(1 << 20),
  passes: z.int().min(1).max(16),
  parallelism: z.int().min(1).max(16),
});
export type Kdf = z.infer<typeof kdfForm>;

/** The second recommendation of RFC 9106, §4: 64 MiB, three passes. About 0.4 s. */
const COST = { memoryKiB: 64 * 1024, passes: 3, parallelism: 4 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** Characters of a passphrase. */
const MIN_PASSPHRASE_LENGTH = 12;
/** A repeated character makes no passphrase. */
const FEWEST_DIFFERENT = 5;

const derive = promisify(argon2);

export const newKdf = (): Kdf => ({
  name: 'argon2id',
  salt: randomBytes(SALT_BYTES).toString('base64'),
  ...COST,
});

/** 32 bytes. The same passphrase typed on another keyboard is the same: it is normalized (NFKC). */
export async function keyFromPassphrase(passphrase: string, kdf: Kdf): Promise<Buffer> {
  const typed = Buffer.from(passphrase.normalize('NFKC'));
  try {
    return await derive(kdf.name, {
      message: typed,
      nonce: Buffer.from(kdf.salt, 'base64'),
      memory: kdf.memoryKiB,
      passes: kdf.passes,
      parallelism: kdf.parallelism,
      tagLength: KEY_BYTES,
    });
  } finally {
    typed.fill(0);
  }
}

/** @throws CodedRefusal `usage` if it is easily guessed */
export function checkPassphrase(passphrase: string): void {
  const characters = [...passphrase.normalize('NFKC').trim()];
  if (characters.length < MIN_PASSPHRASE_LENGTH || new Set(characters).size < FEWEST_DIFFERENT)
    throw new CodedRefusal(
      'usage',
      message('clients.weakPassphrase', { least: MIN_PASSPHRASE_LENGTH, different: FEWEST_DIFFERENT }),
    );
}
