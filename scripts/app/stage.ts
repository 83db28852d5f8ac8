import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Language } from '../../src/renderer/messages/language.ts';
import { buildApp } from './build.ts';
import { openVirtualDisplay } from './display.ts';
import { bringElectron } from './electron.ts';
import type { LaunchedApp } from './launch.ts';
import { launchApp } from './launch.ts';
import { ensureWindowSystem } from './system.ts';

/** All that a program needs to show the app to itself: built, an Electron, a display, an empty home. */
export interface Stage {
  electron: 'older' | 'current';
  /** Electron's. */
  program: string;
  /** As in `DISPLAY`. */
  display: string;
  home: string;
  /** The app's database, there after the first start. */
  database: string;
  /** @param args further ones to the app */
  launch(args?: readonly string[]): Promise<LaunchedApp>;
  /** Removes the home too. */
  close(): void;
}

/** @throws DemifaceError `missing`, without an Electron or what it needs of the system */
export async function openStage(note: (text: string) => void, language: Language = 'en'): Promise<Stage> {
  await buildApp(note);
  const { program, isOlder } = await bringElectron(note);
  const virtual = process.platform === 'linux';
  await ensureWindowSystem(program, note, { virtualDisplay: virtual });
  const display = virtual ? await openVirtualDisplay() : { name: '', close: () => {} };
  const home = mkdtempSync(join(tmpdir(), 'demiface-stage-'));
  return {
    electron: isOlder ? 'older' : 'current',
    program,
    display: display.name,
    home,
    database: join(home, 'demiface.sqlite'),
    launch: (args = []) => launchApp({ program, home, display: display.name, language, args }),
    close() {
      rmSync(home, { recursive: true, force: true });
      display.close();
    },
  };
}
