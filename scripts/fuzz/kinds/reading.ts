import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { DemifaceError } from '../../../src/common/error.ts';

/** Goes on after a refusal. @throws every other error */
export async function refusable(read: () => unknown): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof DemifaceError)) throw error;
  }
}

/** The file of this name that a case has, of several endings. */
export function existing<E extends string>(
  folder: string,
  name: string,
  endings: readonly E[],
): { path: string; ending: E } {
  const ending = endings.find((one) => existsSync(join(folder, `${name}.${one}`)));
  if (ending === undefined) throw new Error(`${folder} holds no ${name}`);
  return { path: join(folder, `${name}.${ending}`), ending };
}
