/** `npm run notices`: the licenses of everything that a packaged app contains. */
import { join } from 'node:path';

import { installPackages, root, runOnPinnedNode } from './setup.mjs';

installPackages();
runOnPinnedNode([join(root, 'scripts', 'notices', 'index.ts')]);
