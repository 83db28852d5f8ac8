import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { clipLength, openClip } from '../../../src/inference/sources/open-clip.ts';
import type { Fuzzer } from '../fuzzer.ts';
import { mutatedBytes, pick } from '../mutate.ts';
import { existing, refusable } from './reading.ts';

const ENDINGS = ['mp4', 'mkv', 'avi'] as const;

/** Videos with damaged headers, frame by frame. Without ffmpeg every one is refused. */
export function openVideos(scratch: string): Fuzzer {
  const valid = ENDINGS.map((ending) => [ending, validVideo(join(scratch, `valid.${ending}`))] as const);
  return {
    make(random, folder) {
      const [ending, bytes] = pick(random, valid);
      writeFileSync(join(folder, `clip.${ending}`), mutatedBytes(random, bytes));
    },
    async run(folder) {
      const { path } = existing(folder, 'clip', ENDINGS);
      await refusable(() => clipLength(path));
      for await (const { picture } of openClip(path).frames(new AbortController().signal))
        if (picture.data.length !== picture.width * picture.height * 3)
          throw new Error('a frame of another size');
    },
  };
}

function validVideo(file: string): Buffer {
  const source = ['-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=8:duration=1'];
  const made = spawnSync('ffmpeg', ['-v', 'error', '-y', ...source, '-pix_fmt', 'yuv420p', file]);
  return made.status === 0 ? readFileSync(file) : Buffer.from('no ffmpeg here made a video');
}
