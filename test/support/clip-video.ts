import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { shippedClip } from '../../src/artifact/places.ts';
import { isPictureFile } from '../../src/common/pictures/picture-files.ts';
import { needs } from './needs.ts';

const version = spawnSync('ffmpeg', ['-version']);
export const hasFfmpeg = version.status === 0;
/** Options of tests that read videos. */
export const needsFfmpeg = needs(hasFfmpeg ? undefined : 'ffmpeg is not installed: apt install ffmpeg');

/** Options of tests of pixels whose shape changes midway: newer ones give every frame the shape that the file declares. */
export const needsFrameShapes = needs(
  /version n?([4-6])\./.test(String(version.stdout))
    ? undefined
    : 'ffmpeg 7 and newer keep the first shape of pixels',
);

/** Makes a video of the clip that ships, three seconds of eight frames each: every picture stays for two frames. */
export function clipVideo(file: string): void {
  make(['-framerate', '4', '-t', '3', '-i', join(shippedClip(), '%02ds.jpg')], file);
}

/** Makes a video of its first picture, which stays for so many seconds of eight frames each. */
export function stillVideo(file: string, seconds: number): void {
  make(['-framerate', '8', '-loop', '1', '-t', String(seconds), '-i', join(shippedClip(), '00s.jpg')], file);
}

/** Makes a video of a variable rate from another one: short steps, then long ones. */
export function variableVideo(file: string, from: string): void {
  const kept = ['-vf', "select='lt(n,9)+not(mod(n,4))'", '-fps_mode', 'vfr', '-bf', '2'];
  const made = spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', from, ...kept, file]);
  if (made.status !== 0) throw new Error(made.stderr.toString());
}

/** Copies the first pictures of the clip into a folder, which is made. */
export function clipPictures(folder: string, n: number): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(shippedClip()).filter(isPictureFile).sort().slice(0, n))
    copyFileSync(join(shippedClip(), name), join(folder, name));
}

function make(source: readonly string[], file: string): void {
  const output = ['-vf', 'fps=8,scale=480:-2', '-pix_fmt', 'yuv420p', file];
  const made = spawnSync('ffmpeg', ['-v', 'error', '-y', ...source, ...output]);
  if (made.status !== 0) throw new Error(made.stderr.toString());
}
