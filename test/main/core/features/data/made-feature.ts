import { join } from 'node:path';

import { expect, onTestFinished } from 'vitest';

import { dataHandlers } from '../../../../../src/main/core/features/data/data-handlers.ts';
import { findDataSet } from '../../../../../src/main/core/features/data/data-sets.ts';
import {
  preparedFolder,
  thumbnailOf,
} from '../../../../../src/main/core/features/data/jobs/thumbnail-pictures.ts';
import type { CoreContext, DataChannel, HandlersOf } from '../../../../../src/main/core/platform/handlers.ts';
import { SideJobs } from '../../../../../src/main/core/platform/jobs/side-jobs.ts';
import type { Store } from '../../../../../src/main/core/platform/store/store.ts';
import { openStore } from '../../../../../src/main/core/platform/store/store.ts';
import type { BrowseFilter, EventName, Events } from '../../../../../src/main/ipc/contract.ts';
import { prepare } from '../../../../../src/training/datasets/prepared.ts';
import { readDataSet } from '../../../../../src/training/sources/readers/index.ts';
import type { Layout } from '../../../../../src/training/sources/types.ts';
import { scratchFolder } from '../../../../support/made-data.ts';

export const ALL: BrowseFilter = { split: null, task: null, label: null, only: 'all', search: '' };

/** A data feature over a database and a cache of its own, with all that it told. */
export interface MadeFeature {
  store: Store;
  jobs: SideJobs;
  ask: HandlersOf<DataChannel>;
  events: <E extends EventName>(event: E) => Events[E][];
  /** Waits for a job. @returns how it ended */
  ended: (job: number) => Promise<Events['job.ended']>;
  /** Adds a data set and opens its pictures. @returns its number */
  opened: (layout: Layout, root: string) => Promise<number>;
  /** Where a data set lies. */
  root: (id: number) => string;
}

/** A feature over an earlier one's database, as after a restart, or over a new one. */
export function madeFeature(home = scratchFolder()): MadeFeature {
  const before = process.env['DEMIFACE_CACHE'];
  process.env['DEMIFACE_CACHE'] = join(home, 'cache');
  const store = openStore(join(home, 'demiface.sqlite'));
  const told: { event: EventName; payload: unknown }[] = [];
  let heard = () => {};
  const context: CoreContext = {
    store,
    home,
    emit(event, payload) {
      told.push({ event, payload: structuredClone(payload) });
      heard();
    },
  };
  const jobs = new SideJobs(context);
  onTestFinished(async () => {
    jobs.close();
    await store.close();
    if (before === undefined) delete process.env['DEMIFACE_CACHE'];
    else process.env['DEMIFACE_CACHE'] = before;
  });
  const events = <E extends EventName>(event: E) =>
    told.filter((one) => one.event === event).map(({ payload }) => payload as Events[E]);
  const ask = dataHandlers(context, jobs);
  const ended = async (job: number) => {
    for (;;) {
      const end = events('job.ended').find((one) => one.job === job);
      if (end) return end;
      await new Promise<void>((resolve) => (heard = resolve));
    }
  };
  return {
    ...{ store, jobs, ask, events, ended },
    root: (id) => findDataSet(store, id).root,
    async opened(layout, root) {
      const { id } = await ask['data.add']({ root, layout, name: layout });
      const options = { ...thumbnailOf(layout), cacheFolder: preparedFolder() };
      await prepare(await readDataSet(layout, root), options); // here, without the wait for a process
      expect(await ask['data.open']({ id })).toMatchObject({ job: null });
      return id;
    },
  };
}
