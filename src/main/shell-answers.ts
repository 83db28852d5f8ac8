import type { BrowserWindow } from 'electron';
import { app, dialog, shell } from 'electron';

import type { CoreClient } from './core-client.ts';
import type { Payload, Result, ShellChannel } from './ipc/contract.ts';

type ShellAnswers = { [C in ShellChannel]: (payload: Payload<C>) => Promise<Result<C>> };

/** What the shell answers itself: what only a window can do. */
export function shellAnswers(core: CoreClient, window: () => BrowserWindow | null): ShellAnswers {
  return {
    'app.state': () =>
      Promise.resolve({
        version: app.getVersion(),
        electron: process.versions.electron ?? '',
        platform: process.platform,
        core: core.state,
        problem: core.problem,
      }),
    'app.pickFolder': async ({ title }) => {
      const options = { title, properties: ['openDirectory' as const] };
      const owner = window();
      const { filePaths } = await (owner
        ? dialog.showOpenDialog(owner, options)
        : dialog.showOpenDialog(options));
      return { path: filePaths[0] ?? null };
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
    'app.restartCore': () => {
      core.start();
      return Promise.resolve({});
    },
  };
}
