import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import sharp from 'sharp';

const CLIP = join('resources', 'clip');
/** Each picture of the clip, taken a second apart, is shown so often. */
const TIMES = 15;

/**
 * The shipped clip as a webcam: Chromium plays the file over and over, 30 pictures a second.
 * @param file where the pictures are written, one after the other
 * @returns arguments to the app
 */
export async function fakeWebcam(file: string): Promise<string[]> {
  const names = readdirSync(CLIP)
    .filter((name) => name.endsWith('.jpg'))
    .sort();
  const frames = await Promise.all(
    names.map((name) => sharp(join(CLIP, name)).resize(640, 480).jpeg({ quality: 90 }).toBuffer()),
  );
  writeFileSync(file, Buffer.concat(frames.flatMap((frame) => Array.from({ length: TIMES }, () => frame))));
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
}
