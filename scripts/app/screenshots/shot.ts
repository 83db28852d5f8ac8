import type { Page } from 'playwright-core';

import type { LaunchedApp } from '../launch.ts';

/** What there is to show. */
export interface Scene {
  open: LaunchedApp;
  /** The drawn data set, laid out as FER+. */
  faces: string;
  /** A copy of it that can be taken away. */
  lost: string;
}

/** A picture and the way to it from the one before. */
export interface Shot {
  name: string;
  go: (scene: Scene) => Promise<void>;
  /** Of the second window of a session. */
  isDisplay?: boolean;
}

/** Closes what the picture before has opened. While a dialog closes, the keys of the views are still its own. */
export async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('[role=dialog], [role=alertdialog]').first().waitFor({ state: 'detached' });
}
