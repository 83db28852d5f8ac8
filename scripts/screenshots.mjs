/** `npm run screenshots`: pictures of every view of the app. */
import { join } from 'node:path';

import { installPackages, root, runOnPinnedNode } from './setup.mjs';

installPackages();
runOnPinnedNode([join(root, 'scripts', 'app', 'screenshots', 'index.ts'), ...process.argv.slice(2)]);
