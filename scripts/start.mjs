/** `npm start`: opens the app; where there is no display, or with arguments, it does the main job in the terminal. */
import { join } from 'node:path';

import { installPackages, root, runOnPinnedNode } from './setup.mjs';

installPackages();
const args = process.argv.slice(2);
const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
if (hasDisplay && args.length === 0) runOnPinnedNode([join(root, 'scripts', 'app', 'open.ts')]);
else {
  if (!hasDisplay) process.stderr.write('There is no display: doing the main job in the terminal.\n');
  runOnPinnedNode([join(root, 'src', 'cli', 'index.ts'), 'start', ...args]);
}
