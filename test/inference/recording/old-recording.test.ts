import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { shippedModels } from '../../../src/artifact/places.ts';
import { recordClip } from '../../../src/inference/recording/record-clip.ts';
import { openRecordingNets } from '../../../src/inference/recording/recording-nets.ts';
import { clipPictures } from '../../support/clip-video.ts';
import { scratchFolder } from '../../support/made-data.ts';

const OLD = 'test/fixtures/old-names/recordings';

it.each([['both files'], ['the rows alone']])(
  'a recording that was stopped under the former names begins again with the present columns: %s',
  async (which) => {
    const opened = await openRecordingNets(
      [`${shippedModels()}/gender.full`],
      `${shippedModels()}/occlusion`,
    );
    const folder = join(scratchFolder(), 'tables');
    mkdirSync(folder);
    for (const name of ['stopped.csv.part', 'stopped.csv.part.json'])
      copyFileSync(join(OLD, name), join(folder, name));
    if (which === 'the rows alone') rmSync(join(folder, 'stopped.csv.part.json'));
    const clip = join(scratchFolder(), 'clip');
    clipPictures(clip, 3);
    const to = join(folder, 'stopped.csv');
    try {
      const { nets, models } = opened;
      const common = { file: clip, to, nets, models, tasks: ['gender'] as const };
      await recordClip({ ...common, onProgress: () => {}, signal: new AbortController().signal });
    } finally {
      await opened.dispose();
    }
    expect(readdirSync(folder)).toEqual(['stopped.csv']);
    const rows = readFileSync(to, 'utf8').trimEnd().split('\n');
    expect(rows).toHaveLength(4);
    expect(rows[0]).toContain(',score,occlusion,occlusion_none,');
    expect(rows.join('\n')).not.toContain('hidden');
  },
);
