import type { WebPreferences } from 'electron';

/** What every page is held to: no Node in it, isolated, sandboxed. */
export const LOCKED_PAGE = {
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
  // `document.execCommand('paste')` reads nothing.
  enableDeprecatedPaste: false,
  spellcheck: false,
  navigateOnDragDrop: false,
} as const satisfies WebPreferences;
