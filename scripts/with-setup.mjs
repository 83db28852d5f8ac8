/** `with-setup.mjs <program> …`: sets up, then runs a program of node_modules on the pinned Node. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { installPackages, root, runOnPinnedNode } from './setup.mjs';

installPackages();
const [program, ...args] = process.argv.slice(2);
if (program !== undefined) {
  // tsc comes with typescript; every other program is named as its package.
  const folder = join(root, 'node_modules', program === 'tsc' ? 'typescript' : program);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  runOnPinnedNode([join(folder, typeof bin === 'string' ? bin : bin[program]), ...args]);
}
