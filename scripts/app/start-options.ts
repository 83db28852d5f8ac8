import { existsSync } from 'node:fs';

import { ROOT } from './root.ts';

/** How Electron is started with the built app. */
export function startArgs(): string[] {
  const isLinux = process.platform === 'linux';
  return [
    // As root Chromium has no sandbox and would not start.
    ...(isLinux && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    // Without a graphics device Chromium tries one four times before it draws by itself.
    ...(isLinux && !existsSync('/dev/dri') ? ['--disable-gpu'] : []),
    ROOT,
  ];
}

/** The core runs on this Node. */
export function startEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, DEMIFACE_NODE: process.execPath };
}
