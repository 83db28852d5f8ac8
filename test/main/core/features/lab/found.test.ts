import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { readDataSet } from '../../../../../src/training/sources/readers/index.ts';
import { scratchFolder } from '../../../../support/made-data.ts';
import type { MadeLab } from './made-core.ts';
import { addDataSet, madeLab, ownCache, weightsIn, withFerplus } from './made-core.ts';

const QUESTION = { preset: 'smoke-expression-upper', settings: [], seeds: [3], name: 'theirs' };

/** One that trains, whose runs folder another one looks into. */
async function others() {
  ownCache();
  const lab = await madeLab();
  const { id, root } = await withFerplus(lab);
  return { lab, id, root, folder: join(lab.home, 'runs') };
}

const open = (lab: MadeLab, folder: string) =>
  lab.outcome<'open'>(lab.handlers['lab.openFolder']({ folder }));

test(
  'a run that others are at is followed to its end, which may come early',
  { timeout: 900_000 },
  async () => {
    const { lab, id, folder } = await others();
    const { runs } = await lab.handlers['lab.start']({ ...QUESTION, dataSet: id, until: 'student' });
    const [run] = runs as [number];
    await lab.until(run, ({ stages }) => stages[1]!.state === 'running');
    const watcher = await madeLab();
    expect(await open(watcher, folder)).toMatchObject({ added: 1, updated: 0, skipped: 0 });
    const [found] = await watcher.handlers['lab.runs']({});
    expect(found).toMatchObject({ preset: 'smoke-expression-upper', seed: 3, state: 'elsewhere' });
    expect(found!.stages.map(({ state }) => state).slice(0, 2)).toEqual(['done', 'running']);
    expect(() => watcher.handlers['lab.resume']({ run: found!.id })).toThrow(/elsewhere/);

    await lab.until(run, ({ state }) => state === 'done');
    const done = await watcher.until(found!.id, ({ state }) => state === 'done');
    expect(done.stages.map(({ kind, state }) => [kind, state])).toEqual([
      ['teacher', 'done'],
      ['student', 'done'],
    ]);
    expect(watcher.events('run.epoch').map(({ run: of, epoch }) => [of, epoch.epoch])).toEqual([
      [done.id, 1],
    ]);
    expect(await open(watcher, folder)).toMatchObject({ added: 0, updated: 1 });
    expect(await watcher.handlers['lab.runs']({})).toHaveLength(1);
  },
);

test('a copy of a run that is not done is taken up where it stood', { timeout: 900_000 }, async () => {
  const { lab, id, root, folder } = await others();
  const { runs } = await lab.handlers['lab.start']({ ...QUESTION, dataSet: id, until: null });
  const [run] = runs as [number];
  await lab.until(run, ({ stages }) => stages[1]!.state === 'running' && stages[1]!.epoch === 0);
  // As it is copied while it is at work: its owner is written down in the copy too, but works elsewhere.
  const copy = join(scratchFolder(), 'copy');
  cpSync(folder, copy, { recursive: true });
  await lab.handlers['lab.pause']({ run });
  await lab.until(run, ({ state }) => state === 'paused' || state === 'done');
  cpSync(join(folder, 'work'), join(copy, 'work'), { recursive: true });

  const elsewhere = await madeLab();
  expect(await open(elsewhere, copy)).toMatchObject({ added: 1 });
  const [found] = await elsewhere.handlers['lab.runs']({});
  expect(found).toMatchObject({ preset: 'smoke-expression-upper', seed: 3, state: 'paused', dataSet: null });
  expect(found!.stages.map(({ state }) => state)).not.toContain('running');
  expect(() => elsewhere.handlers['lab.resume']({ run: found!.id })).toThrow(/add it under Data/);

  // With other pictures it does not go on.
  const other = join(scratchFolder(), 'other');
  cpSync(root, other, { recursive: true });
  const { file } = (await readDataSet('ferplus', other)).pictures[0]!;
  rmSync(join(other, file));
  addDataSet(elsewhere.store, other);
  await elsewhere.handlers['lab.resume']({ run: found!.id });
  const failed = await elsewhere.until(found!.id, ({ state }) => state === 'failed' || state === 'done');
  expect(failed).toMatchObject({ state: 'failed', refusal: { code: 'mismatch' }, dataSet: null });
  const right = addDataSet(elsewhere.store, root);
  await elsewhere.handlers['lab.resume']({ run: found!.id });
  const done = await elsewhere.until(found!.id, ({ state }) => state === 'failed' || state === 'done');
  expect(done).toMatchObject({ state: 'done', refusal: null, dataSet: right });

  await lab.handlers['lab.resume']({ run });
  await lab.until(run, ({ state }) => state === 'done');
  expect(weightsIn(copy)).toEqual(weightsIn(folder));
  // What runs here stays what it is.
  expect(await open(lab, folder)).toMatchObject({ added: 0, updated: 1, skipped: 0 });
});

test(
  'a thousand runs are taken into the list without holding up the core',
  { timeout: 900_000 },
  async () => {
    const { lab, id, folder } = await others();
    const { runs } = await lab.handlers['lab.start']({ ...QUESTION, dataSet: id, until: 'teacher' });
    await lab.until(runs[0]!, ({ state }) => state === 'done');
    const many = join(scratchFolder(), 'many');
    const count = manyRuns(folder, many, 1000);
    const watcher = await madeLab();
    // Others have their turn meanwhile, after a part of the runs each time.
    let [seen, most] = [0, 0];
    const look = () => {
      const taken = watcher.events('run.changed').length;
      [seen, most] = [taken, Math.max(most, taken - seen)];
    };
    const beat = setInterval(look, 1);
    expect(await open(watcher, many)).toMatchObject({ added: count, updated: 0, skipped: 0 });
    clearInterval(beat);
    look();
    expect(seen).toBe(count);
    expect(most).toBeLessThan(count / 4);
    expect(
      watcher.events('job.progress').some(({ subject, done }) => subject.kind === 'open' && done > 0),
    ).toBe(true);
    expect(await watcher.handlers['lab.runs']({})).toHaveLength(count);

    // Stopped in the middle, what was taken stays, and the next time the rest follows.
    const again = await madeLab();
    const { job } = await again.handlers['lab.openFolder']({ folder: many });
    await expect
      .poll(() => again.events('run.changed').length, { interval: 1, timeout: 60_000 })
      .toBeGreaterThan(10);
    void again.handlers['jobs.cancel']({ job });
    await expect(again.outcome({ job })).rejects.toMatchObject({ code: 'interrupted' });
    const taken = (await again.handlers['lab.runs']({})).length;
    expect(taken).toBeGreaterThan(10);
    expect(taken).toBeLessThan(count);
    expect(await open(again, many)).toMatchObject({ added: count - taken, updated: taken });
  },
);

/** A runs folder of many runs that differ by their seeds, all with the model of one. @returns how many */
function manyRuns(folder: string, many: string, count: number): number {
  const name = recordIn(folder);
  const record = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
    preset: object;
    stages: { model: string }[];
  };
  const model = join(folder, 'stages', record.stages[0]!.model);
  mkdirSync(join(many, 'stages'), { recursive: true });
  for (let seed = 0; seed < count; seed++) {
    const key = seed.toString(16).padStart(20, '0');
    symlinkSync(model, join(many, 'stages', key));
    const own = {
      ...record,
      preset: { ...record.preset, seed },
      stages: [{ ...record.stages[0], model: key }],
    };
    writeFileSync(join(many, `smoke-expression-upper.seed${seed}.${key}.json`), JSON.stringify(own));
  }
  return count;
}

function recordIn(folder: string): string {
  return readdirSync(folder).find((name) => name.endsWith('.json'))!;
}
