import type { BrowserWindow, OpenDialogOptions } from 'electron';
import { dialog } from 'electron';

import type { PathPurpose, PickedPath } from '../../ipc/contract.ts';
import type { PickedPaths } from './picked-paths.ts';

/**
 * The system's dialogs, one at a time. What a person picks is handed out as tokens. A request while a dialog is open, as by a
 * double click, does nothing: it is answered as if nothing was picked.
 */
export function pathDialogs(paths: PickedPaths, window: () => BrowserWindow | null) {
  let isOpen = false;

  async function alone<R>(show: () => Promise<R>): Promise<R | null> {
    if (isOpen) return null;
    isOpen = true;
    try {
      return await show();
    } finally {
      isOpen = false;
    }
  }

  async function open<P extends PathPurpose>(
    purpose: P,
    title: string,
    properties: OpenDialogOptions['properties'] & object,
  ): Promise<PickedPath<P>[]> {
    const options = { title, properties };
    const owner = window();
    const picked = await alone(() =>
      owner ? dialog.showOpenDialog(owner, options) : dialog.showOpenDialog(options),
    );
    return (picked?.filePaths ?? []).map((path) => paths.hand(purpose, path));
  }

  return {
    folder: async <P extends PathPurpose>(purpose: P, title: string) =>
      (await open(purpose, title, ['openDirectory']))[0] ?? null,

    files: <P extends PathPurpose>(purpose: P, title: string) =>
      open(purpose, title, ['openFile', 'multiSelections']),

    async save(title: string, name: string): Promise<PickedPath<'save'> | null> {
      const options = {
        title,
        defaultPath: fileNameFrom(name),
        // Linux asks before it replaces a file only if the dialog has this option.
        properties: ['showOverwriteConfirmation' as const],
      };
      const owner = window();
      const picked = await alone(() =>
        owner ? dialog.showSaveDialog(owner, options) : dialog.showSaveDialog(options),
      );
      return picked?.filePath ? paths.hand('save', picked.filePath) : null;
    },
  };
}

/** A plain visible name: a page must not choose the folder that the dialog opens with. */
function fileNameFrom(proposed: string): string {
  return proposed.replace(/[/\\:*?"<>|\p{C}]/gu, '-').replace(/^[.\s]+/, '') || 'export';
}
