import type { App, BrowserWindow } from 'electron';
import { dialog } from 'electron';

import type { ShellMessages } from '../../../renderer/messages/shell.ts';
import { warn } from '../log.ts';
import { PAGE } from './page.ts';
import { watchPage } from './page-watch.ts';
import { RestartLimit } from '../core/restart-limit.ts';

const MAX_RELOADS = 3;
const SPAN_MS = 10 * 60_000;
/** At a door nobody answers a dialog: there the page is loaded again after this pause. */
const KIOSK_PAUSE_MS = 60_000;

interface RecoveryOptions {
  words: () => ShellMessages['crash'];
  /** When a person declines a further reload. */
  quit: () => void;
  isQuitting: () => boolean;
}

/**
 * Loads the page again when its process ends or hangs, or when it has left its address; after several times within ten minutes a dialog asks first, or a kiosk
 * waits a while.
 */
export function recoverPage(window: BrowserWindow, { words, quit, isQuitting }: RecoveryOptions): void {
  const { webContents } = window;
  const limit = new RestartLimit(MAX_RELOADS, SPAN_MS);

  const reload = () => {
    if (window.isDestroyed() || isQuitting()) return;
    if (isPage(webContents.getURL())) webContents.reload();
    else webContents.loadURL(PAGE).catch((error: unknown) => warn((error as Error).message));
  };

  async function ask(reason: string): Promise<void> {
    const { message, detail, reload: again, quit: leave } = words();
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message,
      detail: detail({ n: MAX_RELOADS + 1, reason }),
      buttons: [again, leave],
      defaultId: 0,
      cancelId: 1,
    });
    if (response !== 0) return quit();
    limit.reset();
    reload();
  }

  function recover(reason: string): void {
    // A process that has just ended cannot load: it is replaced first.
    if (limit.count() !== null) setImmediate(reload);
    else if (window.isKiosk()) setTimeout(reload, KIOSK_PAUSE_MS);
    else void ask(reason);
  }

  webContents.on('render-process-gone', (_, { reason }) => {
    if (isQuitting() || window.isDestroyed()) return;
    warn(`the page has ended (${reason})`);
    recover(reason);
  });
  // An empty page, `about:blank`, does not cause `will-navigate`.
  webContents.on('did-navigate', (_, url) => {
    if (isPage(url)) return;
    warn(`the page has left its address for ${url}`);
    recover('left');
  });
  window.on(
    'closed',
    watchPage(webContents, () => webContents.forcefullyCrashRenderer()),
  );
}

/** Whichever view of it. */
const isPage = (url: string): boolean => url.split('#', 1)[0] === PAGE;

/** Chromium starts its own helpers again, and draws without a graphics device if need be; the log records that one ended. */
export function logHelpers(app: App): void {
  app.on('child-process-gone', (_, { type, reason }) => warn(`the ${type} process has ended (${reason})`));
}
