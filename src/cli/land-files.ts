import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { asDiskError, discard, partialName } from '../artifact/atomic.ts';

/**
 * Lands files in a folder that may hold others: each is whole, and there are none before all are made.
 * @param make fills the workplace that it is given; when it throws, nothing is left, not even a new folder
 * @throws DemifaceError `disk`, or what `make` throws
 */
export async function landFiles(folder: string, make: (workplace: string) => Promise<void>): Promise<void> {
  const workplace = partialName(join(folder, 'files'));
  let made: string | undefined;
  try {
    rmSync(workplace, { recursive: true, force: true });
    made = mkdirSync(workplace, { recursive: true });
    await make(workplace);
    for (const name of readdirSync(workplace)) renameSync(join(workplace, name), join(folder, name));
    made = undefined;
  } catch (error) {
    throw asDiskError(error, folder);
  } finally {
    discard(made ?? workplace);
  }
}
