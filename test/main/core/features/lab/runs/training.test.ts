import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { auditLog } from '../../../../../support/audit-log.ts';
import { addDataSet, jobProcesses, madeLab, ownCache, weightsIn, withFerplus } from '../made-core.ts';
import type { MadeLab } from '../made-core.ts';
import { inEnglish } from '../../../../../../src/messages/english.ts';

const SETTINGS = ['limitPictures=60', 'batchSize=16'];

function start(
  lab: MadeLab,
  dataSet: number,
  more: Partial<Parameters<MadeLab['handlers']['lab.start']>[0]> = {},
) {
  return lab.handlers['lab.start']({
    ...{
      preset: 'smoke-expression-lower',
      settings: SETTINGS,
      dataSet,
      seeds: [1],
      until: null,
      name: 'first',
    },
    ...more,
  });
}

test('a run goes through its curriculum to the end', { timeout: 900_000 }, async () => {
  ownCache();
  const lab = await madeLab();
  const { id } = await withFerplus(lab);
  const { experiment, runs } = await start(lab, id);
  const [run] = runs as [number];
  const done = await lab.until(run, ({ state }) => state === 'done' || state === 'failed');
  expect(done).toMatchObject({ state: 'done', experiment, refusal: null });
  expect(done.figure).toMatchObject({ name: 'accuracy', pictures: expect.any(Number) as number });
  for (const { metrics } of done.stages) expect(metrics).toHaveProperty('n', done.figure!.pictures);
  expect(done.stages.map(({ kind }) => kind)).toEqual([
    'teacher',
    'student',
    'standard',
    'triplet',
    'ensemble',
  ]);
  expect(done.stages.every(({ state }) => state === 'done')).toBe(true);
  const { epochs, resolved } = await lab.handlers['lab.run']({ run });
  expect(resolved).toMatchObject({ batchSize: 16, seed: 1 });
  expect(epochs[done.stages[0]!.key]!.map(({ epoch }) => epoch)).toEqual([1, 2]);
  expect(existsSync(join(lab.home, 'runs', 'stages', done.stages[4]!.key))).toBe(true);
  expect(lab.events('run.epoch').length).toBe(5);
  expect(lab.events('run.step').length).toBeGreaterThan(3);
  expect(lab.events('queue.changed').at(-1)).toEqual({ runs: [] });
  expect((await lab.handlers['status.get']({})).engine?.name).toBeTruthy();
  const status = lab.events('status.changed');
  expect(status.some(({ running }) => running?.run === run)).toBe(true);
});

test('a job that is killed goes on and ends with the same weights', { timeout: 900_000 }, async () => {
  ownCache();
  const lab = await madeLab();
  const { id } = await withFerplus(lab);
  const long = { settings: [...SETTINGS, 'teacher.epochs=6'], until: 'student' as const };
  const [whole] = (await start(lab, id, long)).runs as [number];
  await lab.until(whole, ({ state }) => state === 'done');
  const reference = weightsIn(join(lab.home, 'runs'));
  renameSync(join(lab.home, 'runs'), join(lab.home, 'before'));
  const [killed] = (await start(lab, id, long)).runs as [number];
  await lab.until(killed, ({ stages }) => stages[0]!.epoch >= 2);
  const [pid] = jobProcesses();
  process.kill(pid!, 'SIGKILL');
  const done = await lab.until(killed, ({ state }) => state === 'done' || state === 'failed');
  expect(done.state).toBe('done');
  expect(weightsIn(join(lab.home, 'runs'))).toEqual(reference);
  const states = lab.events('run.changed').flatMap((run) => (run.id === killed ? run.state : []));
  expect(states.join(' ')).toMatch(/running queued running.* done/);
});

test(
  'a run whose job dies again and again has failed, and is taken up where it stood',
  { timeout: 900_000 },
  async () => {
    ownCache();
    const lab = await madeLab();
    const { id } = await withFerplus(lab);
    const { runs } = await start(lab, id, { until: 'student' });
    const [run] = runs as [number];
    const killed = new Set<number>();
    const failed = await lab.until(run, ({ state }) => {
      for (const pid of jobProcesses().filter((one) => !killed.has(one))) {
        killed.add(pid);
        process.kill(pid, 'SIGKILL');
      }
      return state === 'failed';
    });
    expect(killed.size).toBe(4);
    expect(inEnglish(failed.refusal)).toMatchObject({
      code: 'engine',
      message: expect.stringMatching(/then resume/) as string,
    });
    await lab.handlers['lab.resume']({ run });
    const done = await lab.until(run, ({ state }) => state === 'done' || state === 'failed');
    expect(done).toMatchObject({ state: 'done', refusal: null });
    expect(done.stages.map(({ state }) => state)).toEqual(['done', 'done']);
  },
);

test('what is at work when the core ends goes on when it is back', { timeout: 900_000 }, async () => {
  ownCache();
  const first = await madeLab();
  const { id } = await withFerplus(first);
  const settings = [...SETTINGS, 'teacher.epochs=16'];
  const { runs } = await start(first, id, { settings, seeds: [1, 2], until: 'teacher' });
  const [run, next] = runs as [number, number];
  await first.until(run, ({ stages }) => stages[0]!.epoch >= 2);
  await first.close();
  const again = await madeLab(first.home);
  const back = await again.until(run, ({ stages }) => stages[0]!.epoch >= 3);
  expect(back.state).toBe('running');
  expect((await again.handlers['lab.queue']({})).runs).toEqual([run, next]);
  await again.handlers['lab.cancel']({ run: next });
  expect((await again.until(run, ({ state }) => state === 'done')).stages[0]!.epoch).toBe(16);
  const { epochs } = await again.handlers['lab.run']({ run });
  expect(Object.values(epochs)[0]!.map(({ epoch }) => epoch)).toEqual(
    Array.from({ length: 16 }, (_, i) => i + 1),
  );
});

test('runs are paused, resumed, cancelled, removed and change places', { timeout: 900_000 }, async () => {
  ownCache();
  const lab = await madeLab();
  const { id } = await withFerplus(lab);
  const settings = [...SETTINGS, 'teacher.epochs=200'];
  const { runs } = await start(lab, id, { settings, seeds: [1, 2, 3], until: 'teacher' });
  const [a, b, c] = runs as [number, number, number];
  expect(await lab.handlers['lab.reorder']({ run: c, before: b })).toEqual({ runs: [a, c, b] });
  expect(() => lab.handlers['lab.reorder']({ run: a, before: b })).toThrow(/does not wait/);
  await lab.handlers['lab.pause']({ run: b });
  await lab.handlers['lab.cancel']({ run: c });
  await lab.until(a, ({ stages }) => stages[0]!.epoch >= 1);
  await expect(lab.handlers['lab.remove']({ run: a })).rejects.toMatchObject({ code: 'busy' });
  await lab.handlers['lab.pause']({ run: a });
  const paused = await lab.until(a, ({ state }) => state === 'paused');
  expect(paused.stages[0]!.state).toBe('queued');
  expect(existsSync(join(lab.home, 'runs', 'work', paused.stages[0]!.key, 'checkpoint.bin'))).toBe(true);
  await expect.poll(jobProcesses, { timeout: 30_000 }).toEqual([]);
  expect((await lab.handlers['lab.queue']({})).runs).toEqual([]);
  await lab.handlers['lab.resume']({ run: a });
  const back = await lab.until(a, ({ stages }) => stages[0]!.epoch > paused.stages[0]!.epoch);
  expect(back.state).toBe('running');
  // One that is still stopping is waited for.
  await lab.handlers['lab.cancel']({ run: a });
  await lab.handlers['lab.remove']({ run: a });
  expect((await lab.handlers['lab.runs']({})).map(({ id: left }) => left)).toEqual([c, b]);
  expect(auditLog(lab.store)).toEqual([{ action: 'run removed', subject: `run ${a}` }]);
});

test(
  'a folder that vanished fails the run, which goes on once it is back',
  { timeout: 900_000 },
  async () => {
    ownCache();
    const lab = await madeLab();
    const { id, root } = await withFerplus(lab);
    renameSync(root, `${root}.away`);
    const [run] = (await start(lab, id, { until: 'teacher' })).runs as [number];
    const failed = await lab.until(run, ({ state }) => state === 'failed');
    expect(failed.refusal).toMatchObject({ code: 'missing' });
    renameSync(`${root}.away`, root);
    await lab.handlers['lab.resume']({ run });
    expect((await lab.until(run, ({ state }) => state === 'done')).refusal).toBeNull();
  },
);

test('a data set of another layout is refused in plain words', async () => {
  const lab = await madeLab();
  const id = addDataSet(lab.store, lab.home, 'utkface');
  await expect(start(lab, id)).rejects.toMatchObject({
    code: 'mismatch',
    message: expect.stringMatching(/utkface/) as string,
  });
  await expect(start(lab, 99)).rejects.toMatchObject({ code: 'missing' });
  await expect(start(lab, id, { settings: ['nonsense=1'] })).rejects.toMatchObject({ code: 'usage' });
  expect(await lab.handlers['lab.runs']({})).toEqual([]);
});
