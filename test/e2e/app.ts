import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inject } from 'vitest';

import type { LaunchedApp, LaunchOptions } from '../../scripts/app/launch.ts';
import { launchApp } from '../../scripts/app/launch.ts';
import { needs } from '../support/needs.ts';

/** Options of a group of tests that opens windows. */
export const needsElectron = () => needs(inject('electron').reason);

/** An empty home of the app's own. */
export function makeHome(): { home: string; remove: () => void } {
  const home = mkdtempSync(join(tmpdir(), 'demiface-home-'));
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** Starts the built app in the Electron that set-up brought. */
export function openApp(options: Omit<LaunchOptions, 'program'>): Promise<LaunchedApp> {
  return launchApp({ ...options, program: inject('electron').program });
}
