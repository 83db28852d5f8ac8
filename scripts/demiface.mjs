#!/usr/bin/env node
import { join } from 'node:path';

import { installPackages, keepCompiled, root, runOnPinnedNode } from './setup.mjs';

installPackages();
/** Verbs that take hours: this process stays beside them and reports if they are killed. */
const LONG = ['train', 'reproduce'];
if (Number(process.versions.node.split('.')[0]) >= 24 && !LONG.includes(process.argv[2])) {
  // Already on the pinned Node: no second process.
  keepCompiled();
  await import('../src/cli/index.ts');
} else {
  runOnPinnedNode([join(root, 'src', 'cli', 'index.ts'), ...process.argv.slice(2)], { isTied: true });
}
