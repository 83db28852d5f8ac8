import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { LaunchedApp } from '../launch.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const THEMES = ['light', 'dark'] as const;
/** Until a change of size or theme is drawn, plots too. */
const SETTLE_MS = 350;

/** Takes every picture in both themes and both sizes, of a kiosk in its own: `<name>.<theme>.<width>.png`. */
export class Camera {
  readonly #folder: string;
  #taken = 0;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  get taken(): number {
    return this.#taken;
  }

  /** The second window of a session, in one size: on one screen it does not grow a second time. */
  takeDisplay(open: LaunchedApp, name: string): Promise<void> {
    return this.take(open, name, SIZES.slice(0, 1));
  }

  /** @param sizes of a window that takes others */
  async take(open: LaunchedApp, name: string, sizes = SIZES): Promise<void> {
    const { isKiosk, ...screen } = await windowOf(open);
    for (const size of isKiosk ? [screen] : sizes) {
      if (!isKiosk) await setSize(open, size);
      for (const theme of THEMES) {
        await open.page.emulateMedia({ colorScheme: theme });
        await open.page.waitForTimeout(SETTLE_MS);
        await open.page.screenshot({ path: join(this.#folder, `${name}.${theme}.${size.width}.png`) });
        this.#taken++;
      }
    }
    if (!isKiosk) await setSize(open, SIZES[0]!);
  }
}

/** A window over the whole screen takes no other size. */
async function windowOf({
  app,
  page,
}: LaunchedApp): Promise<{ isKiosk: boolean; width: number; height: number }> {
  const isKiosk = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isKiosk());
  return { isKiosk, ...(await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))) };
}

async function setSize({ app, page }: LaunchedApp, size: { width: number; height: number }): Promise<void> {
  const given = { ...size, url: page.url() };
  await app.evaluate(({ BrowserWindow }, { url, width, height }) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL() === url)!;
    window.moveTop(); // One that is covered draws nothing.
    window.setPosition(0, 0);
    window.setContentSize(width, height);
  }, given);
  await page.waitForFunction((width) => innerWidth === width, size.width, { polling: 100 });
}
