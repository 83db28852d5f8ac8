import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { DemifaceError } from '../artifact/error.ts';
import { isPictureFile } from '../artifact/picture-files.ts';

/** The path itself, or the pictures below it in order of their names. */
export function picturesIn(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new DemifaceError('missing', `${path} is not there; expected a picture or a folder`);
  if (!stat.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => isPictureFile(entry.name) && !entry.name.startsWith('.') && !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}
