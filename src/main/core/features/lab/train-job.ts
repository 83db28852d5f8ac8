import type { Preset, StageKind } from '../../../ipc/contract.ts';
import { readSettings } from '../../platform/settings.ts';
import type { CoreContext } from '../../platform/handlers.ts';
import type { RunningJob } from '../../platform/jobs/job-process.ts';
import { startJob } from '../../platform/jobs/job-process.ts';
import type { TrainNews } from './jobs/train-news.ts';
import { anObject, storedJson } from '../../platform/store/stored-values.ts';
import { dataSource, dataVersionsOf } from './data-source.ts';
import type { RunRow } from './run-rows.ts';
import { TRAIN } from './jobs/index.ts';

/** Starts the job of a run, with what the settings say and the data set as the run began with it; where that is not known, with all that it may be. */
export async function startTraining(
  context: CoreContext,
  row: RunRow,
  onNews: (news: TrainNews) => void,
): Promise<RunningJob<null>> {
  const { threads } = await readSettings(context);
  const env =
    threads > 0 ? { TF_NUM_INTRAOP_THREADS: `${threads}`, TF_NUM_INTEROP_THREADS: `${threads}` } : {};
  const { data_set: id, data_version: version } = row;
  const versions = id === null ? dataVersionsOf(context.store, row) : [{ id, version }];
  const payload = {
    preset: storedJson(row.preset, anObject<Preset>()),
    until: row.until as StageKind | null,
    data: versions.map((one) => ({ ...one, source: dataSource(context.store, one.id, one.version) })),
    runsFolder: row.runs_folder,
    fingerprint: row.fingerprint,
  };
  return startJob(TRAIN, payload, { onNews: (news) => onNews(news as TrainNews) }, env);
}
