#!/usr/bin/env node
import { join } from 'node:path';

import { installPackages, root, runOnPinnedNode } from './setup.mjs';

installPackages();
if (Number(process.versions.node.split('.')[0]) >= 24) {
  // Already on the pinned Node: no second process.
  await import('../src/cli/index.ts');
} else {
  runOnPinnedNode([join(root, 'src', 'cli', 'index.ts'), ...process.argv.slice(2)]);
}
