import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';

import { scratchFolder } from '../../../support/made-data.ts';
import { documentsOf, runHere } from '../../run-command.ts';

it('bench live of the clip that ships, with the keys that checks read', { timeout: 120_000 }, async () => {
  const result = await runHere(...'bench live --frames 40 --json'.split(' '));
  expect(result).toMatchObject({ code: 0, stderr: '' });
  const [figures] = documentsOf<Record<string, number> & { five: Record<string, number>; parts: object }>(
    result,
  );
  expect(figures).toMatchObject({
    frames: 40,
    width: 640,
    height: 480,
    device: 'cpu',
    faces: 1,
    five: { faces: 5 },
  });
  for (const key of [
    'msP50',
    'msP95',
    'detectMsP95',
    'readingsPerSecond',
    'framesPerSecond',
    'coreShareAt30',
  ])
    expect(figures![key]).toBeGreaterThan(0);
  expect(figures!['msP95']).toBeGreaterThanOrEqual(figures!['msP50']!);
  expect(Object.keys(figures!.parts)).toEqual(['sceneMs', 'findMs', 'coverMs', 'readMs', 'detectFindMs']);
});

it('bench live notes the pictures of a clip that cannot be read', { timeout: 120_000 }, async () => {
  const clip = scratchFolder();
  for (const name of ['1.png', '3.png'])
    await sharp({ create: { width: 64, height: 48, channels: 3, background: '#888' } }).toFile(
      join(clip, name),
    );
  writeFileSync(join(clip, '2.png'), 'damaged');
  const result = await runHere('bench', 'live', '--clip', clip, '--frames', '4', '--json');
  expect(result.code).toBe(0);
  expect(result.stderr).toContain('2.png');
});

it('bench live reports where no clip is', async () => {
  expect(await runHere('bench', 'live', '--clip', 'nowhere.mp4')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^error: missing: nowhere\.mp4 is not there/) as string,
  });
});
