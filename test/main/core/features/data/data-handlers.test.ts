import { existsSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { auditLog } from '../../../../support/audit-log.ts';
import { preparedFolder } from '../../../../../src/main/core/features/data/jobs/thumbnail-pictures.ts';
import type { Store } from '../../../../../src/main/core/platform/store/store.ts';
import { prepare } from '../../../../../src/training/datasets/prepared.ts';
import { readDataSet } from '../../../../../src/training/sources/readers/index.ts';
import {
  facePng,
  madeFerplus,
  madeTree,
  scratchFolder,
  votesFor,
  writeTree,
} from '../../../../support/made-data.ts';
import { ALL, madeFeature } from './made-feature.ts';

const page = { filter: ALL, offset: 0, limit: 100 };

describe('the list', () => {
  it('takes the layout that was found, and names a second one differently', async () => {
    const { ask, events } = madeFeature();
    const root = madeTree(await madeFerplus(4, 2));
    const detected = await ask['data.detectLayout']({ root });
    expect(detected).toMatchObject({ layout: 'ferplus', name: 'FER+', pictures: 6 });
    const added = await ask['data.add']({ root, layout: 'ferplus', name: detected.name });
    expect(added).toMatchObject({
      ...{ id: 1, name: 'FER+', layout: 'ferplus', root, isThere: true, checkedAt: null, pictures: 6 },
      ...{ tasks: ['expression'], corrections: 0, version: 0 },
    });
    expect(await ask['data.list']({})).toEqual([added]);
    expect(events('data.changed')).toEqual([[added]]);
    expect((await ask['data.detectLayout']({ root })).name).toBe('FER+ 2');
  });

  it('refuses what is there already, what does not fit the layout, and what is no folder', async () => {
    const { ask, events } = madeFeature();
    const root = madeTree(await madeFerplus(2, 1));
    await ask['data.add']({ root, layout: 'ferplus', name: 'mine' });
    const add = (layout: 'ferplus' | 'utkface', where: string) =>
      ask['data.add']({ root: where, layout, name: 'x' });
    await expect(add('ferplus', join(root, 'FER2013Train', '..'))).rejects.toMatchObject({
      code: 'usage',
      message: `${root} is in the list already, as mine`,
    });
    await expect(add('utkface', root)).rejects.toMatchObject({ code: 'mismatch' });
    await expect(add('ferplus', join(root, 'gone'))).rejects.toMatchObject({ code: 'missing' });
    expect(await ask['data.list']({})).toHaveLength(1);
    expect(events('data.changed')).toHaveLength(1);
  });

  it('reads a long list in a process of its own, so that the core has its thread for others', async () => {
    const { ask, jobs } = madeFeature();
    const pixels = Array.from({ length: 48 * 48 }, (_, i) => i % 256).join(' ');
    const rows = Array.from({ length: 3000 }, (_, i) => `${i % 7},${pixels},Training`);
    const root = madeTree({ 'fer2013.csv': ['emotion,pixels,Usage', ...rows].join('\n') });
    const ownMs = async (work: () => Promise<unknown>) => {
      const before = process.threadCpuUsage();
      await work();
      const after = process.threadCpuUsage();
      return (after.user + after.system - before.user - before.system) / 1000;
    };
    const readingMs = await ownMs(() => readDataSet('fer2013', root, { compareNear: false }));
    const addingMs = await ownMs(async () => ask['data.add']({ root, layout: 'fer2013', name: 'long' }));
    expect(addingMs).toBeLessThan(readingMs / 2);
    const openingMs = await ownMs(async () => jobs.cancel((await ask['data.open']({ id: 1 })).job!));
    expect(openingMs).toBeLessThan(readingMs / 2);
    expect(await ask['data.list']({})).toMatchObject([{ pictures: 3000, tasks: ['expression'] }]);
  });

  it('forgets a data set and never touches its folder; the audit log keeps it', async () => {
    const { ask, store, opened, events } = madeFeature();
    const root = madeTree(await madeFerplus(3, 1));
    const id = await opened('ferplus', root);
    await ask['data.correct']({ id, corrections: [{ row: 0, change: { kind: 'drop' } }] });
    const files = readdirSync(root, { recursive: true }).sort();
    await ask['data.remove']({ id });
    expect(readdirSync(root, { recursive: true }).sort()).toEqual(files);
    expect(await ask['data.list']({})).toEqual([]);
    expect(events('data.changed').at(-1)).toEqual([]);
    expect(readdirSync(preparedFolder())).toEqual([]);
    expect(store.raw.prepare('select count(*) as n from corrections').get()).toEqual({ n: 0 });
    expect(auditLog(store)).toEqual([
      { action: 'data.remove', subject: `ferplus (ferplus) ${root}; its folder was left as it is` },
    ]);
    for (const asked of [
      () => ask['data.remove']({ id }),
      () => ask['data.browse']({ id, ...page }),
      () => ask['data.thumbnails']({ id, rows: [0], view: 'full' }),
      () => ask['data.open']({ id }),
    ])
      await expect((async () => asked())()).rejects.toMatchObject({ code: 'missing' });
    // A new one under the same folder begins afresh.
    const again = await ask['data.add']({ root, layout: 'ferplus', name: 'again' });
    expect(again).toMatchObject({ version: 0, corrections: 0 });
  });
});

describe('the prepared pictures of a data set that is removed', () => {
  it('stay while the same folder is in the list by another name, or a run is at work with them', async () => {
    const { ask, store, opened } = madeFeature();
    const root = madeTree(await madeFerplus(3, 1));
    const link = join(scratchFolder(), 'link');
    symlinkSync(root, link);
    const id = await opened('ferplus', root);
    const other = (await ask['data.add']({ root: link, layout: 'ferplus', name: 'by a link' })).id;
    const [prepared] = readdirSync(preparedFolder());
    await ask['data.remove']({ id });
    expect(readdirSync(preparedFolder())).toEqual([prepared]);
    expect(await ask['data.open']({ id: other })).toMatchObject({ job: null });
    addRunningRun(store, other);
    await ask['data.remove']({ id: other });
    expect(readdirSync(preparedFolder())).toEqual([prepared]);
  });

  it('go in every size, and those of other data sets stay', async () => {
    const { ask, opened } = madeFeature();
    const root = madeTree(await madeFerplus(3, 1));
    const id = await opened('ferplus', root);
    await opened('ferplus', madeTree(await madeFerplus(2, 1)));
    const options = { size: 8, color: 'rgb', cacheFolder: preparedFolder() } as const;
    await prepare(await readDataSet('ferplus', root), options);
    expect(readdirSync(preparedFolder())).toHaveLength(3);
    await ask['data.remove']({ id });
    expect(readdirSync(preparedFolder())).toHaveLength(1);
  });
});

function addRunningRun({ raw }: Store, dataSet: number): void {
  raw.exec(`insert into experiments (id, name, created_at) values (1, 'e', 'now');
    insert into runs (experiment, name, preset_id, preset, seed, data_set, layout, runs_folder, state, created_at)
    values (1, 'r', 'p', '{}', 1, ${dataSet}, 'ferplus', 'runs', 'running', 'now')`);
}

describe('a folder that is gone', () => {
  it('is reported, and what needs it is refused in a plain sentence, until it is back', async () => {
    const { ask, opened } = madeFeature();
    const root = madeTree(await madeFerplus(3, 1));
    const id = await opened('ferplus', root);
    renameSync(root, `${root}-away`);
    expect((await ask['data.list']({}))[0]!.isThere).toBe(false);
    const refusal = {
      code: 'missing',
      message: `The folder of ferplus is not there: ${root}. Connect its disk or put it back, then try again.`,
    };
    await expect((async () => ask['data.check']({ id }))()).rejects.toMatchObject(refusal);
    await expect(ask['data.open']({ id })).rejects.toMatchObject(refusal);
    // Pictures in memory can be looked at; what was not opened cannot.
    expect((await ask['data.browse']({ id, ...page })).total).toBe(4);
    renameSync(`${root}-away`, root);
    expect((await ask['data.list']({}))[0]!.isThere).toBe(true);
    expect(await ask['data.open']({ id })).toMatchObject({ job: null });
    rmSync(root, { recursive: true });
  });

  it('is refused after a restart too', async () => {
    const home = scratchFolder();
    const root = madeTree(await madeFerplus(3, 1));
    const id = await madeFeature(home).opened('ferplus', root);
    rmSync(root, { recursive: true });
    const { ask } = madeFeature(home);
    for (const asked of [
      ask['data.browse']({ id, ...page }),
      ask['data.thumbnails']({ id, rows: [0], view: 'full' }),
    ])
      await expect(asked).rejects.toMatchObject({
        code: 'missing',
        message: expect.stringContaining(root) as string,
      });
    await ask['data.remove']({ id });
  });
});

/** A process of its own each, on a machine that may have much to do. */
const PATIENT = { timeout: 240_000 };

describe('the check', PATIENT, () => {
  it('reads all in a job, tells how far it is, and its report stays', async () => {
    const home = scratchFolder();
    const { ask, events, ended, jobs } = madeFeature(home);
    const same = await facePng(7);
    const root = madeTree({
      ...(await madeFerplus(4, 2)),
      'FER2013Train/fer0009998.png': same,
      'FER2013Valid/fer0009999.png': same,
      'FER2013Train/broken.png': 'no picture',
    });
    const { id } = await ask['data.add']({ root, layout: 'ferplus', name: 'F' });
    expect(await ask['data.report']({ id })).toBeNull();
    const { job } = await ask['data.check']({ id });
    expect(await ask['data.check']({ id })).toEqual({ job }); // no second one beside it
    expect(await ended(job)).toEqual({ job, subject: { kind: 'check', id }, refusal: null });
    expect(jobs.result(job)).toEqual({ kind: 'check', id });
    const report = (await ask['data.report']({ id }))!;
    expect(report.report).toMatchObject({
      ...{
        layout: 'ferplus',
        root,
        duplicates: { across: 1 },
        splits: { train: { images: 4 }, val: { images: 2 } },
      },
      unreadable: [{ file: 'FER2013Train/broken.png' }],
    });
    expect(events('job.progress').at(-1)).toMatchObject({
      job,
      subject: { kind: 'check' },
      done: 9,
      total: 9,
    });
    const [summary] = events('data.changed').at(-1)!;
    expect(summary).toMatchObject({ id, checkedAt: report.checkedAt, pictures: 6 });
    expect(await madeFeature(home).ask['data.report']({ id })).toEqual(report);
    const { job: another } = await ask['data.check']({ id });
    expect(another).not.toBe(job);
    await ask['data.remove']({ id });
    expect((await ended(another)).refusal).toMatchObject({ code: 'interrupted' });
  });

  it('that finds the folder of another layout reports it, and keeps no report', async () => {
    const { ask, ended } = madeFeature();
    const root = madeTree(await madeFerplus(2, 1));
    const { id } = await ask['data.add']({ root, layout: 'ferplus', name: 'F' });
    for (const split of ['Train', 'Valid']) rmSync(join(root, `FER2013${split}`, 'label.csv'));
    const { job } = await ask['data.check']({ id });
    expect((await ended(job)).refusal).toMatchObject({ code: 'mismatch' });
    expect(await ask['data.report']({ id })).toBeNull();
  });
});

describe('opening', PATIENT, () => {
  it('prepares once, in one job, and asks for none where the pictures are prepared', async () => {
    const home = scratchFolder();
    const { ask, events, ended, jobs } = madeFeature(home);
    const root = madeTree(await madeFerplus(5, 2));
    const { id } = await ask['data.add']({ root, layout: 'ferplus', name: 'F' });
    await expect(ask['data.browse']({ id, ...page })).rejects.toMatchObject({
      code: 'missing',
      message: 'the pictures of F are not prepared yet; open the data set first',
    });
    const [one, two] = await Promise.all([ask['data.open']({ id }), ask['data.open']({ id })]);
    expect(one).toEqual({ job: expect.any(Number) as number, total: 7 });
    expect(two).toEqual(one);
    expect(await ended(one.job!)).toEqual({ job: one.job, subject: { kind: 'prepare', id }, refusal: null });
    expect(jobs.result(one.job!)).toEqual({ kind: 'prepare', id });
    expect(events('job.progress').at(-1)).toMatchObject({ subject: { kind: 'prepare' }, done: 7, total: 7 });
    expect(await ask['data.open']({ id })).toEqual({ job: null, total: 7 });
    const restarted = madeFeature(home);
    expect((await restarted.ask['data.browse']({ id, ...page })).total).toBe(7);
    expect(await restarted.ask['data.open']({ id })).toEqual({ job: null, total: 7 });
  });

  it('prepares again what has changed on the disk', async () => {
    const { ask, ended, events, opened } = madeFeature();
    const root = madeTree({ 'happy/1.png': await facePng(1), 'sad/2.png': await facePng(2) });
    const id = await opened('folder', root);
    writeFileSync(join(root, 'sad', '3.png'), await facePng(3));
    const { job, total } = await ask['data.open']({ id });
    expect(total).toBe(3);
    expect((await ended(job!)).refusal).toBeNull();
    expect((await ask['data.browse']({ id, ...page })).total).toBe(3);
    expect(events('data.changed').at(-1)).toMatchObject([{ id, pictures: 3 }]);
  });

  it('has one figure of its pictures after one that was prepared is gone, and keeps its report', async () => {
    const { ask, ended, events, opened } = madeFeature();
    const names = ['happy/1.png', 'happy/2.png', 'sad/3.png', 'sad/4.png'];
    const files = await Promise.all(names.map(async (name, i) => [name, await facePng(i)] as const));
    const root = madeTree(Object.fromEntries(files));
    const id = await opened('folder', root);
    expect((await ended((await ask['data.check']({ id })).job)).refusal).toBeNull();
    rmSync(join(root, 'happy', '1.png'));
    const { job, total } = await ask['data.open']({ id });
    if (job !== null) expect((await ended(job)).refusal).toBeNull();
    expect(total).toBe(3);
    expect((await ask['data.browse']({ id, ...page })).total).toBe(3);
    expect((await ask['data.list']({}))[0]!.pictures).toBe(3);
    expect(events('data.changed').at(-1)).toMatchObject([{ id, pictures: 3 }]);
    expect((await ask['data.report']({ id }))!.report.splits.train.images).toBeGreaterThan(0);
  });

  it('reports why nothing can be shown', async () => {
    const { ask, ended } = madeFeature();
    const root = madeTree({ 'happy/1.png': 'no picture', 'sad/2.png': 'none either' });
    const { id } = await ask['data.add']({ root, layout: 'folder', name: 'F' });
    const { job } = await ask['data.open']({ id });
    expect((await ended(job!)).refusal).toMatchObject({ code: 'unreadable' });
    expect((await ask['data.open']({ id })).job).not.toBe(job);
  });

  it('holds two data sets, and opens a third one again by itself', async () => {
    const { ask, opened } = madeFeature();
    const tree = await madeFerplus(2, 1);
    const ids: number[] = [];
    for (let i = 0; i < 3; i++) ids.push(await opened('ferplus', writeTree(scratchFolder(), tree)));
    for (const id of [...ids, ids[0]!]) {
      const { pixels } = await ask['data.thumbnails']({ id, rows: [2], view: 'full' });
      expect(pixels.some((value) => value > 0)).toBe(true);
    }
    const open = existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd') : [];
    for (let i = 0; i < 6; i++) await ask['data.browse']({ id: ids[i % 3]!, ...page });
    if (open.length > 0) expect(readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(open.length + 1);
  });
});

it('reads the rows in the order of the data set', async () => {
  const { ask, opened } = madeFeature();
  const root = scratchFolder();
  const pictures = Object.entries(await madeFerplus(4, 3)).filter(([path]) => !path.endsWith('.csv'));
  writeTree(root, Object.fromEntries(pictures));
  writeTree(root, {
    'fer2013new.csv': `Training,fer0000001.png,${votesFor(4)}\nPublicTest,fer0000005.png,${votesFor(2)}\n`,
  });
  const id = await opened('ferplus', root);
  const said = await readDataSet('ferplus', root);
  const { pictures: rows, total } = await ask['data.browse']({ id, ...page });
  expect(total).toBe(2);
  expect(rows.map(({ row, name, split, expression }) => [row, name, split, expression])).toEqual(
    said.pictures.map(({ name, split, expression }, i) => [i, name, split, expression]),
  );
});
