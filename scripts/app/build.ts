import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { build } from 'electron-vite';

import { ROOT } from './root.ts';

/** All that the built shell and page are made of. */
const SOURCES = [
  'src/main/**/*.ts',
  'src/renderer/**/*',
  'src/artifact/*.ts',
  'src/common/**/*.ts',
  'electron.vite.config.ts',
  'package-lock.json',
];
const STAMP = join(ROOT, 'out', '.built');

/** Builds the shell and the page into `out`, unless they are built from these very sources. */
export async function buildApp(note: (text: string) => void): Promise<void> {
  const hash = createHash('sha256');
  for (const path of globSync(SOURCES, { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort())
    hash.update(path).update(readFileSync(path));
  const digest = hash.digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) return;
  note('Building the window …');
  await build({ root: ROOT, logLevel: 'warn' });
  writeFileSync(STAMP, digest);
}
