import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { app, dialog } from 'electron';

import { writeFileAtomic } from '../../common/files/atomic.ts';
import type { DemifaceError } from '../../common/error.ts';
import { homeFolder } from '../../artifact/places.ts';
import { shellWording } from '../../renderer/messages/shell.ts';
import type { Refusal } from '../ipc/contract.ts';
import type { ShellLanguage } from './shell-language.ts';
import { message, type StoredMessage } from '../../messages/message.ts';
import { englishText } from '../../messages/english.ts';

/** The app's own folder, and why there is none. */
export function ownHome(): { home: string; problem: Refusal | null } {
  try {
    return { home: homeFolder(), problem: null };
  } catch (error) {
    return { home: '', problem: refusalOf(error as DemifaceError) };
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
    const { code, message: problem } = refusalOf(error as DemifaceError);
    return { code, message: message('app.homeElsewhere', { problem: ofFolder(problem, folder) }) };
  }
}

/** The same for the folder, where the error is of a file in it. */
function ofFolder(problem: StoredMessage, folder: string): StoredMessage {
  if (typeof problem === 'string') return problem;
  return { ...problem, values: { ...problem.values, path: folder } };
}

const refusalOf = ({ code, coded }: DemifaceError): Refusal => ({ code, message: coded });

/** One line on stderr, a dialog where there is a display, and exit code 1. */
export function refuseToStart(
  { code, message }: Refusal,
  language: Pick<ShellLanguage, 'now' | 'messages'>,
): void {
  process.stderr.write(`error: ${code}: ${englishText(message)}\n`);
  const hasDisplay = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!hasDisplay) return app.exit(1);
  const folder = chromiumFolder();
  if (folder === null) return app.exit(1);
  void app
    .whenReady()
    .then(() =>
      dialog.showMessageBox({
        type: 'error',
        message: language.messages.cannotStart,
        detail: shellWording(language.now)(message),
      }),
    )
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
