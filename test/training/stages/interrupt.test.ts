import { join } from 'node:path';

import { expect, it } from 'vitest';

import { readModelFolder } from '../../../src/artifact/model-folder.ts';
import { STAGE_KINDS } from '../../../src/training/presets/index.ts';
import { madeFerplus, madeTree, scratchFolder } from '../../support/made-data.ts';
import { demiface, eventsOf, freshCache, strays } from '../../support/kill-loop.ts';

it('Ctrl-C stops in one line; the same command goes on to the same weights', async () => {
  const folder = scratchFolder();
  const cache = freshCache(join(folder, 'cache'));
  const data = madeTree(await madeFerplus(90, 12));
  const train = [
    'train',
    '--preset',
    'smoke-expression-lower',
    '--data',
    data,
    '--set',
    'batchSize=8',
    '--json',
  ];
  const run = (runs: string, options = {}) =>
    demiface([...train, '--runs', join(folder, runs)], { cache, ...options });
  const whole = await run('whole');
  const stopped = await run('stopped', { killAt: { signal: 'SIGINT', text: '"event":"step"' } });
  expect(stopped.code).toBe(130);
  expect(stopped.stderr.match(/^error: .*$/gm)).toEqual([
    'error: interrupted: stopped; the same command goes on where it stood',
  ]);
  expect(eventsOf(stopped.stdout).some(({ event }) => event === 'done')).toBe(false);
  const rest = await run('stopped');
  const hashes = (stdout: string) =>
    Object.values(eventsOf(stdout).at(-1)!.models!).map(({ sha256 }) => sha256);
  expect(rest.code).toBe(0);
  expect(hashes(rest.stdout)).toEqual(hashes(whole.stdout));
  expect(strays(folder)).toEqual([]);

  // Once more: everything is done already, and what is said is what lies there.
  const again = await run('whole');
  const events = eventsOf(again.stdout);
  expect(events.map(({ event, stage, done }) => [event, stage, done])).toEqual([
    ...STAGE_KINDS.map((kind) => ['stage', kind, true]),
    ['done', undefined, undefined],
  ]);
  for (const { path, sha256 } of Object.values(events.at(-1)!.models!))
    expect(readModelFolder(path).sha256).toBe(sha256);
}, 900_000); // seconds on a free machine, minutes on a busy one
