import { resolve } from 'node:path';

import type { CodedMessage } from '../../../../messages/message.ts';
import { message } from '../../../../messages/message.ts';
import type { ModelTask } from '../../../../artifact/labels.ts';
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
 * The models room: what ships and what was trained, which of it reads, what leaves for other programs.
 * @param renewLive another model of a task reads from now on
 */
export function modelsHandlers(
  context: CoreContext,
  jobs: SideJobs,
  renewLive: (task: ModelTask) => Promise<void>,
): HandlersOf<ModelsChannel> {
  const { store, emit, home } = context;
  const models = new KnownModels(context);

  return {
    'models.list': async () => (await models.list()).map((model) => summaryOf(store, model, models)),

    async 'models.show'({ id }) {
      const known = await models.list();
      const found = await models.find(id);
      const problem = problemOf(store, found, models);
      if (problem) throw problem;
      const model = { ...found, card: found.card! };
      const { card, bytes } = model;
      const history = liveHistory(store, card.task, card.visible);
      const live = models.live(card.task, card.visible);
      return {
        summary: summaryOf(store, found, models),
        card,
        bytes,
        lineage: lineageOf(store, model, known, models),
        history: history.map((one) => ({ ...one, isLive: one.at === live?.at })),
        canRollBack: canRollBack(store, card.task, card.visible),
      };
    },

    async 'models.promote'({ id }) {
      const { live, isNew } = await promote(store, await models.find(id));
      if (!isNew) return live;
      await renewLive(live.task);
      emit('models.changed', {});
      return live;
    },

    async 'models.rollBack'({ task, visible }) {
      const live = await rollBack(store, task, visible, () => models.live(task, visible));
      await renewLive(task);
      emit('models.changed', {});
      return live;
    },

    async 'models.export'({ id, format, to: place }) {
      const to = resolve(place);
      const { path, name } = await models.find(id);
      const job = jobs.start(
        { kind: 'export', model: id, format },
        EXPORT,
        { path, format, to },
        async ({ use, licence }) => {
          await writeAudit(
            store,
            'models.export',
            message('audit.modelExported', { name, format, to, use, licence }),
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

function importText({ net, from, path, manifest: { what, notes } }: Imported): CodedMessage[] {
  return [
    message('jobs.imported', { what, path, net, from }),
    ...notes.map((note) => message('jobs.importNote', { note })),
  ];
}
