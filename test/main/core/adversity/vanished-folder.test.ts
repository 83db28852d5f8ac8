import { readdirSync, renameSync } from 'node:fs';

import { expect, test } from 'vitest';

import { preparedFolder } from '../../../../src/main/core/features/data/jobs/thumbnail-pictures.ts';
import { madeFerplus, madeTree } from '../../../support/made-data.ts';
import type { MadeFeature } from '../features/data/made-feature.ts';
import { madeFeature } from '../features/data/made-feature.ts';

/** Takes the folder away as soon as a job over it has told how far it is. */
async function vanishes(
  feature: MadeFeature,
  root: string,
  begin: () => number | Promise<number>,
): Promise<string> {
  const job = await begin();
  await expect
    .poll(() => feature.events('job.progress').some((one) => one.job === job && one.total > 0), {
      timeout: 60_000,
      interval: 1,
    })
    .toBe(true);
  renameSync(root, `${root}.away`);
  return (await feature.ended(job)).refusal!.code;
}

test(
  'a folder that vanishes during a check or a preparation is said to, and nothing is made of the rest',
  { timeout: 240_000 },
  async () => {
    const feature = madeFeature();
    const root = madeTree(await madeFerplus(1500, 100));
    const { id } = await feature.ask['data.add']({ root, layout: 'ferplus', name: 'mine' });
    const check = async () => (await feature.ask['data.check']({ id })).job;
    expect(await vanishes(feature, root, check)).toBe('missing');
    expect(await feature.ask['data.report']({ id })).toBeNull();
    expect((await feature.ask['data.list']({}))[0]).toMatchObject({ isThere: false, checkedAt: null });
    renameSync(`${root}.away`, root);
    expect((await feature.ended(await check())).refusal).toBeNull();
    expect((await feature.ask['data.report']({ id }))!.report.splits.train.images).toBe(1500);

    const open = async () => (await feature.ask['data.open']({ id })).job!;
    expect(await vanishes(feature, root, open)).toBe('missing');
    expect(readdirSync(preparedFolder())).toEqual([]);
    renameSync(`${root}.away`, root);
    expect((await feature.ended(await open())).refusal).toBeNull();
    expect(await feature.ask['data.open']({ id })).toMatchObject({ job: null, total: 1600 });
  },
);
