import type { App, BrowserWindow } from 'electron';
import { dialog } from 'electron';

import { RestartLimit } from './restart-limit.ts';

const MOST_RELOADS = 3;
const SPAN_MS = 10 * 60_000;
/** A page that hangs this long after Chromium has noticed it is ended and loaded again. */
const HANG_MS = 30_000;

interface RecoveryOptions {
  /** When a person wants no further reload. */
  quit: () => void;
  isQuitting: () => boolean;
}

/** Loads the page again when its process ends or hangs; after several times within ten minutes a dialog asks first. */
export function recoverPage(window: BrowserWindow, { quit, isQuitting }: RecoveryOptions): void {
  const { webContents } = window;
  const limit = new RestartLimit(MOST_RELOADS, SPAN_MS);
  let hang: NodeJS.Timeout | undefined;

  const reload = () => {
    if (!window.isDestroyed() && !isQuitting()) webContents.reload();
  };

  async function ask(reason: string): Promise<void> {
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: 'The window keeps crashing',
      detail: `It has ended ${MOST_RELOADS + 1} times within ten minutes (${reason}). Training and recordings go on in the background service; cameras are off.`,
      buttons: ['Reload window', 'Quit'],
      defaultId: 0,
      cancelId: 1,
    });
    if (response !== 0) return quit();
    limit.reset();
    reload();
  }

  webContents.on('render-process-gone', (_, { reason }) => {
    clearTimeout(hang);
    if (isQuitting()) return;
    log(`the page has ended (${reason})`);
    // A process that has just ended cannot be told to load: it is replaced first.
    if (limit.count() === null) void ask(reason);
    else setImmediate(reload);
  });
  window.on('unresponsive', () => {
    clearTimeout(hang);
    hang = setTimeout(() => webContents.forcefullyCrashRenderer(), HANG_MS);
  });
  window.on('responsive', () => clearTimeout(hang));
  window.on('closed', () => clearTimeout(hang));
}

/** Chromium starts its own helpers again, and draws without a graphics device if need be; the log says that one ended. */
export function logHelpers(app: App): void {
  app.on('child-process-gone', (_, { type, reason }) => log(`the ${type} process has ended (${reason})`));
}

function log(text: string): void {
  process.stderr.write(`warning: ${text}\n`);
}
