import { DemifaceError } from '../../../../../common/error.ts';
import { message } from '../../../../../messages/message.ts';
import type { Preset } from '../../../../../training/presets/index.ts';
import { onLayout, withSettings } from '../../../../../training/presets/index.ts';
import type { Layout, StartRequest } from '../../../../ipc/contract.ts';
import { planOf } from '../runs/planned-stages.ts';
import { newId } from '../../../platform/store/new-id.ts';
import { storedJson, strings } from '../../../platform/store/stored-values.ts';
import { execute, queryFirst, transaction } from '../../../platform/store/sync.ts';
import { resolved } from '../form/form.ts';
import { STARTABLE } from '../form/presets.ts';
import { lastPosition } from '../runs/queue-order.ts';
import type { RunStore } from '../runs/run-store.ts';

/**
 * Puts one run a seed into the queue, all of one experiment.
 * @throws DemifaceError `usage` for wrong settings, `missing` without the data set, `mismatch` if it has another layout
 */
export function startExperiment(
  runs: RunStore,
  { preset: id, settings, dataSet, seeds, until, name }: StartRequest,
  runsFolder: string,
): { experiment: number; runs: number[] } {
  const { store } = runs;
  const data = queryFirst(store, store.db.selectFrom('data_sets').selectAll().where('id', '=', dataSet));
  if (!data) throw new DemifaceError('missing', message('run.dataGoneAdd'));
  const chosen = resolved(id, settings);
  const preset = learnsFrom(chosen, data) ? onLayout(chosen, data.layout as Layout) : chosen;
  check(preset, data, until);
  const createdAt = new Date().toISOString();
  const named = name.trim() || id;
  return transaction(store, () => {
    const { db } = store;
    const experiment = execute(
      store,
      db.insertInto('experiments').values({ name: named, created_at: createdAt }),
    );
    const started = [...new Set(seeds)].map((seed) => {
      const seeded = withSettings(preset, [`seed=${seed}`]);
      const run = execute(
        store,
        db.insertInto('runs').values({
          id: newId(store, 'runs'),
          experiment,
          name: named,
          preset_id: id,
          preset: JSON.stringify(seeded),
          seed,
          until,
          data_set: dataSet,
          data_version: data.version,
          data_root: data.root,
          layout: data.layout,
          fingerprint: null,
          runs_folder: runsFolder,
          state: 'queued',
          position: lastPosition(runs),
          created_at: createdAt,
          started_at: null,
          ended_at: null,
          refusal: null,
        }),
      );
      // The keys follow from the pictures, which the job opens; until then these stand for them.
      runs.plan(run, planOf(seeded, '', until));
      return run;
    });
    return { experiment, runs: started };
  });
}

/** Users' own layouts serve every preset whose task they label. */
function learnsFrom({ task }: Preset, data: { layout: string; tasks: string }): boolean {
  const isOwn = (['fer2013', 'raf-db', 'folder', 'csv'] satisfies Layout[] as string[]).includes(data.layout);
  return isOwn && storedJson(data.tasks, strings).includes(task);
}

function check(preset: Preset, data: { name: string; layout: string }, until: StartRequest['until']): void {
  if (!STARTABLE.some(({ id }) => id === preset.id))
    throw new DemifaceError('mismatch', message('run.severalSets', { preset: preset.id }));
  if (data.layout !== preset.layout)
    throw new DemifaceError(
      'mismatch',
      message('run.otherLayout', {
        preset: preset.id,
        expected: preset.layout,
        name: data.name,
        layout: data.layout,
      }),
    );
  if (until !== null && !preset.stages.some(({ kind }) => kind === until))
    throw new DemifaceError('usage', message('run.noStage', { preset: preset.id, stage: until }));
}
