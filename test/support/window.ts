import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, inject } from 'vitest';

import { openVirtualDisplay } from '../../scripts/app/display.ts';
import type { LaunchedApp, LaunchOptions } from '../../scripts/app/launch.ts';
import { launchApp } from '../../scripts/app/launch.ts';
import { needs } from './needs.ts';

const MINUTES = 60_000;

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

/** The app in a window, on a display and with a home of its own. */
export interface TestWindow extends LaunchedApp {
  readonly home: string;
  /** As in `DISPLAY`. */
  readonly display: string;
  /** Opens the app; one that is open is closed first. */
  readonly start: (options?: Pick<LaunchOptions, 'args' | 'language' | 'theme'>) => Promise<void>;
}

/**
 * The window of a group of tests, which use it one after the other; all of it ends with the group.
 * @param prepare runs before the first test, and starts the app
 */
export function testWindow(prepare: (window: TestWindow) => Promise<void>): TestWindow {
  let place: { display: string; home: string } | undefined;
  let ends: (() => void)[] = [];
  let open: LaunchedApp | undefined;

  const window: TestWindow = {
    get home() {
      return place!.home;
    },
    get display() {
      return place!.display;
    },
    get app() {
      return open!.app;
    },
    get page() {
      return open!.page;
    },
    get ask() {
      return open!.ask;
    },
    start: async (options) => {
      await window.close();
      open = await openApp({ ...place!, ...options });
    },
    async close() {
      const closing = open;
      open = undefined;
      await closing?.close();
    },
  };

  beforeAll(async () => {
    const display = await openVirtualDisplay();
    const { home, remove } = makeHome();
    ends = [remove, display.close];
    place = { display: display.name, home };
    await prepare(window);
  }, 4 * MINUTES);
  afterAll(async () => {
    await window.close();
    for (const end of ends) end();
  });
  return window;
}
