import { views } from './views.ts';

/** Menus, dialogs and notifications of the system. */
export const shell = {
  menu: {
    file: 'File',
    addData: 'Add data set…',
    newExperiment: 'New experiment…',
    close: 'Close window',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    delete: 'Delete',
    selectAll: 'Select all',
    view: 'View',
    commands: 'Commands…',
    views,
    resetZoom: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    leaveKiosk: 'Leave kiosk',
    fullScreen: 'Full screen',
    developerTools: 'Developer tools',
    window: 'Window',
    minimize: 'Minimize',
  },
  training: { ended: 'Training ended', stopped: 'Training stopped', stoppedWhy: '{name}: {why}' },
  quit: {
    message: 'Training is running',
    detail: 'If you quit Demiface now, training stops at its last step and resumes at the next start.',
    keep: 'Keep training',
    minimize: 'Minimize',
    quit: 'Stop and quit',
  },
  quitSession: {
    message: 'A session is open',
    detail:
      'If you quit Demiface now, measuring and streams end. The session can be resumed within twelve hours.',
    keep: 'Continue session',
    minimize: 'Minimize',
    quit: 'Quit',
  },
  crash: {
    message: 'The window keeps crashing',
    detail:
      'It ended {n, number} times within ten minutes ({reason}). Training and recordings continue in the background service; cameras are off.',
    reload: 'Reload window',
    quit: 'Quit',
  },
  cannotStart: 'Demiface cannot start',
} as const;
