import { resolve } from 'node:path';

import type { CodedMessage } from '../../../../messages/message.ts';
import { message } from '../../../../messages/message.ts';
import type { ModelTask } from '../../../../artifact/labels.ts';
import { placeOfCard } from '../../../../artifact/model-place.ts';
import type { Result } from '../../../ipc/contract.ts';
import { writeAudit } from '../../platform/audit.ts';
import type { CoreContext, HandlersOf, ModelsChannel } from '../../platform/handlers.ts';
import type { SideJobs } from '../../platform/jobs/side-jobs.ts';
import { KnownModels } from './known-models.ts';
import { lineageOf } from './lineage.ts';
import { canRollBack, liveHistory } from '../../platform/models/live-models.ts';
import { problemOf, summaryOf } from './model-summary.ts';
import { promote, rollBack } from './promotion.ts';
import { EXPORT, IMPORT } from './jobs/index.ts';
import type { Imported } from '../../../../training/models/published/import-published.ts';

/**
 * Shipped and trained models: which of them predict, and their export and import.
 * @param renewLive another model of a task predicts from now on
 */
export function modelsHandlers(
  context: CoreContext,
  jobs: SideJobs,
  renewLive: (task: ModelTask) => Promise<void>,
): HandlersOf<ModelsChannel> {
  const models = new KnownModels(context);
  return { ...libraryHandlers(context, models, renewLive), ...transferHandlers(context, models, jobs) };
}

type TransferChannel = 'models.export' | 'models.import';

/** The models, and which of them is live. */
function libraryHandlers(
  context: CoreContext,
  models: KnownModels,
  renewLive: (task: ModelTask) => Promise<void>,
): Omit<HandlersOf<ModelsChannel>, TransferChannel> {
  const { store, emit } = context;
  return {
    'models.list': async () => (await models.list()).map((model) => summaryOf(store, model, models)),

    'models.show': async ({ id }) => detailOf(context, models, id),

    async 'models.promote'({ id }) {
      const { live, isNew } = await promote(store, await models.find(id));
      if (!isNew) return live;
      await renewLive(live.task);
      emit('models.changed', {});
      return live;
    },

    async 'models.rollBack'(place) {
      const live = await rollBack(store, place, () => models.live(place));
      await renewLive(place.task);
      emit('models.changed', {});
      return live;
    },
  };
}

/** Models for other programs, and published weights from them. */
function transferHandlers(
  { store, emit, home }: CoreContext,
  models: KnownModels,
  jobs: SideJobs,
): Pick<HandlersOf<ModelsChannel>, TransferChannel> {
  return {
    async 'models.export'({ id, format, to: place }) {
      const to = resolve(place);
      const { path, name } = await models.find(id);
      const job = jobs.start(
        { kind: 'export', model: id, format },
        EXPORT,
        { path, format, to },
        async ({ use, license }) => {
          await writeAudit(
            store,
            'models.export',
            message('audit.modelExported', { name, format, to, use, licence: license }),
          );
          return { kind: 'export', path: to };
        },
      );
      return { job };
    },

    'models.import'({ net, path }) {
      const job = jobs.start(
        { kind: 'import' },
        IMPORT,
        { net, path: resolve(path), home },
        async (imported) => {
          const { what, source } = imported.manifest;
          await writeAudit(
            store,
            'models.import',
            message('audit.weightsImported', { what, file: source.name, sha256: source.sha256 }),
          );
          emit('models.changed', {});
          return { kind: 'import', text: importText(imported) };
        },
      );
      return { job };
    },
  };
}

/** @throws DemifaceError what is wrong with the model */
async function detailOf(
  { store }: CoreContext,
  models: KnownModels,
  id: string,
): Promise<Result<'models.show'>> {
  const known = await models.list();
  const found = await models.find(id);
  const problem = problemOf(store, found, models);
  if (problem) throw problem;
  const model = { ...found, card: found.card! };
  const { card, bytes } = model;
  const place = placeOfCard(card);
  const history = liveHistory(store, place);
  const live = models.live(place);
  return {
    summary: summaryOf(store, found, models),
    card,
    bytes,
    lineage: lineageOf(store, model, known, models),
    history: history.map((one) => ({ ...one, isLive: one.at === live?.at })),
    canRollBack: canRollBack(store, place),
  };
}

function importText({ net, from, path, manifest: { what, notes } }: Imported): CodedMessage[] {
  return [
    message('jobs.imported', { what, path, net, from }),
    ...notes.map((note) => message('jobs.importNote', { note })),
  ];
}
