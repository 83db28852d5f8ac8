import { symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { checkRegularFile } from '../../../src/common/files/regular-file.ts';
import { picturesIn } from '../../../src/inference/sources/pictures-in.ts';
import { clipLength, openClip } from '../../../src/inference/sources/open-clip.ts';
import { probeVideo } from '../../../src/inference/sources/probe-video.ts';
import { clipsIn } from '../../../src/inference/recording/clips-in.ts';
import { openFiles } from '../../../src/training/sources/files.ts';
import { listRoot } from '../../../src/training/sources/check/root-listing.ts';
import { importPublished } from '../../../src/training/models/published/import-published.ts';
import { scratchFolder } from '../../support/made-data.ts';

it.skipIf(process.platform === 'win32')('a path that cannot be looked at is refused by name', async () => {
  const path = join(scratchFolder(), 'loop.jpg');
  symlinkSync(path, path);
  const takers: Record<string, () => unknown> = {
    openClip: () => openClip(path),
    clipLength: () => clipLength(path),
    probeVideo: () => probeVideo(path),
    clipsIn: () => clipsIn([path]),
    picturesIn: () => picturesIn([path]),
    openFiles: () => openFiles(path),
    listRoot: () => listRoot(path, { withinMs: 100 }),
    importPublished: () => importPublished(path, { net: 'vgg-f' }),
  };
  for (const [name, take] of Object.entries(takers))
    await expect(Promise.resolve().then(take), name).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(`^${path} cannot be read \\(ELOOP\\); expected `) as string,
    });
  expect(() => checkRegularFile(path)).toThrow(/^cannot be read \(ELOOP\)$/);
});
