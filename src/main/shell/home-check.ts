import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { app, dialog } from 'electron';

import { writeFileAtomic } from '../../common/files/atomic.ts';
import type { DemifaceError } from '../../common/error.ts';
import { homeFolder } from '../../artifact/places.ts';
import type { Refusal } from '../ipc/contract.ts';

/** The app's own folder, and why there is none. */
export function ownHome(): { home: string; problem: Refusal | null } {
  try {
    return { home: homeFolder(), problem: null };
  } catch (error) {
    return { home: '', problem: error as DemifaceError };
  }
}

/** Why the app's own folder cannot be used; null if a file can be written there. @param folder made if it is missing */
export function problemOfHome(folder: string): Refusal | null {
  const probe = join(folder, `.${process.pid}.writable`);
  try {
    writeFileAtomic(probe, '');
    rmSync(probe);
    return null;
  } catch (error) {
    const { message } = error as DemifaceError;
    return { code: 'disk', message: `${message.replace(probe, folder)}; DEMIFACE_HOME names another one` };
  }
}

/** One line on stderr, a dialog where there is a display, and exit code 1. */
export function refuseToStart({ code, message }: Refusal, title: () => string): void {
  process.stderr.write(`error: ${code}: ${message}\n`);
  const hasDisplay = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!hasDisplay) return app.exit(1);
  const folder = chromiumFolder();
  if (folder === null) return app.exit(1);
  void app
    .whenReady()
    .then(() => dialog.showMessageBox({ type: 'error', message: title(), detail: message }))
    .finally(() => {
      rmSync(folder, { recursive: true, force: true });
      app.exit(1);
    });
}

/** Chromium needs a place of its own to show anything; null where there is none, as on a full disk. */
function chromiumFolder(): string | null {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'demiface-window-'));
    app.setPath('userData', folder);
    return folder;
  } catch {
    return null;
  }
}
