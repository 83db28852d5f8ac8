import { readFileSync } from 'node:fs';

import type { BrowserWindow, Rectangle } from 'electron';
import { screen } from 'electron';

import { writeFileAtomic } from '../../../common/files/atomic.ts';
import { warn } from '../log.ts';

interface WindowState {
  bounds: Rectangle;
  isMaximized: boolean;
}

export const MIN_WINDOW_SIZE = { width: 1024, height: 700 };
const FIRST = { width: 1280, height: 800 };

/** Where the window stood last, if some of that is on a screen that is there. */
export function savedState(file: string): { bounds: Partial<Rectangle>; isMaximized: boolean } {
  try {
    const { bounds, isMaximized } = JSON.parse(readFileSync(file, 'utf8')) as WindowState;
    const { workArea } = screen.getDisplayMatching(bounds);
    const isSeen =
      bounds.x < workArea.x + workArea.width &&
      bounds.x + bounds.width > workArea.x &&
      bounds.y < workArea.y + workArea.height &&
      bounds.y + bounds.height > workArea.y;
    if (isSeen && bounds.width >= MIN_WINDOW_SIZE.width && bounds.height >= MIN_WINDOW_SIZE.height)
      return { bounds, isMaximized };
  } catch {
    // The first start, or a file that somebody changed: the window opens as it does the first time.
  }
  return { bounds: FIRST, isMaximized: false };
}

/** A window whose place cannot be saved closes all the same. */
export function saveState(file: string, window: BrowserWindow): void {
  const state: WindowState = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
  try {
    writeFileAtomic(file, JSON.stringify(state));
  } catch (error) {
    warn(`the place of the window was not saved: ${(error as Error).message}`);
  }
}
