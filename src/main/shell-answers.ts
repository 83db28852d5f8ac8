import type { BrowserWindow } from 'electron';
import { app, dialog, shell } from 'electron';

import { writeFileAtomic } from '../artifact/atomic.ts';
import { DemifaceError } from '../artifact/error.ts';
import type { CoreClient } from './core-client.ts';
import type { Payload, Result, ShellChannel } from './ipc/contract.ts';
import { Refused } from './ipc/refused.ts';
import { noticePrinter } from './print-notice.ts';

type ShellAnswers = { [C in ShellChannel]: (payload: Payload<C>) => Promise<Result<C>> };

interface Surroundings {
  core: CoreClient;
  window: () => BrowserWindow | null;
  isKiosk: () => boolean;
}

/** What the shell answers itself: what only a window can do. */
export function shellAnswers({ core, window, isKiosk }: Surroundings): ShellAnswers {
  const printed = noticePrinter();
  return {
    'app.state': () =>
      Promise.resolve({
        version: app.getVersion(),
        electron: process.versions.electron ?? '',
        platform: process.platform,
        core: core.state,
        problem: core.problem,
        isKiosk: isKiosk(),
      }),
    'app.pickFolder': async ({ title }) => {
      const options = { title, properties: ['openDirectory' as const] };
      const owner = window();
      const { filePaths } = await (owner
        ? dialog.showOpenDialog(owner, options)
        : dialog.showOpenDialog(options));
      return { path: filePaths[0] ?? null };
    },
    'app.pickFiles': async ({ title }) => {
      const options = { title, properties: ['openFile' as const, 'multiSelections' as const] };
      const owner = window();
      const { filePaths } = await (owner
        ? dialog.showOpenDialog(owner, options)
        : dialog.showOpenDialog(options));
      return { paths: filePaths };
    },
    'app.pickSave': async ({ title, name }) => {
      const options = { title, defaultPath: name };
      const owner = window();
      const { filePath } = await (owner
        ? dialog.showSaveDialog(owner, options)
        : dialog.showSaveDialog(options));
      return { path: filePath ? filePath : null };
    },
    'app.reveal': ({ path }) => {
      shell.showItemInFolder(path);
      return Promise.resolve({});
    },
    // The text is the core's own: a page says only which.
    'app.savePdf': async ({ kind, language, path }) => {
      const pdf = await printed(await core.request('audience.notice', { kind, language }));
      try {
        writeFileAtomic(path, pdf);
      } catch (error) {
        if (error instanceof DemifaceError) throw new Refused({ code: error.code, message: error.message });
        throw error;
      }
      return { path };
    },
    'app.restartCore': () => {
      core.start();
      return Promise.resolve({});
    },
  };
}
