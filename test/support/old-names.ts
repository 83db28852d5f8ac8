import { cpSync } from 'node:fs';
import { join } from 'node:path';

import { scratchFolder } from './made-data.ts';

/** Copies what a version with the former names wrote. @returns the copy's path */
export function oldFile(name: string): string {
  const copy = join(scratchFolder(), name);
  cpSync(join('test/fixtures/old-names', name), copy, { recursive: true });
  return copy;
}
