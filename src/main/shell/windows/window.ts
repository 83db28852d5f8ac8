import { join } from 'node:path';

import { BrowserWindow, nativeTheme } from 'electron';

import { LOCKED_PAGE } from './locked-page.ts';
import { warn } from '../log.ts';
import { PAGE } from './page.ts';
import { MIN_WINDOW_SIZE, savedState, saveState } from './window-state.ts';

/** What shows until the page is there: `surface` of the page's tokens, light and dark. */
const SURFACE = { light: '#f8fafa', dark: '#131819' };

export interface WindowOptions {
  preload: string;
  stateFile: string;
  /** Over the whole screen, which neither Esc nor a key of the system's leaves. */
  isKiosk: boolean;
}

/** Of a window whose page is not drawn yet. */
export const surfaceColor = (): string => (nativeTheme.shouldUseDarkColors ? SURFACE.dark : SURFACE.light);

/** The main window. */
export function createWindow({ preload, stateFile, isKiosk }: WindowOptions): BrowserWindow {
  const { bounds, isMaximized } = savedState(stateFile);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MIN_WINDOW_SIZE.width,
    minHeight: MIN_WINDOW_SIZE.height,
    show: false,
    title: 'Demiface',
    kiosk: isKiosk,
    backgroundColor: surfaceColor(),
    webPreferences: { preload, ...LOCKED_PAGE },
  });
  if (isMaximized && !isKiosk) window.maximize();
  window.once('ready-to-show', () => window.show());
  // How it lay over the whole screen is nothing to come back to.
  if (!isKiosk) window.on('close', () => saveState(stateFile, window));
  // It may be closed or loaded again meanwhile.
  window.loadURL(PAGE).catch((error: unknown) => warn((error as Error).message));
  return window;
}

export const preloadFile = (built: string): string => join(built, 'preload', 'preload.cjs');
