import { mkdirSync, readdirSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { readModelFolder } from '../../../src/artifact/model-folder.ts';
import { STAGE_KINDS } from '../../../src/training/presets/index.ts';
import { demiface, eventsOf, freshCache, strays } from '../../support/kill-loop.ts';
import { madeFerplus, madeTree, scratchFolder } from '../../support/made-data.ts';

it('train: its stream, its models, a damaged cache, a damaged checkpoint', { timeout: 240_000 }, async () => {
  const data = madeTree(await madeFerplus(60, 10));
  const folder = scratchFolder();
  const runs = join(folder, 'runs');
  const cache = freshCache(join(folder, 'cache'));
  const run = (...more: string[]) => {
    const args = ['train', '--preset', 'smoke-expression-lower', '--data', `ferplus=${data}`, '--runs', runs];
    return demiface([...args, '--set', 'batchSize=16', 'epochs=1', '--seed', '3', ...more], { cache });
  };

  const first = await run('--json');
  expect(first.code).toBe(0);
  const events = eventsOf(first.stdout) as (Record<string, unknown> & { event: string })[];
  // Step lines come at most once a second, and at an epoch's last step.
  const told = events.map(({ event, stage }) => (stage ? `${event} ${stage as string}` : event));
  expect(told.filter((line, i) => line !== told[i - 1])).toEqual([
    ...['teacher', 'student', 'standard', 'triplet'].flatMap((kind) =>
      ['stage', 'step', 'epoch'].map((event) => `${event} ${kind}`),
    ),
    ...['stage ensemble', 'done'],
  ]);
  const step = events.findLast(({ event }) => event === 'step')!;
  expect(Object.keys(step).sort()).toEqual(
    ['event', 'stage', 'epoch', 'step', 'loss', 'imagesPerSecond', 'etaS'].sort(),
  );
  const epoch = events.findLast(({ event }) => event === 'epoch')!;
  for (const key of ['epoch', 'loss', 'metric', 'imagesPerSecond', 'rate'])
    expect(epoch[key], key).toEqual(expect.any(Number));
  const models = events.at(-1)!['models'] as Record<string, { path: string; sha256: string }>;
  expect(Object.keys(models)).toEqual([...STAGE_KINDS]);
  for (const { path, sha256 } of Object.values(models)) {
    const { card, sha256: found } = readModelFolder(path);
    expect(found).toBe(sha256);
    expect(card.stage.seed).toBe(3);
    expect(card.data.choosing).toBe('a seeded tenth of the training split (copies kept together)');
  }
  expect(first.stderr).toMatch(/^Engine: /m);
  expect(strays(folder)).toEqual([]);

  const [prepared] = readdirSync(join(cache, 'prepared'));
  truncateSync(join(cache, 'prepared', prepared!, 'pictures.bin'), 1000);
  const second = await run();
  expect(second.code).toBe(0);
  expect(second.stderr).toMatch(
    /^the prepared pictures are made again: their file has 1000 bytes where \d+ were/m,
  );
  expect(second.stderr).toMatch(/^The student of smoke-expression-lower is done already\.$/m);
  expect(second.stdout).toMatch(
    /^teacher: accuracy .*\nstudent: accuracy .* on a seeded tenth of the training split/,
  );

  const key = readModelFolder(models['teacher']!.path).card.stage.key;
  renameSync(join(runs, 'stages'), join(folder, 'aside'));
  mkdirSync(join(runs, 'work', key), { recursive: true });
  const checkpoint = join(runs, 'work', key, 'checkpoint.bin');
  writeFileSync(checkpoint, 'DEMIFACE-CKPT-1\nnot a checkpoint');
  const third = await run();
  expect(third.code).toBe(1);
  expect(third.stderr.match(/^error: .*$/gm)).toEqual([
    `error: corrupt: the checkpoint ${checkpoint} is damaged (it ends too early); delete it to start this stage anew`,
  ]);
  expect(third.stdout).toBe('');
  expect(strays(folder)).toEqual([
    join('runs', 'work'),
    join('runs', 'work', key),
    join('runs', 'work', key, 'checkpoint.bin'),
  ]);
});
