import type { LaunchedApp } from './launch.ts';

/** From now on the system's dialogs answer by themselves: folders and places to save with `path`, questions with their last button. */
export async function answerDialogs({ app }: LaunchedApp, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    dialog.showMessageBox = () => Promise.resolve({ response: 2, checkboxChecked: false });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, path);
}
