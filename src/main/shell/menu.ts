import type { MenuItemConstructorOptions } from 'electron';
import { Menu } from 'electron';

import type { MenuCommand } from '../ipc/contract.ts';

const VIEWS = ['Data', 'Lab', 'Models', 'Store', 'Insights', 'Settings'] as const;

interface MenuOptions {
  tell: (command: MenuCommand) => void;
  isPackaged: boolean;
  /** Ends the full screen that the app was started in; null where it was not, or not any more. */
  leaveKiosk: (() => void) | null;
}

/** The native menu; what concerns the page is sent to it. */
export function setMenu({ tell, isPackaged, leaveKiosk }: MenuOptions): void {
  const item = (label: string, command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => tell(command),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        item('Add data set…', 'add-data', 'CmdOrCtrl+O'),
        item('New experiment…', 'new-experiment', 'CmdOrCtrl+N'),
        { type: 'separator' },
        { role: process.platform === 'darwin' ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        item('Commands…', 'palette', 'CmdOrCtrl+K'),
        { type: 'separator' },
        ...VIEWS.map((view, i) =>
          item(view, `view-${(i + 1) as 1 | 2 | 3 | 4 | 5 | 6}`, `CmdOrCtrl+${i + 1}`),
        ),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        leaveKiosk
          ? { label: 'Leave kiosk', accelerator: 'CmdOrCtrl+Shift+K', click: leaveKiosk }
          : { role: 'togglefullscreen' },
        ...(isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
