import type { CoreChannel, CorePayload, EventName, Events, Result } from '../../ipc/contract.ts';
import type { Store } from './store/store.ts';

/** What every feature of the core is given. */
export interface CoreContext {
  store: Store;
  /** The app's own folder. */
  home: string;
  emit: <E extends EventName>(event: E, payload: Events[E]) => void;
}

/** Answers to some channels. A feature gives those whose names begin with its own. */
export type HandlersOf<C extends CoreChannel> = {
  [K in C]: (payload: CorePayload<K>) => Promise<Result<K>> | Result<K>;
};

/** Every channel of the core: a missing one is an error of the compiler. Repair is done from outside the store. */
export type Handlers = HandlersOf<Exclude<CoreChannel, 'store.repair'>>;

export type DataChannel = Extract<CoreChannel, `data.${string}`>;
export type LabChannel = Extract<CoreChannel, `lab.${string}` | `jobs.${string}` | `status.${string}`>;
export type ModelsChannel = Extract<CoreChannel, `models.${string}`>;
export type AppChannel = Extract<CoreChannel, `settings.${string}` | `audit.${string}`>;
export type LiveChannel = Extract<CoreChannel, `live.${string}`>;
/** Frames of the cameras that count. */
export type CameraChannel = 'audience.openCamera' | 'audience.frame' | 'audience.closeCamera';
export type AudienceChannel = Exclude<Extract<CoreChannel, `audience.${string}`>, CameraChannel>;
export type StreamsChannel = Extract<CoreChannel, `streams.${string}`>;
/** Clients and what opens their files, for pages and for the shell. */
export type ClientsChannel = Extract<CoreChannel, `clients.${string}` | `vault.${string}`>;
/** Sessions that were recorded. */
export type ReportChannel = Extract<
  CoreChannel,
  `session.${'list' | 'timeline' | 'progress' | 'note' | 'remove' | 'export' | 'report'}`
>;
export type SessionChannel = Exclude<Extract<CoreChannel, `session.${string}`>, ReportChannel>;
export type RecordingsChannel = Extract<CoreChannel, `recordings.${string}`>;
export type RetrainChannel = Extract<CoreChannel, `retrain.${string}`>;
