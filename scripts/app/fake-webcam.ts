import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import sharp from 'sharp';

import { isPictureFile } from '../../src/common/pictures/picture-files.ts';
import { shippedClip } from '../../src/artifact/places.ts';

/** Each picture of the clip, taken a second apart, is shown so often. */
const TIMES = 15;

/**
 * The shipped clip as a webcam: Chromium plays the file over and over, 30 pictures a second.
 * @param file where the pictures are written, one after the other
 * @returns arguments to the app
 */
export async function fakeWebcam(file: string): Promise<string[]> {
  const frames = await Promise.all(
    clipFiles().map((name) => sharp(name).resize(640, 480).jpeg({ quality: 90 }).toBuffer()),
  );
  writeFileSync(file, Buffer.concat(frames.flatMap((frame) => Array.from({ length: TIMES }, () => frame))));
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
}

/** The pictures of the shipped clip, in their order. */
export function clipFiles(): string[] {
  const folder = shippedClip();
  return readdirSync(folder)
    .filter(isPictureFile)
    .sort()
    .map((name) => join(folder, name));
}
