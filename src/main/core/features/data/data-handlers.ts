import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';

import { message } from '../../../../messages/message.ts';
import { DemifaceError } from '../../../../common/error.ts';
import type { DataReport } from '../../../../training/sources/check/check.ts';
import { removePrepared } from '../../../../training/datasets/prepared.ts';
import { detectLayout } from '../../../../training/sources/check/detect-layout.ts';
import type { Layout } from '../../../../training/sources/types.ts';
import { SPLITS } from '../../../../training/sources/types.ts';
import type { CorePayload, DetectedLayout, Result, RunState } from '../../../ipc/contract.ts';
import { writeAudit } from '../../platform/audit.ts';
import type { CoreContext, DataChannel, HandlersOf } from '../../platform/handlers.ts';
import type { SideJobs } from '../../platform/jobs/side-jobs.ts';
import { newId } from '../../platform/store/new-id.ts';
import { jsonObject, jsonColumn } from '../../platform/store/stored-values.ts';
import { queryAll, execute, queryFirst } from '../../platform/store/sync.ts';
import { pageOf } from './browse.ts';
import { revertTo, versionsOf } from './correct.ts';
import type { DataSetEntry } from './data-sets.ts';
import { findEntry, listDataSets, presentDataSet, summaryOf } from './data-sets.ts';
import { OpenedSets } from './opened-sets.ts';
import { preparedFolder } from './jobs/thumbnail-pictures.ts';
import { thumbnailsOf } from './thumbnails.ts';
import { CHECK, COUNT, PREPARE_THUMBNAILS } from './jobs/index.ts';

/** Data sets, their reports, their pictures, and the corrections of labels. */
export function dataHandlers(context: CoreContext, jobs: SideJobs): HandlersOf<DataChannel> {
  const { store, emit } = context;
  const tell = () => emit('data.changed', listDataSets(store));
  const opened = new OpenedSets(store, jobs, tell);
  const feature = { context, jobs, opened, tell };
  return { ...setHandlers(feature), ...pictureHandlers(feature) };
}

interface DataFeature {
  context: CoreContext;
  jobs: SideJobs;
  opened: OpenedSets;
  /** Emits the list of data sets. */
  tell: () => void;
}

type SetChannel = `data.${'list' | 'detectLayout' | 'add' | 'remove' | 'check' | 'report'}`;

/** The data sets themselves. */
function setHandlers({
  context,
  jobs,
  opened,
  tell,
}: DataFeature): Pick<HandlersOf<DataChannel>, SetChannel> {
  const { store } = context;
  return {
    'data.list': () => listDataSets(store),

    'data.detectLayout': async ({ root }) => withFreeName(await detectLayout(root), namesOf(context)),

    async 'data.add'(payload) {
      const id = await addDataSet(context, jobs, payload);
      tell();
      return summaryOf(store, id);
    },

    async 'data.remove'({ id }) {
      const known = findEntry(store, id);
      for (const kind of ['check', 'prepare'] as const) {
        const job = runningJob(jobs, kind, id);
        if (job !== undefined) jobs.cancel(job);
      }
      await opened.inTurn(id, () => opened.close(id));
      await removeDataSet(context, known);
      tell();
      return {};
    },

    'data.check'({ id }) {
      const { layout, root, interpretation } = presentDataSet(store, id);
      const job =
        runningJob(jobs, 'check', id) ??
        jobs.start({ kind: 'check', id }, CHECK, { layout, root, interpretation }, (report) => {
          keepReport(context, id, report);
          tell();
          return { kind: 'check', id };
        });
      return { job };
    },

    'data.report': ({ id }) => keptReport(context, id),
  };
}

/** The pictures of a data set, and their labels. */
function pictureHandlers({
  context: { store },
  jobs,
  opened,
  tell,
}: DataFeature): Omit<HandlersOf<DataChannel>, SetChannel> {
  return {
    async 'data.open'({ id }) {
      const opening = await opened.open(id);
      if (opening.kind === 'opened') return { job: null, total: opening.set.pictures.length };
      const { layout, root, interpretation } = presentDataSet(store, id);
      const job =
        runningJob(jobs, 'prepare', id) ??
        jobs.start(
          { kind: 'prepare', id },
          PREPARE_THUMBNAILS,
          { layout, root, interpretation },
          async () => {
            await opened.need(id);
            return { kind: 'prepare', id };
          },
        );
      return { job, total: opening.pictures };
    },

    'data.browse': async ({ id, filter, offset, limit }) =>
      pageOf(await opened.find(id, filter), offset, limit),

    'data.thumbnails': async ({ id, rows, view }) => thumbnailsOf(await opened.need(id), rows, view),

    async 'data.correct'({ id, corrections }) {
      await opened.correct(id, corrections);
      tell();
      return summaryOf(store, id);
    },

    'data.corrections': ({ id }) => versionsOf(store, id),

    async 'data.revert'({ id, version }) {
      await opened.inTurn(id, () => revertTo(store, id, version));
      tell();
      return summaryOf(store, id);
    },
  };
}

function runningJob(jobs: SideJobs, kind: 'check' | 'prepare', id: number): number | undefined {
  return jobs.list().find(({ subject, isRunning }) => isRunning && subject.kind === kind && subject.id === id)
    ?.job;
}

/** Counts the pictures of a data set and keeps it. @returns its id @throws DemifaceError also where it is kept already */
async function addDataSet(
  context: CoreContext,
  jobs: SideJobs,
  { root: given, layout, name, interpretation = {} }: CorePayload<'data.add'>,
): Promise<number> {
  const { store } = context;
  const root = resolve(given);
  refuseIfKnown(context, layout, root);
  const { pictures, tasks } = await jobs.ask(COUNT, { layout, root, interpretation });
  refuseIfKnown(context, layout, root);
  return execute(
    store,
    store.db.insertInto('data_sets').values({
      id: newId(store, 'data_sets'),
      name: name.trim() || layout,
      layout,
      root,
      added_at: new Date().toISOString(),
      pictures,
      tasks: JSON.stringify(tasks),
      interpretation: JSON.stringify(interpretation),
    }),
  );
}

/** Removes a data set from the list, and its prepared pictures unless another one has the same; never its files. */
async function removeDataSet(context: CoreContext, known: DataSetEntry): Promise<void> {
  const { store } = context;
  const { id, name, layout, root } = known;
  const isShared = sharesPictures(context, known);
  execute(store, store.db.deleteFrom('data_sets').where('id', '=', id));
  if (!isShared) await removePrepared({ layout, root }, preparedFolder());
  await writeAudit(store, 'data.remove', message('audit.dataRemoved', { name, layout, root }));
}

/** @throws DemifaceError `corrupt` */
function keptReport({ store }: CoreContext, id: number): Result<'data.report'> {
  const { name } = findEntry(store, id);
  const query = store.db.selectFrom('data_sets').select(['report', 'checked_at']).where('id', '=', id);
  const { report, checked_at: checkedAt } = queryFirst(store, query)!;
  if (report === null || checkedAt === null) return null;
  const { success, data } = jsonColumn(jsonObject<DataReport>()).safeParse(report);
  if (!success) throw new DemifaceError('corrupt', message('dataSet.reportDamaged', { name }));
  return { report: data, checkedAt };
}

function refuseIfKnown({ store }: CoreContext, layout: Layout, root: string): void {
  const known = queryFirst(
    store,
    store.db.selectFrom('data_sets').select('name').where('layout', '=', layout).where('root', '=', root),
  );
  if (known) throw new DemifaceError('usage', message('dataSet.known', { root, name: known.name }));
}

/** Whether a run is at work with its pictures, or the same folder is in the list by another name. */
function sharesPictures({ store }: CoreContext, { id, layout, root }: DataSetEntry): boolean {
  const query = store.db
    .selectFrom('runs')
    .select('id')
    .where('state', 'in', ['running', 'pausing'] satisfies RunState[])
    // A run whose set was removed has its folder alone, one of another program nothing until its plan is known.
    .where((where) =>
      where.or([
        where('data_set', '=', id),
        where('data_root', '=', root),
        where.and([where('data_set', 'is', null), where('data_root', 'is', null)]),
      ]),
    );
  const others = listDataSets(store).filter((one) => one.id !== id && one.layout === layout);
  return queryFirst(store, query) !== undefined || others.some((one) => isSameFolder(one.root, root));
}

function isSameFolder(a: string, b: string): boolean {
  return existsSync(a) && existsSync(b) && realpathSync(a) === realpathSync(b);
}

function namesOf({ store }: CoreContext): Set<string> {
  return new Set(queryAll(store, store.db.selectFrom('data_sets').select('name')).map(({ name }) => name));
}

/** `FER+ 2` where there is a `FER+`. */
function withFreeName(detected: DetectedLayout, taken: ReadonlySet<string>): DetectedLayout {
  let { name } = detected;
  for (let n = 2; taken.has(name); n++) name = `${detected.name} ${n}`;
  return { ...detected, name };
}

function keepReport({ store }: CoreContext, id: number, report: DataReport): void {
  const pictures = SPLITS.reduce((sum, split) => sum + report.splits[split].images, 0);
  execute(
    store,
    store.db
      .updateTable('data_sets')
      .set({ report: JSON.stringify(report), checked_at: new Date().toISOString(), pictures })
      .where('id', '=', id),
  );
}
