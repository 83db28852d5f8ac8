import type { PathToken } from '../../src/main/ipc/contract.ts';
import type { LaunchedApp } from './launch.ts';
import { resultOf } from './launch.ts';

/** From now on the system's dialogs answer by themselves: folders and places to save with `path`, questions with their last button. */
export async function answerDialogs({ app }: Pick<LaunchedApp, 'app'>, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    dialog.showMessageBox = () => Promise.resolve({ response: 2, checkboxChecked: false });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, path);
}

/** Picks a folder as a person would, by a dialog that answers by itself. */
export async function pickFolder(
  open: Pick<LaunchedApp, 'app' | 'ask'>,
  path: string,
): Promise<PathToken<'open-folder'>> {
  await answerDialogs(open, path);
  return (await resultOf(open.ask('app.pickFolder', { title: 'Folder' })))!.token;
}

/** As `pickFolder`, for a place to save. */
export async function pickSave(
  open: Pick<LaunchedApp, 'app' | 'ask'>,
  path: string,
): Promise<PathToken<'save'>> {
  await answerDialogs(open, path);
  return (await resultOf(open.ask('app.pickSave', { title: 'Save', name: 'file' })))!.token;
}
