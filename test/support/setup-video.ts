import { ensurePrograms, FFMPEG } from '../../src/training/engine/system-packages.ts';

/** Brings ffmpeg before the first test, as root on Debian; without it the tests of videos are skipped. */
export default async function setup(): Promise<void> {
  try {
    await ensurePrograms(FFMPEG, (text) => console.error(text));
  } catch (error) {
    console.error(`Videos are not tested: ${(error as Error).message}`);
  }
}
