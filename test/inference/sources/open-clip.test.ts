import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { clipLength, openClip } from '../../../src/inference/sources/open-clip.ts';
import { madeTree } from '../../support/made-data.ts';

it.skipIf(process.platform === 'win32')('opens no pipe and no device', async () => {
  const top = madeTree({});
  for (const name of ['clip.mp4', 'still.jpg']) {
    expect(spawnSync('mkfifo', [join(top, name)]).status).toBe(0);
    expect(() => openClip(join(top, name))).toThrow(/is no file; expected a video/);
    await expect(clipLength(join(top, name))).rejects.toMatchObject({ code: 'unreadable' });
  }
  expect(() => openClip('/dev/zero')).toThrow(/is no file/);
});
