import { existsSync, linkSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { expect, onTestFinished, test, vi } from 'vitest';

import type { JobDied } from '../../../../../src/main/core/platform/jobs/job-process.ts';
import { RecordingQueue } from '../../../../../src/main/core/features/recordings/recording-queue.ts';
import { TABLE_START } from '../../../../../src/inference/recording/recording-rows.ts';
import { scratchFolder } from '../../../../support/made-data.ts';
import { madeStore } from '../audience/made-audience.ts';

const ROWS = `${TABLE_START}\nrows`;

/** What a process does before it is killed. */
const process = vi.hoisted(() => ({ runs: 0, work: () => {} }));

vi.mock(import('../../../../../src/main/core/platform/jobs/job-process.ts'), async (original) => {
  const actual = await original();
  const startJob = () => {
    process.runs++;
    process.work();
    const died: JobDied = new actual.JobDied('killed');
    return { outcome: Promise.reject(died), stop: () => {} };
  };
  return { ...actual, startJob: startJob as never };
});

/** A queue with one recording, as a core that ended left it. */
function queueWith(state: string) {
  const out = scratchFolder();
  const target = join(out, 'a.csv');
  const store = madeStore();
  store.raw
    .prepare("insert into recordings (source, target, tasks, state, added_at) values ('a', ?, '[]', ?, '')")
    .run(target, state);
  const queue = new RecordingQueue({ store, home: '', emit: () => {} });
  onTestFinished(() => queue.close());
  const leavePart = () => {
    for (const ending of ['', '.json']) writeFileSync(`${target}.part${ending}`, ROWS);
  };
  const land = () => {
    leavePart();
    linkSync(`${target}.part`, target);
  };
  const settled = async () => {
    for (let turns = 0; turns < 20; turns++) await setImmediate();
    return queue.list().map((one) => one.state);
  };
  return { queue, store, out, target, leavePart, land, settled };
}

test('a core that was killed after the table had landed: it is done, and nothing lies beside it', async () => {
  const { queue, out, land, settled } = queueWith('running');
  land();
  queue.open();
  expect(await settled()).toEqual(['done']);
  await expect.poll(() => readdirSync(out)).toEqual(['a.csv']);
});

test('a process that was killed after the table had landed: it is done, not read again', async () => {
  const { queue, out, target, land, settled } = queueWith('queued');
  Object.assign(process, { runs: 0, work: land });
  queue.open();
  expect(await settled()).toEqual(['done']);
  expect(process.runs).toBe(1);
  await expect.poll(() => readdirSync(out)).toEqual(['a.csv']);
  expect(readFileSync(target, 'utf8')).toBe(ROWS);
});

test('a process that is killed again and again has failed, and what it read stays', async () => {
  const { queue, target, leavePart, settled } = queueWith('queued');
  Object.assign(process, { runs: 0, work: leavePart });
  queue.open();
  expect(await settled()).toEqual(['failed']);
  expect(process.runs).toBe(3);
  expect(existsSync(`${target}.part`)).toBe(true);
});

test('of a core that ends while a recording is taken off, no rows are left that nobody knows of', async () => {
  const { queue, store, out, leavePart } = queueWith('stopped');
  leavePart();
  store.raw.exec(`create temp trigger fails before delete on recordings
    begin select raise(abort, 'killed just now'); end`);
  const [{ id } = { id: 0 }] = queue.list();
  await expect(queue.remove(id)).rejects.toThrow('killed just now');
  expect(readdirSync(out)).toEqual([]);
  expect(queue.list()).toHaveLength(1);
  store.raw.exec('drop trigger fails');
  await queue.remove(id);
  expect(queue.list()).toEqual([]);
});
