import { join } from 'node:path';

import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import { app, dialog, nativeTheme, Notification, powerMonitor, session } from 'electron';

import { message } from '../../messages/message.ts';
import { CameraUse } from './camera-use.ts';
import { CoreClient } from './core/core-client.ts';
import { corePlace, startCore } from './core/core-process.ts';
import { DisplayWindow } from './windows/display-window.ts';
import { ownHome, problemOfHome, refuseToStart } from './home-check.ts';
import type {
  ChannelName,
  CoreChannel,
  EventName,
  Events,
  Refusal,
  SessionSettings,
  Settings,
  ShellChannel,
} from '../ipc/contract.ts';
import { CHANNELS } from '../ipc/contract.ts';
import type { Handler } from '../ipc/register.ts';
import { registerChannels, registerDrops } from '../ipc/register.ts';
import { Refused } from '../ipc/refused.ts';
import { eventName } from '../ipc/wire.ts';
import { logUnhandled } from './log.ts';
import { setMenu } from './windows/menu.ts';
import { closeNetwork, closeSession } from './windows/network.ts';
import { logHelpers, recoverPage } from './windows/page-recovery.ts';
import { declareScheme, isOurPage, PAGE, servePage } from './windows/page.ts';
import { guard } from './windows/permissions.ts';
import { PickedPaths } from './paths/picked-paths.ts';
import { shellHandlers } from './handlers/shell-handlers.ts';
import { LOCALES } from '../../renderer/messages/language.ts';
import { ShellLanguage } from './shell-language.ts';
import { StopShortcut } from './stop-shortcut.ts';
import { createWindow, preloadFile } from './windows/window.ts';
import { shellWording } from '../../renderer/messages/shell.ts';

/** The shell: a window, its permissions and its menu; all work is done by the core. */

/** Message of a second instance to the first. */
interface SecondStart {
  /** Its command line without the program. */
  args: string[];
}

let window: BrowserWindow | null = null;
/** All windows are closed; the core writes what it has. */
let isEnding = false;
logUnhandled(({ message }) => {
  if (window === null && !isEnding) refuseToStart({ code: 'internal', message }, language);
});

const { home, problem: noHome } = ownHome();
const ownFolder = join(home, 'window');
const problem = noHome ?? problemOfHome(ownFolder);
if (problem === null) app.setPath('userData', ownFolder);
const language = new ShellLanguage(join(home, 'language.json'), () => app.getPreferredSystemLanguages());
// As root on Linux Chromium has no sandbox; tests run so.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
// Chromium's own words: date fields and the messages of forms.
if (language.choice !== 'system') app.commandLine.appendSwitch('lang', LOCALES[language.now]);
declareScheme();
closeNetwork(app);
const paths = new PickedPaths(home);

/** At a door nobody's expressions are measured. */
const SESSION_BEGINS: readonly ChannelName[] = ['session.open', 'session.resume'];
const SESSION_IN_KIOSK: Refusal = {
  code: 'usage',
  message: message('session.inKiosk'),
};

let isQuitting = false;
let settings: Settings | null = null;
let isTraining = false;
/** `npm start -- --kiosk`: the whole screen, which no window manager closes, until somebody leaves it by its own shortcut. */
let isKiosk = process.argv.includes('--kiosk');
/** A purpose of counting is set. */
const camera = new CameraUse();

const tell = <E extends EventName>(event: E, payload: Events[E]) => {
  if (event === 'settings.changed') heed(payload as Settings);
  if (event === 'status.changed') isTraining = (payload as Events['status.changed']).running !== null;
  if (event === 'audience.changed') void askForCamera();
  if (event === 'run.changed') announce(payload as Events['run.changed']);
  if (event === 'session.changed') followSession(payload as Events['session.changed']);
  // A session ends with its core; one that is resumed is announced again.
  if (event === 'core.state' && core.state !== 'running') followSession(null);
  for (const shown of [window, display.now])
    if (shown && !shown.isDestroyed()) shown.webContents.send(eventName(event), payload);
};

const place = corePlace(app, process.resourcesPath);
const core = new CoreClient(
  ({ onMessage, onEnd }) =>
    startCore(
      {
        entry: join(place.folder, 'src', 'main', 'core', 'index.ts'),
        node: place.node,
        args: ['--home', home],
      },
      { onMessage, onEnd },
    ),
  (event, payload) => {
    tell(event, payload);
    if (event !== 'core.state' || core.state !== 'running') return;
    core.request('settings.get', {}).then(heed, () => {}); // A core that has ended gets the request again when it is back.
    void askForCamera();
  },
);

const built = join(app.getAppPath(), 'out');
const display = new DisplayWindow(preloadFile(built));
const stopShortcut = new StopShortcut(core, (now) => tell('session.shortcut', now));

function followSession(state: Events['session.changed']): void {
  camera.isForSession = state !== null;
  stopShortcut.follow(state);
  if (state === null) display.close();
}

/** A core that does not answer grants nothing. */
async function askForCamera(): Promise<void> {
  const settings = await core.request('audience.settings', {}).catch(() => null);
  camera.isForStore = (settings?.purposes.length ?? 0) > 0;
}

async function closeLive(): Promise<void> {
  if (core.state !== 'running') return;
  await core.request('live.close', { session: null }).catch(() => {}); // A core that has ended looks at nothing.
  camera.note('live.close', { session: null });
  camera.note('retrain.closeCamera', {});
}

/** Nobody is in front of the screen any more. */
function lockClients(): void {
  if (core.state === 'running') core.request('vault.lockSoon', {}).catch(() => {}); // One that has ended holds no key.
}

function heed(now: Settings): void {
  settings = now;
  nativeTheme.themeSource = now.theme;
}

/** Reports when long work ends while nobody looks. */
function announce({ name, state, refusal }: Events['run.changed']): void {
  if (!settings?.notifications || window?.isFocused() || !Notification.isSupported()) return;
  const words = language.messages.training;
  if (state === 'done') new Notification({ title: words.ended, body: name }).show();
  if (state === 'failed') {
    const body = words.stoppedWhy({ name, why: refusal ? shellWording(language.now)(refusal.message) : '' });
    new Notification({ title: words.stopped, body }).show();
  }
}

function open(): void {
  const opened = createWindow({
    preload: preloadFile(built),
    stateFile: join(home, 'window.json'),
    isKiosk,
  });
  window = opened;
  opened.on('close', (event) => {
    if (isQuitting || (!isKiosk && !isTraining && !camera.isForSession)) return;
    event.preventDefault();
    if (!isKiosk) void askToClose();
  });
  recoverPage(opened, {
    words: () => language.messages.crash,
    quit: () => app.quit(),
    isQuitting: () => isQuitting,
  });
  // What a page looked at before it is loaded anew has ended with it.
  opened.webContents.on('did-start-loading', () => void closeLive());
  opened.on('closed', () => {
    display.close();
    // Another one may be open in its place.
    if (window === opened) window = null;
  });
}

function showMenu(): void {
  const leaveKiosk = () => {
    isKiosk = false;
    window?.setKiosk(false);
    showMenu();
  };
  setMenu({
    words: language.messages.menu,
    tell: (command) => tell('menu.command', { command }),
    isPackaged: app.isPackaged,
    leaveKiosk: isKiosk ? leaveKiosk : null,
  });
}

async function askToClose(): Promise<void> {
  const words = camera.isForSession ? language.messages.quitSession : language.messages.quit;
  const { response } = await dialog.showMessageBox(window!, {
    type: 'question',
    message: words.message,
    detail: words.detail,
    buttons: [words.keep, words.minimize, words.quit],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1) window?.minimize();
  if (response === 2) {
    isQuitting = true;
    app.quit();
  }
}

if (problem !== null) refuseToStart(problem, language);
else if (!app.requestSingleInstanceLock({ args: process.argv.slice(1) } satisfies SecondStart)) {
  process.stderr.write(
    `Demiface is open on ${home} already; its window comes to the front, or opens again if it was just closed\n`,
  );
  app.quit();
} else {
  /** What was started while this app ends: it opens once the home is free. */
  let next: SecondStart | null = null;
  app.on('second-instance', (_event, _argv, _folder, second) => {
    if (isEnding) next = second as SecondStart;
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => {
    // A page that calls window.close() does not cause the window's event `close`.
    if (isKiosk && !isQuitting) open();
    else app.quit();
  });
  // The system ends, or SIGTERM: a kiosk has nobody to ask.
  app.on('before-quit', () => (isQuitting ||= isKiosk));
  logHelpers(app);
  app.on('session-created', closeSession);
  app.on('web-contents-created', (_, contents) => {
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    for (const event of ['will-navigate', 'will-redirect', 'will-attach-webview'] as const)
      contents.on(event as 'will-navigate', (happening) => happening.preventDefault());
  });
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    if (isEnding) return;
    isEnding = true;
    void core.close().finally(() => {
      isClosed = true;
      if (next) app.relaunch(next);
      app.quit();
    });
  });
  void app.whenReady().then(() => {
    core.start();
    powerMonitor.on('lock-screen', lockClients);
    powerMonitor.on('suspend', lockClients);
    guard(
      session.defaultSession,
      (url) => url.startsWith(new URL('.', PAGE).href),
      (contents) => camera.isAllowed && contents === window?.webContents,
    );
    servePage(join(app.getAppPath(), 'out', 'renderer'), () => language.now);
    const handlers = shellHandlers({
      core,
      paths,
      window: () => window,
      isKiosk: () => isKiosk,
      language,
      onLanguage() {
        showMenu();
        display.now?.webContents.reload();
      },
      stopShortcut,
      display,
    });
    const answer: Handler = (channel, payload) =>
      CHANNELS[channel].by === 'shell'
        ? handlers[channel as ShellChannel](payload as never)
        : paths.use(payload, async (resolved) => {
            if (isKiosk && SESSION_BEGINS.includes(channel)) throw new Refused(SESSION_IN_KIOSK);
            const result = await core.request(channel as CoreChannel, resolved);
            camera.note(channel, payload);
            if (channel === 'session.set') stopShortcut.rebind((result as SessionSettings).stopShortcut);
            return result;
          });
    const isOurs = ({ senderFrame }: IpcMainInvokeEvent) => isOurPage(senderFrame);
    registerChannels(isOurs, answer);
    registerDrops(isOurs, (path, purpose) => paths.hand(purpose, path));
    showMenu();
    open();
  });
}
