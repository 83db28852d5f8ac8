import type { BrowserWindow } from 'electron';
import { app, safeStorage, shell } from 'electron';

import { writeFileAtomic } from '../../../common/files/atomic.ts';
import { DemifaceError } from '../../../common/error.ts';
import type { CoreClient } from '../core/core-client.ts';
import type { PathToken, Payload, Refusal, Result, ShellChannel } from '../../ipc/contract.ts';
import { Refused } from '../../ipc/refused.ts';
import { systemKeychain } from './keychain.ts';
import { pathDialogs } from '../paths/path-dialogs.ts';
import type { PickedPaths } from '../paths/picked-paths.ts';
import { noticePage } from '../print/notice-page.ts';
import { documentPrinter } from '../print/print-document.ts';
import { pathOfPlace } from './revealed-place.ts';
import type { DisplayWindow } from '../windows/display-window.ts';
import type { ShellLanguage } from '../shell-language.ts';
import { vaultShellHandlers } from './vault-shell-handlers.ts';
import type { StopShortcut } from '../stop-shortcut.ts';
import { message } from '../../../messages/message.ts';

type ShellHandlers = { [C in ShellChannel]: (payload: Payload<C>) => Promise<Result<C>> };

interface Surroundings {
  core: CoreClient;
  paths: PickedPaths;
  window: () => BrowserWindow | null;
  isKiosk: () => boolean;
  language: ShellLanguage;
  /** Another one was chosen. */
  onLanguage: () => void;
  stopShortcut: StopShortcut;
  display: Pick<DisplayWindow, 'open'>;
}

const IN_KIOSK: Refusal = {
  code: 'usage',
  message: message('app.inKiosk'),
};

const SESSION_IN_KIOSK: Refusal = { code: 'usage', message: message('session.inKiosk') };
const NO_SESSION: Refusal = { code: 'usage', message: message('session.noneOpen') };

/** Handlers of the channels that the shell serves itself: those that need a window. */
export function shellHandlers(surroundings: Surroundings): ShellHandlers {
  return {
    ...vaultShellHandlers(surroundings.core, systemKeychain(safeStorage)),
    ...appHandlers(surroundings),
    ...pathHandlers(surroundings),
    ...printHandlers(surroundings),
    ...sessionHandlers(surroundings),
  };
}

type AppHandlers = Pick<ShellHandlers, `app.${'state' | 'setLanguage' | 'restartCore'}`>;

function appHandlers({ core, window, isKiosk, language, onLanguage }: Surroundings): AppHandlers {
  return {
    'app.state': () =>
      Promise.resolve({
        version: app.getVersion(),
        electron: process.versions.electron ?? '',
        platform: process.platform,
        core: core.state,
        problem: core.problem,
        isKiosk: isKiosk(),
        language: language.choice,
      }),
    'app.setLanguage': ({ language: chosen }) =>
      written(() => {
        language.choose(chosen);
        onLanguage();
        window()?.webContents.reload();
        return {};
      }),
    'app.restartCore': () => {
      core.start();
      return Promise.resolve({});
    },
  };
}

type PathHandlers = Pick<ShellHandlers, 'app.reveal' | Extract<ShellChannel, `app.pick${string}`>>;

function pathHandlers({ core, paths, window, isKiosk }: Surroundings): PathHandlers {
  const dialogs = pathDialogs(paths, window);
  /** What the system opens would lie over a kiosk and lead out of it. */
  const outside =
    <P, R>(open: (payload: P) => Promise<R>) =>
    (payload: P) =>
      isKiosk() ? Promise.reject(new Refused(IN_KIOSK)) : open(payload);
  return {
    'app.pickFolder': outside(({ title }) => dialogs.folder('open-folder', title)),
    'app.pickOutputFolder': outside(({ title }) => dialogs.folder('output-folder', title)),
    'app.pickFiles': outside(({ title }) => dialogs.files('open-file', title)),
    'app.pickClips': outside(({ title }) => dialogs.files('clip', title)),
    'app.pickClipFolder': outside(({ title }) => dialogs.folder('clip-folder', title)),
    'app.pickSave': outside(({ title, name }) => dialogs.save(title, name)),
    'app.reveal': outside(async ({ place }) => {
      shell.showItemInFolder(await pathOfPlace(core, paths, place));
      return {};
    }),
  };
}

type PrintHandlers = Pick<ShellHandlers, Extract<ShellChannel, `${string}.savePdf`>>;

/** The text is the core's own: a page says only which. */
function printHandlers({ core, paths }: Surroundings): PrintHandlers {
  const printed = documentPrinter();
  const savePdf = (token: PathToken<'save'>, document: () => Promise<string>) =>
    paths.use(token, async (path) => {
      const pdf = await printed(await document());
      return written(() => {
        writeFileAtomic(path, pdf);
        return { path };
      });
    });
  return {
    'app.savePdf': ({ kind, language, path }) =>
      savePdf(path, async () => noticePage(await core.request('audience.notice', { kind, language }))),
    'session.savePdf': ({ path, ...question }) =>
      savePdf(path, async () => (await core.request('session.report', question)).html),
  };
}

type SessionHandlers = Pick<ShellHandlers, `session.${'openDisplay' | 'checkShortcut' | 'shortcut'}`>;

function sessionHandlers({ core, window, isKiosk, stopShortcut, display }: Surroundings): SessionHandlers {
  return {
    async 'session.openDisplay'() {
      const main = window();
      if (isKiosk()) throw new Refused(SESSION_IN_KIOSK);
      if (main === null || !(await core.request('session.state', {}))) throw new Refused(NO_SESSION);
      display.open(main);
      return {};
    },
    'session.checkShortcut': ({ shortcut }) => Promise.resolve({ isFree: stopShortcut.isFree(shortcut) }),
    'session.shortcut': () => Promise.resolve(stopShortcut.now),
  };
}

/** @throws Refused if the disk refuses */
const written = <R>(write: () => R): Promise<R> =>
  new Promise<R>((resolve) => resolve(write())).catch((error: unknown) => {
    if (error instanceof DemifaceError) throw new Refused({ code: error.code, message: error.coded });
    throw error;
  });
