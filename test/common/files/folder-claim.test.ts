import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { expect, it, onTestFinished, vi } from 'vitest';

import type { Claim } from '../../../src/common/files/folder-claim.ts';
import { isClaimed, STALE_MS, tryClaim } from '../../../src/common/files/folder-claim.ts';
import { thisHost } from '../../../src/common/files/host-identity.ts';
import { thisProcess } from '../../../src/common/files/process-identity.ts';
import { scratchFolder } from '../../support/made-data.ts';

const HEARTBEAT = join(import.meta.dirname, '../../../src/common/files/heartbeat.ts');
const CLAIM_OFTEN = join(import.meta.dirname, 'claim-often.ts');

function claimed(folder: string): Claim {
  const answer = tryClaim(folder);
  if (!('release' in answer)) throw new Error(`process ${answer.pid} has it`);
  onTestFinished(() => answer.release());
  return answer;
}

/** As if nothing in it had been written for so long. */
function age(folder: string, ms: number): void {
  const then = new Date(Date.now() - ms);
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), then, then);
}

it('is taken, given back, and taken again', () => {
  const folder = join(scratchFolder(), 'work');
  const claim = claimed(folder);
  expect(readdirSync(folder)).toEqual(['owner']);
  expect([isClaimed(folder), claim.isHeld()]).toEqual([true, true]);
  claim.release();
  expect(readdirSync(folder)).toEqual([]);
  expect([isClaimed(folder), claim.isHeld()]).toEqual([false, false]);
  claimed(folder);
});

it('a copy of an owned folder is nobody’s', () => {
  const folder = join(scratchFolder(), 'work of mine');
  claimed(folder);
  const copy = join(scratchFolder(), 'copy');
  cpSync(folder, copy, { recursive: true });
  expect(isClaimed(copy)).toBe(false);
});

it('an owner on another machine has it until it has not written for ten minutes', () => {
  const folder = scratchFolder();
  const { pid } = spawnSync(process.execPath, ['-e', '']); // here a dead process; that says nothing about there
  writeFileSync(join(folder, 'owner'), `${pid} 1 another-machine~0123abcd /mnt/shared/work`);
  expect(tryClaim(folder)).toEqual({ pid, host: 'another-machine', isAsking: false });
  expect(isClaimed(folder)).toBe(true);
  age(folder, STALE_MS - 60_000);
  expect(tryClaim(folder)).toMatchObject({ host: 'another-machine' });
  age(folder, STALE_MS + 60_000);
  writeFileSync(join(folder, 'checkpoint'), ''); // what it writes is a sign of life, too
  expect(tryClaim(folder)).toMatchObject({ host: 'another-machine' });
  age(folder, STALE_MS + 60_000);
  expect(isClaimed(folder)).toBe(false);
  claimed(folder);
});

it('a machine of the same name is another one', () => {
  const folder = scratchFolder();
  const name = thisHost().split('~')[0]!;
  writeFileSync(join(folder, 'owner'), `${process.pid} ${thisProcess().start} ${name}~ffffffff /elsewhere`);
  expect(tryClaim(folder)).toMatchObject({ pid: process.pid, host: name });
});

it('a process that asks at this moment is waited for, on this machine and on another; a dead one is not', () => {
  const folder = scratchFolder();
  const asking = (n: number) => join(folder, `.owner.00000000-0000-0000-0000-00000000000${n}.asking`);
  writeFileSync(asking(1), `1 0 another-machine~0123abcd /mnt/shared/work`);
  expect(tryClaim(folder)).toEqual({ pid: 1, host: 'another-machine', isAsking: true });
  age(folder, STALE_MS + 60_000);
  writeFileSync(asking(2), `${process.ppid} 0 ${thisHost()} ${folder}`);
  expect(tryClaim(folder)).toEqual({ pid: process.ppid, host: null, isAsking: true });
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(asking(2), `${pid} 1 ${thisHost()} ${folder}`);
  claimed(folder);
  expect(readdirSync(folder)).toEqual(['owner']);
});

it('an owner writes its file again while its process computes, and sees when it has lost the folder', async () => {
  const folder = scratchFolder();
  const claim = claimed(folder);
  const path = join(folder, 'owner');
  const heartbeat = new Worker(HEARTBEAT, {
    workerData: { path, text: readFileSync(path, 'utf8'), everyMs: 5 },
  });
  onTestFinished(async () => void (await heartbeat.terminate()));
  age(folder, 2 * STALE_MS);
  await vi.waitFor(() => expect(Date.now() - statSync(path).mtimeMs).toBeLessThan(STALE_MS), 20_000);
  expect(claim.isHeld()).toBe(true);

  // Another machine lands its own file; the beats of this one must not reach it.
  const theirs = '7 1 another-machine~0123abcd /mnt/shared/work';
  writeFileSync(join(folder, 'new'), theirs);
  renameSync(join(folder, 'new'), path);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(readFileSync(path, 'utf8')).toBe(theirs);
  expect(claim.isHeld()).toBe(false);
  claim.release();
  expect(readFileSync(path, 'utf8')).toBe(theirs);
});

it('two never have it, however many ask and die', async () => {
  const folder = join(scratchFolder(), 'work');
  const inside = join(scratchFolder(), 'inside');
  const ends = Array.from({ length: 6 }, async () => {
    const child = spawn(process.execPath, [CLAIM_OFTEN, folder, inside, '25'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    return { code, signal, said };
  });
  expect(await Promise.all(ends)).toEqual(
    Array.from({ length: 6 }, () => ({ code: null, signal: 'SIGKILL', said: '' })),
  );
  claimed(folder);
}, 120_000);
