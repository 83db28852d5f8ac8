import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { CHECK } from '../../../../../src/main/core/features/data/jobs/index.ts';
import { JobDied, startJob } from '../../../../../src/main/core/platform/jobs/job-process.ts';
import { SideJobs } from '../../../../../src/main/core/platform/jobs/side-jobs.ts';
import type { JobResult } from '../../../../../src/main/ipc/contract.ts';
import { madeFerplus, madeTree, scratchFolder } from '../../../../support/made-data.ts';
import { jobProcesses } from '../../features/lab/made-core.ts';

const madeSet = async (pictures = 12) => ({
  layout: 'ferplus' as const,
  root: madeTree(await madeFerplus(pictures, 4)),
});

test('a job runs in a process of its own and tells how far it is', async () => {
  const told: number[] = [];
  const job = startJob(CHECK, await madeSet(), { onProgress: (done) => told.push(done) });
  expect(job.pid).not.toBe(process.pid);
  expect(await job.outcome).toMatchObject({ layout: 'ferplus' });
  expect(told.length).toBeGreaterThan(0);
  await expect.poll(jobProcesses, { timeout: 30_000 }).toEqual([]);
});

test('what a job throws comes with its code', async () => {
  const { outcome } = startJob(CHECK, { layout: 'ferplus', root: join(scratchFolder(), 'nowhere') });
  await expect(outcome).rejects.toMatchObject({ name: 'DemifaceError', code: 'missing' });
});

test('a job that dies is distinguished from one that refuses', async () => {
  const job = startJob(CHECK, await madeSet());
  process.kill(job.pid!, 'SIGKILL');
  await expect(job.outcome).rejects.toThrow(JobDied);
  await expect(job.outcome).rejects.toThrow(/SIGKILL/);
});

test('a job that is asked to stop does', async () => {
  const job = startJob(CHECK, await madeSet(60));
  job.stop();
  await expect(job.outcome).rejects.toMatchObject({ code: 'interrupted' });
  await expect.poll(jobProcesses, { timeout: 30_000 }).toEqual([]);
});

test('a job does not outlive its parent process', async () => {
  const set = await madeSet(400);
  const flag = join(scratchFolder(), 'pid');
  const file = join(import.meta.dirname, 'started-job.ts');
  const parent = spawn(process.execPath, [file, set.root, flag], { stdio: 'inherit' });
  await expect.poll(() => readPid(flag), { timeout: 30_000 }).toBeGreaterThan(0);
  const job = readPid(flag);
  parent.kill('SIGKILL');
  await expect.poll(() => isThere(job), { timeout: 45_000 }).toBe(false);
});

test('jobs beside the queue: told of, fetched, cancelled', async () => {
  const told: [string, unknown][] = [];
  const jobs = new SideJobs({ emit: (event, payload) => void told.push([event, payload]) });
  const set = await madeSet();
  const result: JobResult = { kind: 'check', id: 7 };
  const job = jobs.start({ kind: 'check', id: 1 }, CHECK, set, () => result);
  expect(() => jobs.result(job)).toThrow(/no result/);
  expect(jobs.list()).toMatchObject([{ job, subject: { kind: 'check', id: 1 }, isRunning: true }]);
  await expect
    .poll(() => told.at(-1), { timeout: 30_000 })
    .toEqual(['job.ended', { job, subject: { kind: 'check', id: 1 }, refusal: null }]);
  expect(jobs.result(job)).toEqual(result);
  expect(jobs.list()).toMatchObject([{ job, done: 16, total: 16, isRunning: false }]);
  expect(told.some(([event]) => event === 'job.progress')).toBe(true);
  const stopped = jobs.start({ kind: 'check', id: 1 }, CHECK, set, () => result);
  jobs.cancel(stopped);
  await expect
    .poll(() => told.at(-1), { timeout: 30_000 })
    .toMatchObject(['job.ended', { job: stopped, refusal: { code: 'interrupted' } }]);
  expect(jobs.list().map((one) => one.job)).toEqual([job]); // nothing came of the other one
  jobs.cancel(99);
  rmSync(set.root, { recursive: true });
  await expect(jobs.ask(CHECK, set)).rejects.toMatchObject({ code: 'missing' });
  const left = jobs.ask(CHECK, await madeSet(300));
  jobs.close();
  await expect(left).rejects.toMatchObject({ code: 'interrupted' });
});

function readPid(path: string): number {
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') Z ');
  } catch {
    return false;
  }
}
