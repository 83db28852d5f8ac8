import type { Preset, StageKind } from '../../../../../training/presets/index.ts';
import { engineEnvironment } from '../../../platform/settings.ts';
import type { CoreContext } from '../../../platform/handlers.ts';
import type { RunningJob } from '../../../platform/jobs/job-process.ts';
import { startJob } from '../../../platform/jobs/job-process.ts';
import type { RunEvent } from '../runs/run-event.ts';
import { jsonObject, storedJson } from '../../../platform/store/stored-values.ts';
import { dataSource } from '../../../platform/jobs/data-source.ts';
import { versionedSourcesOf } from '../runs/data-source.ts';
import type { RunStore } from '../runs/run-store.ts';
import { checkRunPictures } from '../runs/run-pictures.ts';
import { TRAIN } from '../jobs/index.ts';

/**
 * Starts the job of a run, with what the settings say and the data set as the run began with it; where that is not known, with
 * all that it may be.
 * @throws DemifaceError as `checkRunPictures` and `dataSource`
 */
export async function startTraining(
  context: CoreContext,
  runs: RunStore,
  run: number,
  onEvent: (event: RunEvent) => void,
): Promise<RunningJob<null>> {
  const env = await engineEnvironment(context);
  checkRunPictures(runs, runs.row(run)); // Its data set may have been removed while it waited.
  const row = runs.row(run);
  const { data_set: id, data_version: version } = row;
  const payload = {
    preset: storedJson(row.preset, jsonObject<Preset>()),
    until: row.until as StageKind | null,
    data:
      id === null
        ? versionedSourcesOf(context.store, row)
        : [{ id, version, source: dataSource(context.store, id, version) }],
    root: row.data_root,
    runsFolder: row.runs_folder,
    fingerprint: row.fingerprint,
  };
  return startJob(TRAIN, payload, { onEvent: (event) => onEvent(event as RunEvent) }, env);
}
