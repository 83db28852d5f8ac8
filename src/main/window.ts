import { join } from 'node:path';

import { BrowserWindow, nativeTheme } from 'electron';

import { PAGE } from './page.ts';
import { SMALLEST, savedState, saveState } from './window-state.ts';

/** What shows until the page is there: `surface` of the page's tokens, light and dark. */
const SURFACE = { light: '#f8fafa', dark: '#131819' };

/** The one window: no Node in it, its page isolated and sandboxed. */
export function createWindow({ preload, stateFile }: { preload: string; stateFile: string }): BrowserWindow {
  const { bounds, isMaximized } = savedState(stateFile);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Demiface',
    backgroundColor: nativeTheme.shouldUseDarkColors ? SURFACE.dark : SURFACE.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      // No second window by a middle click.
      disableBlinkFeatures: 'Auxclick',
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  if (isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => saveState(stateFile, window));
  void window.loadURL(PAGE);
  return window;
}

export const preloadFile = (built: string): string => join(built, 'preload', 'preload.cjs');
