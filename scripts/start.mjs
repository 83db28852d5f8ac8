/** `npm start`: opens the app (`--kiosk`: at a door); where there is no display, or with other arguments, it does the main job in the terminal. */
import { join } from 'node:path';

import { installPackages, root, runOnPinnedNode } from './setup.mjs';

installPackages();
const args = process.argv.slice(2);
const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
const isKiosk = args.length === 1 && args[0] === '--kiosk';
if (hasDisplay && (args.length === 0 || isKiosk))
  runOnPinnedNode([join(root, 'scripts', 'app', 'open.ts'), ...args]);
else if (isKiosk) {
  process.stderr.write('error: missing: there is no display for a kiosk\n');
  process.exitCode = 1;
} else {
  if (!hasDisplay) process.stderr.write('There is no display: doing the main job in the terminal.\n');
  runOnPinnedNode([join(root, 'src', 'cli', 'index.ts'), 'start', ...args]);
}
