import type { CoreContext, Handlers } from './platform/handlers.ts';
import type { LockedHome } from './platform/lock-home.ts';
import { appHandlers } from './features/app/app-handlers.ts';
import { InsightsProcess } from './features/audience/insights/insights-process.ts';
import { audienceHandlers } from './features/audience/audience-handlers.ts';
import { dataHandlers } from './features/data/data-handlers.ts';
import { SideJobs } from './platform/jobs/side-jobs.ts';
import { openLab } from './features/lab/lab.ts';
import { liveHandlers } from './features/live/live-handlers.ts';
import { LiveSessions } from './features/live/live-sessions.ts';
import { FrameMemory } from './platform/live/frame-memory.ts';
import { LiveCameras } from './features/audience/cameras/live-cameras.ts';
import { cameraHandlers } from './features/audience/cameras/camera-handlers.ts';
import { modelId } from './features/models/known-models.ts';
import { modelsHandlers } from './features/models/models-handlers.ts';
import { RecordingQueue } from './features/recordings/recording-queue.ts';
import { recordingsHandlers } from './features/recordings/recordings-handlers.ts';
import { openRetrain } from './features/retrain/retrain.ts';
import { Streams } from './features/session/streams/streams.ts';
import { streamsHandlers } from './features/session/streams/streams-handlers.ts';
import { clientsHandlers } from './features/session/clients/clients-handlers.ts';
import { openClients } from './features/session/clients/open-clients.ts';
import { openSessions } from './features/session/open-sessions.ts';
import { reportHandlers } from './features/session/report/report-handlers.ts';
import { sessionHandlers } from './features/session/session-handlers.ts';
import { DemifaceError } from '../../common/error.ts';
import { asStoreError, damaged } from './platform/store/store-error.ts';
import { Backups } from './platform/backup/backup-jobs.ts';
import type { Store } from './platform/store/store.ts';
import { openStore } from './platform/store/store.ts';

export interface Core {
  readonly store: Store;
  handlers: Handlers;
  close(): Promise<void>;
}

/** Opens the store and the features over it. @throws DemifaceError as `openStore` */
export async function openCore({ folder: home, file }: LockedHome, emit: CoreContext['emit']): Promise<Core> {
  const store = openStore(file);
  try {
    return await openFeatures({ store, home, emit }, file);
  } catch (error) {
    await store.close();
    throw asStoreFault(error, file);
  }
}

/** What no row that we wrote can cause is a damaged row: the database can be repaired from a backup. */
function asStoreFault(error: unknown, file: string): unknown {
  const known = asStoreError(error, file);
  const isRow = known === error && error instanceof DemifaceError && error.code === 'corrupt';
  if (known instanceof DemifaceError && !isRow) return known;
  return damaged(file, error instanceof Error ? error.message.split(/[\n;]/)[0]! : String(error), error);
}

async function openFeatures(context: CoreContext, file: string): Promise<Core> {
  const { store } = context;
  const backups = new Backups(file);
  const insights = new InsightsProcess(file);
  const jobs = new SideJobs(context);
  const lab = await openLab(context, jobs);
  const memory = new FrameMemory();
  const cameras = new LiveCameras(context, backups, { memory });
  const live = new LiveSessions(store, memory);
  const clients = openClients(context);
  const recordings = new RecordingQueue(context);
  recordings.open();
  const models = modelsHandlers(context, jobs, async (task) => {
    await Promise.all([cameras.renewNets(task), live.renewNets()]);
  });
  const retrain = openRetrain(context, jobs, {
    list: async () => models['models.list']({}),
    promote: async (path) => models['models.promote']({ id: modelId(path) }),
    rollBack: async (place) => models['models.rollBack'](place),
    idOf: modelId,
  });
  const streams = new Streams(context);
  const sessions = openSessions(context, clients, streams, memory);
  return {
    store,
    handlers: {
      ...appHandlers(context),
      ...dataHandlers(context, jobs),
      ...lab.handlers,
      ...models,
      ...liveHandlers(live),
      ...cameraHandlers(cameras),
      ...audienceHandlers(context, cameras, backups, insights),
      ...recordingsHandlers(context, recordings),
      ...retrain.handlers,
      ...streamsHandlers(streams, jobs),
      ...clientsHandlers(context, clients),
      ...sessionHandlers(store, sessions),
      ...reportHandlers(context, clients, sessions),
    },
    async close() {
      insights.close();
      jobs.close();
      await sessions.close();
      await Promise.all([cameras.end(), live.end(), streams.close(), backups.close()]);
      await Promise.all([recordings.close(), retrain.close(), lab.close(), clients.close()]);
      await store.close();
    },
  };
}
