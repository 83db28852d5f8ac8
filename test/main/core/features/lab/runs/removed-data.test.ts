import { join } from 'node:path';

import { expect, test } from 'vitest';

import { dataRoot } from '../../../../../../src/main/core/platform/store/migrations/010-data-root.ts';
import { MIGRATIONS } from '../../../../../../src/main/core/platform/store/migrations/index.ts';
import { openStore } from '../../../../../../src/main/core/platform/store/store.ts';
import { madeFerplus, madeTree, scratchFolder } from '../../../../../support/made-data.ts';
import type { MadeLab } from '../made-core.ts';
import { addDataSet, madeLab, ownCache } from '../made-core.ts';
import { inEnglish } from '../../../../../../src/messages/english.ts';

const QUESTION = {
  preset: 'smoke-expression-lower',
  settings: ['teacher.epochs=3'],
  until: 'teacher' as const,
  name: 'one',
};

/** Runs on a data set that is in the list beside another one of its layout; all but the first are paused before they begin. */
async function startOn(lab: MadeLab, root: string, seeds: number[], version = 0) {
  const id = addDataSet(lab.store, root);
  lab.store.raw.prepare('update data_sets set version = ? where id = ?').run(version, id);
  const { runs } = await lab.handlers['lab.start']({ ...QUESTION, dataSet: id, seeds });
  for (const run of runs.slice(1)) await lab.handlers['lab.pause']({ run });
  const remove = () => lab.store.raw.prepare('delete from data_sets where id = ?').run(id);
  return { runs, remove };
}

const ended = (lab: MadeLab, run: number) =>
  lab.until(run, ({ state }) => state === 'failed' || state === 'done');

test('a run that has not begun takes its folder alone, which may be added again', async () => {
  const lab = await madeLab();
  const { handlers, store } = lab;
  const root = scratchFolder();
  addDataSet(store, scratchFolder());
  const { runs, remove } = await startOn(lab, root, [1, 2]);
  const run = runs[1]!;
  remove();
  const resume = () => handlers['lab.resume']({ run });
  expect(resume).toThrow(
    `the data set of this run is not in the list any more; add ${root} again under Data`,
  );
  addDataSet(store, root, 'csv');
  expect(resume).toThrow('not in the list any more');
  const again = addDataSet(store, root);
  await resume();
  expect((await handlers['lab.run']({ run })).summary.dataSet).toBe(again);
});

test('corrections that went with a data set are not replaced by others of the same number', async () => {
  const lab = await madeLab();
  const { handlers, store } = lab;
  const root = scratchFolder();
  const { runs, remove } = await startOn(lab, root, [1, 2], 1);
  remove();
  const again = addDataSet(store, root);
  store.raw
    .prepare(
      "insert into corrections (data_set, version, at, fingerprint, changes) values (?, 1, '', '', '{}')",
    )
    .run(again);
  const run = runs[1]!;
  expect(() => handlers['lab.resume']({ run })).toThrow(
    `the corrections that this run was to learn from were removed with ${root}; start a new run`,
  );
  expect((await handlers['lab.run']({ run })).summary.dataSet).toBeNull();
});

test(
  'what was paused, queued or begun goes on with its own folder when that is back',
  { timeout: 900_000 },
  async () => {
    ownCache();
    const lab = await madeLab();
    const { handlers, store } = lab;
    const [a, b] = [madeTree(await madeFerplus(40, 20)), madeTree(await madeFerplus(30, 20))];
    addDataSet(store, b);
    const { runs, remove } = await startOn(lab, a, [1, 2, 3]);
    const [begun, queued, paused] = runs as [number, number, number];
    await lab.until(begun, ({ fingerprint }) => fingerprint !== null);
    await handlers['lab.pause']({ run: begun });
    await lab.until(begun, ({ state }) => state === 'paused');
    remove();

    store.raw.prepare("update runs set state = 'queued' where id = ?").run(queued);
    await handlers['lab.resume']({ run: begun });
    const words = `add ${a} again under Data`;
    const gone = { code: 'missing', message: expect.stringContaining(words) as string };
    for (const run of [begun, queued])
      expect(inEnglish(await ended(lab, run))).toMatchObject({
        state: 'failed',
        refusal: gone,
        dataSet: null,
      });
    expect(() => handlers['lab.resume']({ run: paused })).toThrow(words);

    const again = addDataSet(store, a);
    for (const run of runs) await handlers['lab.resume']({ run });
    for (const run of runs)
      expect(await ended(lab, run)).toMatchObject({ state: 'done', refusal: null, dataSet: again });
    const fingerprints = (await handlers['lab.runs']({})).map(({ fingerprint }) => fingerprint);
    expect(new Set(fingerprints).size).toBe(1);
  },
);

test('runs of a database from before learn which folder is theirs', async () => {
  const file = join(scratchFolder(), 'demiface.sqlite');
  const before = openStore(file, MIGRATIONS.slice(0, MIGRATIONS.indexOf(dataRoot)));
  const id = addDataSet(before, '/faces');
  before.raw.exec("insert into experiments (id, name, created_at) values (1, '', '')");
  const run = before.raw.prepare(
    `insert into runs (experiment, name, preset_id, preset, seed, layout, runs_folder, state, created_at, data_set)
     values (1, '', '', '{}', 1, 'ferplus', '', 'paused', '', ?)`,
  );
  for (const of of [id, null]) run.run(of);
  await before.close();
  const after = openStore(file);
  expect(after.raw.prepare('select data_root from runs order by id').pluck().all()).toEqual(['/faces', null]);
  await after.close();
});
