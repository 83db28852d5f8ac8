import type { MenuItemConstructorOptions } from 'electron';
import { Menu } from 'electron';

import type { ShellMessages } from '../../../renderer/messages/shell.ts';
import type { MenuCommand } from '../../ipc/contract.ts';

const VIEWS = [
  'live',
  'session',
  'store',
  'insights',
  'data',
  'lab',
  'models',
  'retrain',
  'settings',
] as const;

interface MenuOptions {
  words: ShellMessages['menu'];
  tell: (command: MenuCommand) => void;
  isPackaged: boolean;
  /** Ends the full screen that the app was started in; null where it was not, or not any more. */
  leaveKiosk: (() => void) | null;
}

/** The native menu; what concerns the page is sent to it. Electron names its roles in English alone, so each has a label. */
export function setMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      options.leaveKiosk ? kioskItems(options.words, options.leaveKiosk) : items(options),
    ),
  );
}

/** Of a kiosk nothing is closed, minimized or opened by a key: it is left first. */
function kioskItems(words: MenuOptions['words'], leaveKiosk: () => void): MenuItemConstructorOptions[] {
  const leave = { label: words.leaveKiosk, accelerator: 'CmdOrCtrl+Shift+K', click: leaveKiosk };
  return [{ label: words.view, submenu: [leave] }, editMenu(words)];
}

function editMenu(words: MenuOptions['words']): MenuItemConstructorOptions {
  return {
    label: words.edit,
    submenu: [
      { role: 'undo', label: words.undo },
      { role: 'redo', label: words.redo },
      { type: 'separator' },
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'delete', label: words.delete },
      { type: 'separator' },
      { role: 'selectAll', label: words.selectAll },
    ],
  };
}

function items({ words, tell, isPackaged }: MenuOptions): MenuItemConstructorOptions[] {
  const isMac = process.platform === 'darwin';
  const item = (label: string, command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => tell(command),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: words.file,
      submenu: [
        item(words.addData, 'add-data', 'CmdOrCtrl+O'),
        item(words.newExperiment, 'new-experiment', 'CmdOrCtrl+N'),
        { type: 'separator' },
        isMac ? { role: 'close', label: words.close } : { role: 'quit', label: words.quit },
      ],
    },
    editMenu(words),
    {
      label: words.view,
      submenu: [
        item(words.commands, 'palette', 'CmdOrCtrl+K'),
        { type: 'separator' },
        ...VIEWS.map((view, i) =>
          item(
            words.views[view],
            `view-${(i + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`,
            `CmdOrCtrl+${i + 1}`,
          ),
        ),
        { type: 'separator' },
        { role: 'resetZoom', label: words.resetZoom },
        { role: 'zoomIn', label: words.zoomIn },
        { role: 'zoomOut', label: words.zoomOut },
        { role: 'togglefullscreen', label: words.fullScreen },
        ...(isPackaged ? [] : [{ role: 'toggleDevTools', label: words.developerTools } as const]),
      ],
    },
    {
      label: words.window,
      submenu: [
        { role: 'minimize', label: words.minimize },
        { role: 'close', label: words.close },
      ],
    },
  ];
}
