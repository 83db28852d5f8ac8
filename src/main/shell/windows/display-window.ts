import { BrowserWindow, screen } from 'electron';

import { LOCKED_PAGE } from './locked-page.ts';
import { warn } from '../log.ts';
import { otherScreen } from './other-screen.ts';
import { PAGE } from './page.ts';
import { surfaceColor } from './window.ts';

/** The page shows the open session alone at this place of it. */
const DISPLAY = `${PAGE}#session-display`;
const SIZE = { width: 1024, height: 640 };

/** The open session in a second window, to be read from across the room: our page again, with a camera never. */
export class DisplayWindow {
  readonly #preload: string;
  #window: BrowserWindow | null = null;

  constructor(preload: string) {
    this.#preload = preload;
  }

  /** Null while it is closed. */
  get now(): BrowserWindow | null {
    return this.#window;
  }

  /** Opens it, or brings it to the front. @param main lies on another screen, if there is one */
  open(main: BrowserWindow): void {
    if (this.#window) return this.#window.focus();
    const other = otherScreen(screen.getAllDisplays(), screen.getDisplayMatching(main.getBounds()));
    const opened = new BrowserWindow({
      ...(other ?? SIZE),
      minWidth: 480,
      minHeight: 320,
      show: false,
      title: 'Demiface',
      backgroundColor: surfaceColor(),
      autoHideMenuBar: true,
      webPreferences: { preload: this.#preload, ...LOCKED_PAGE },
    });
    this.#window = opened;
    if (other) opened.maximize();
    opened.once('ready-to-show', () => opened.show());
    opened.once('closed', () => (this.#window = null));
    // Nothing is done in it: it can be opened again.
    opened.webContents.once('render-process-gone', () => this.close());
    opened.loadURL(DISPLAY).catch((error: unknown) => warn((error as Error).message));
  }

  close(): void {
    this.#window?.destroy();
  }
}
