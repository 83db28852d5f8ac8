/** `npm run fuzz -- --minutes N [--seed S]`: damaged inputs of every kind against the real readers. */
import { join } from 'node:path';

import { installPackages, root, runOnPinnedNode } from './setup.mjs';

installPackages();
runOnPinnedNode([join(root, 'scripts', 'fuzz', 'index.ts'), ...process.argv.slice(2)]);
