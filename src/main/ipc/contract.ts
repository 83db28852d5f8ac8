/**
 * Every channel between the window and the rest, one line each, and every event. Preload, handlers and the window's client
 * derive from it. A leaf: it imports types alone; the types of each feature are beside it, in `contract/`.
 */
import type { Card } from '../../artifact/card.ts';
import type { ErrorCode } from '../../common/error.ts';
import type { FaceTask, ModelTask, Task, Visible } from '../../artifact/labels.ts';
import type { ModelPlace } from '../../artifact/model-place.ts';
import type {
  AppState,
  AuditEntry,
  CoreState,
  CoreStatus,
  LanguageChoice,
  MenuCommand,
  Refusal,
  Settings,
  SettingsChange,
} from './contract/app.ts';
import type {
  BrowsePage,
  BrowseQuery,
  Correction,
  CorrectionVersion,
  DataSetReport,
  DataSetSummary,
  Interpretation,
  Layout,
  DetectedLayout,
  ThumbnailBlock,
  ThumbnailRequest,
} from './contract/data.ts';
import type {
  ClientDetail,
  ClientSettings,
  ClientSummary,
  NewConsent,
  RecoveryCode,
  ResolvedLock,
  ResolvedProof,
  RestoredClients,
  VaultLock,
  VaultProof,
  VaultStatus,
} from './contract/clients.ts';
import type { Reproduction } from './contract/figures.ts';
import type {
  AudienceCamera,
  AudienceSettings,
  CountingStatus,
  Measure,
  People,
  StoreSettings,
} from './contract/audience.ts';
import type {
  AudienceCsvRequest,
  AudienceQuery,
  AudienceSeries,
  AudienceToday,
  CameraError,
  CampaignComparison,
  ComparisonQuery,
  DwellQuery,
  DwellTable,
  HeatMap,
  Pyramid,
  SeriesQuery,
  AuditAct,
  AuditCountState,
} from './contract/insights.ts';
import type { JobResult, JobStep, JobSubject, KnownJob } from './contract/jobs.ts';
import type {
  EpochPoint,
  PresetForm,
  PresetSummary,
  QueueState,
  RunDetail,
  RunStep,
  RunSummary,
  StageKind,
  StartRequest,
  TrainingStep,
} from './contract/lab.ts';
import type {
  CameraPixels,
  LiveEnd,
  LiveExplanation,
  LiveFrame,
  LiveModels,
  LiveOcclusion,
  LivePicture,
  LiveSource,
  OpenedLive,
} from './contract/live.ts';
import type { LiveModel, ModelDetail, ModelSummary } from './contract/models.ts';
import type { DropPurpose, PathToken, PickedPath, Resolved, RevealedPlace } from './contract/paths.ts';
import type { AddedRecordings, Recording, RecordingRequest } from './contract/recordings.ts';
import type { Notice, NoticeKind, NoticeLanguage } from './contract/notices.ts';
import type {
  RecordedPicture,
  RetrainBase,
  RetrainFrame,
  RetrainFrameResult,
  RetrainGoal,
  Retraining,
  RetrainPersons,
  RetrainRecording,
  RetrainRepair,
} from './contract/retrain.ts';
import type { StreamSettings, StreamsState } from './contract/streams.ts';
import type {
  Ladder,
  SessionEvent,
  SessionFrame,
  SessionReading,
  SessionSettings,
  SessionShortcut,
  SessionState,
} from './contract/session.ts';
import type {
  Progress,
  ReportLanguage,
  ReportRequest,
  SessionExport,
  SessionNote,
  SessionRef,
  SessionReport,
  SessionSummary,
  Timeline,
} from './contract/session-report.ts';
import type { CodedMessage } from '../../messages/message.ts';

export type { Card, ErrorCode, ModelTask, Task, Visible };

export type * from './contract/app.ts';
export type * from './contract/audience.ts';
export type * from './contract/clients.ts';
export type * from './contract/data.ts';
export type * from './contract/data-report.ts';
export type * from './contract/figures.ts';
export type * from './contract/insights.ts';
export type * from './contract/jobs.ts';
export type * from './contract/lab.ts';
export type * from './contract/live.ts';
export type * from './contract/models.ts';
export type * from './contract/paths.ts';
export type * from './contract/recordings.ts';
export type * from './contract/notices.ts';
export type * from './contract/retrain.ts';
export type * from './contract/streams.ts';
export type * from './contract/session.ts';
export type * from './contract/session-report.ts';

interface Channel<B extends 'shell' | 'core', P, R> {
  /** Who answers. */
  readonly by: B;
  /** Types only; never there at run time. */
  readonly types?: { payload: P; result: R };
}
const shell = <P, R>(): Channel<'shell', P, R> => ({ by: 'shell' });
const core = <P, R>(): Channel<'core', P, R> => ({ by: 'core' });

/** Nothing. */
export type None = Record<never, never>;

export const CHANNELS = {
  'app.state': shell<None, AppState>(),
  'app.pickFolder': shell<{ title: string }, PickedPath<'open-folder'> | null>(),
  'app.pickOutputFolder': shell<{ title: string }, PickedPath<'output-folder'> | null>(),
  'app.pickFiles': shell<{ title: string }, PickedPath<'open-file'>[]>(),
  'app.pickClips': shell<{ title: string }, PickedPath<'clip'>[]>(),
  'app.pickClipFolder': shell<{ title: string }, PickedPath<'clip-folder'> | null>(),
  'app.pickSave': shell<{ title: string; name: string }, PickedPath<'save'> | null>(),
  'app.reveal': shell<{ place: RevealedPlace }, None>(),
  /** Loads the page anew. */
  'app.setLanguage': shell<{ language: LanguageChoice }, None>(),
  'app.restartCore': shell<None, None>(),
  'app.savePdf': shell<
    { kind: NoticeKind; language: NoticeLanguage; path: PathToken<'save'> },
    { path: string }
  >(),
  'settings.get': core<None, Settings>(),
  'settings.set': core<SettingsChange, Settings>(),
  'status.get': core<None, CoreStatus>(),
  'store.repair': core<None, { text: string }>(),
  'audit.list': core<{ limit: number }, AuditEntry[]>(),

  'data.list': core<None, DataSetSummary[]>(),
  'data.detectLayout': core<{ root: PathToken<'open-folder'> }, DetectedLayout>(),
  'data.add': core<
    { root: PathToken<'open-folder'>; layout: Layout; name: string; interpretation?: Interpretation },
    DataSetSummary
  >(),
  'data.remove': core<{ id: number }, None>(),
  'data.check': core<{ id: number }, { job: number }>(),
  'data.report': core<{ id: number }, DataSetReport | null>(),
  'data.open': core<{ id: number }, { job: number | null; total: number }>(),
  'data.browse': core<BrowseQuery, BrowsePage>(),
  'data.thumbnails': core<ThumbnailRequest, ThumbnailBlock>(),
  'data.correct': core<{ id: number; corrections: Correction[] }, DataSetSummary>(),
  'data.corrections': core<{ id: number }, CorrectionVersion[]>(),
  'data.revert': core<{ id: number; version: number }, DataSetSummary>(),

  'lab.presets': core<None, PresetSummary[]>(),
  'lab.form': core<{ preset: string; settings: string[] }, PresetForm>(),
  'lab.start': core<StartRequest, { experiment: number; runs: number[] }>(),
  'lab.queue': core<None, QueueState>(),
  'lab.reorder': core<{ run: number; before: number | null }, QueueState>(),
  'lab.pause': core<{ run: number }, None>(),
  'lab.resume': core<{ run: number }, None>(),
  'lab.cancel': core<{ run: number }, None>(),
  'lab.remove': core<{ run: number }, None>(),
  'lab.runs': core<None, RunSummary[]>(),
  'lab.run': core<{ run: number }, RunDetail>(),
  'lab.openFolder': core<{ folder: PathToken<'open-folder'> }, { job: number }>(),
  'lab.compare': core<{ runs: number[]; stage: StageKind }, { job: number }>(),
  'lab.explain': core<{ runs: number[]; stage: StageKind; pictures: number }, { job: number }>(),
  'lab.export': core<{ run: number; path: PathToken<'save'> }, { job: number }>(),
  'lab.tables': core<None, Reproduction | null>(),

  'models.list': core<None, ModelSummary[]>(),
  'models.show': core<{ id: string }, ModelDetail>(),
  'models.promote': core<{ id: string }, LiveModel>(),
  'models.rollBack': core<ModelPlace, LiveModel | null>(),
  'models.export': core<{ id: string; format: 'onnx' | 'tfjs'; to: PathToken<'save'> }, { job: number }>(),
  'models.import': core<
    { net: 'vgg-f' | 'vgg-face' | 'resnet-50'; path: PathToken<'open-file'> },
    { job: number }
  >(),

  /** Ends what was looked at before. */
  'live.open': core<{ source: LiveSource; occlusion: LiveOcclusion }, OpenedLive>(),
  /** From the next frame on. */
  'live.setOcclusion': core<{ session: number; occlusion: LiveOcclusion }, None>(),
  'live.frame': core<{ session: number; atMs: number; pixels: CameraPixels }, LiveFrame>(),
  /** The next frame of a video. */
  'live.next': core<{ session: number }, LivePicture | LiveEnd>(),
  'live.picture': core<{ session: number; index: number }, LivePicture>(),
  /** The newest frame once more, in full. */
  'live.still': core<{ session: number }, LivePicture>(),
  /** The newest frame predicted anew by itself: with the occlusion, and the models, of now. */
  'live.predictAgain': core<{ session: number }, LivePicture>(),
  'live.models': core<{ session: number }, LiveModels>(),
  'live.explain': core<
    { session: number; track: number; task: FaceTask; title?: string | undefined },
    LiveExplanation
  >(),
  /** Writes what the page has drawn. */
  'live.saveSnapshot': core<{ png: Uint8Array; path: PathToken<'save'> }, { path: string }>(),
  /** Null: whichever is open. */
  'live.close': core<{ session: number | null }, None>(),

  'audience.settings': core<None, AudienceSettings>(),
  'audience.set': core<{ settings: StoreSettings }, AudienceSettings>(),
  /** Adds a camera, or puts it in the place of the one with its id. */
  'audience.saveCamera': core<{ camera: AudienceCamera }, AudienceSettings>(),
  /** All its counts are deleted. */
  'audience.removeCamera': core<{ id: string }, AudienceSettings>(),
  /** Why something is not measured of these people; null if it may be. */
  'audience.refusal': core<{ people: People; measures: Measure[] }, { reason: CodedMessage | null }>(),
  'audience.notice': core<{ kind: NoticeKind; language: NoticeLanguage }, Notice>(),
  'audience.status': core<None, CountingStatus>(),
  /** A person confirms that the machine's clock is right. */
  'audience.confirmClock': core<None, CountingStatus>(),
  'audience.today': core<None, AudienceToday>(),
  'audience.series': core<SeriesQuery, AudienceSeries>(),
  'audience.heatMap': core<{ question: AudienceQuery }, HeatMap>(),
  'audience.pyramid': core<{ question: AudienceQuery }, Pyramid>(),
  'audience.dwell': core<DwellQuery, DwellTable>(),
  'audience.compare': core<ComparisonQuery, CampaignComparison>(),
  'audience.errors': core<None, CameraError[]>(),
  'audience.csv': core<{ answer: AudienceCsvRequest; path: PathToken<'save'> }, { path: string }>(),
  'audience.openCamera': core<{ camera: string }, { session: number }>(),
  'audience.frame': core<{ session: number; atMs: number; pixels: CameraPixels }, LiveFrame>(),
  'audience.closeCamera': core<{ session: number }, None>(),
  'audience.audit': core<{ camera: string; act: AuditAct }, AuditCountState>(),

  'recordings.list': core<None, Recording[]>(),
  'recordings.add': core<RecordingRequest, AddedRecordings>(),
  'recordings.stop': core<{ id: number }, None>(),
  'recordings.resume': core<{ id: number }, None>(),
  'recordings.remove': core<{ id: number }, None>(),

  'retrain.bases': core<None, RetrainBase[]>(),
  /** The latest first. */
  'retrain.list': core<None, Retraining[]>(),
  'retrain.begin': core<{ goal: RetrainGoal }, Retraining>(),
  /** What was checked, and recorded consents, begin anew; pictures stay where they lie. */
  'retrain.setGoal': core<{ id: number; goal: RetrainGoal }, Retraining>(),
  'retrain.useDataSet': core<{ id: number; dataSet: number; persons: RetrainPersons }, Retraining>(),
  /** Into an empty folder, or one that was recorded into before. */
  'retrain.useCamera': core<RetrainRecording, Retraining>(),
  /** A person agrees to be recorded; written down before the first picture is. */
  'retrain.consent': core<{ id: number; person: string }, Retraining>(),
  /** The page may look through a camera until it is closed; refused where no pictures are recorded. */
  'retrain.openCamera': core<{ id: number }, None>(),
  'retrain.closeCamera': core<None, None>(),
  'retrain.frame': core<RetrainFrame, RetrainFrameResult>(),
  /** In the order of their names. */
  'retrain.recorded': core<{ id: number }, RecordedPicture[]>(),
  /** Null: all of them. */
  'retrain.removeRecorded': core<{ id: number; names: string[] | null }, RecordedPicture[]>(),
  /** Of pictures of this retraining, by name. */
  'retrain.thumbnails': core<{ id: number; names: string[] }, ThumbnailBlock>(),
  'retrain.keep': core<{ id: number; dataSets: number[] }, Retraining>(),
  'retrain.check': core<{ id: number }, { job: number }>(),
  'retrain.repair': core<{ id: number; repairs: RetrainRepair[] }, Retraining>(),
  'retrain.estimate': core<{ id: number }, { job: number }>(),
  /** Begins, or goes on where it was stopped. */
  'retrain.start': core<{ id: number }, Retraining>(),
  'retrain.stop': core<{ id: number }, Retraining>(),
  /** `use` makes the new model live; refused without a reason where a gate asks for one. */
  'retrain.decide': core<{ id: number; kind: 'use' | 'keep'; reason: string }, Retraining>(),
  /** The model that was live before predicts again. */
  'retrain.rollBack': core<{ id: number }, Retraining>(),
  /** With the new model; recorded pictures stay in their folder. Refused while the new model is live. */
  'retrain.discard': core<{ id: number }, None>(),

  'streams.get': core<None, StreamSettings>(),
  /** Takes effect at once, in a session under way too. */
  'streams.set': core<{ settings: StreamSettings }, StreamSettings>(),
  'streams.state': core<None, StreamsState>(),
  /** A new pairing code; the one before is not valid any more. */
  'streams.renewCode': core<None, StreamsState>(),
  /** Ends the connection of a client, which has to pair again. */
  'streams.disconnect': core<{ client: number }, StreamsState>(),
  /** A marker named `test` to all that are connected; they acknowledge it. */
  'streams.test': core<None, StreamsState>(),
  /** Downloads the library of Lab Streaming Layer. */
  'streams.installLsl': core<None, { job: number }>(),
  'session.settings': core<None, SessionSettings>(),
  'session.set': core<{ settings: SessionSettings }, SessionSettings>(),
  'session.ladders': core<{ language: ReportLanguage }, Ladder[]>(),
  /** A new one has an empty id. */
  'session.saveLadder': core<{ language: ReportLanguage; ladder: Ladder }, Ladder[]>(),
  /** An example that was changed is as it ships again. */
  'session.removeLadder': core<{ language: ReportLanguage; id: string }, Ladder[]>(),
  /** Refused without the client's valid consent, and while another session is open. */
  'session.open': core<
    { client: string; ladder: string; language: ReportLanguage; occlusion: SessionState['occlusion'] },
    SessionState
  >(),
  /** Goes on with one that was cut off. */
  'session.resume': core<SessionRef, SessionState>(),
  /** Ends one that was cut off at the moment up to which it is stored. */
  'session.endCutOff': core<SessionRef, None>(),
  /** Of the session that is open; null: none is. */
  'session.state': core<None, SessionState | null>(),
  'session.frame': core<{ session: number; atMs: number; pixels: CameraPixels }, SessionFrame>(),
  'session.confirmFace': core<{ session: number; track: number }, SessionState>(),
  /** The therapist sees that another face is followed: nothing is measured until one is confirmed. */
  'session.rejectFace': core<{ session: number }, SessionState>(),
  'session.neutral': core<{ session: number; act: 'begin' | 'cancel' }, SessionState>(),
  'session.start': core<{ session: number }, SessionState>(),
  'session.pause': core<{ session: number }, SessionState>(),
  'session.continue': core<{ session: number }, SessionState>(),
  'session.suds': core<{ session: number; value: number }, SessionState>(),
  'session.step': core<{ session: number; step: number }, SessionState>(),
  'session.marker': core<{ session: number; label: string }, SessionState>(),
  'session.answerSuggestion': core<{ session: number; isAccepted: boolean }, SessionState>(),
  /** The emergency stop. */
  'session.stop': core<{ session: number; by: 'button' | 'shortcut' }, SessionState>(),
  /** A person confirms that the client is safe: the stop is not repeated any more. */
  'session.confirmStop': core<{ session: number }, SessionState>(),
  /** Needs an emergency stop to be confirmed first, by the VR program or a person. */
  'session.end': core<{ session: number }, None>(),
  /** Null while no session is open. */
  'session.shortcut': shell<None, SessionShortcut | null>(),
  /** What was measured so far, from a time on, for a page that was loaded anew or a second window. */
  'session.readings': core<{ session: number; fromMs: number }, SessionReading[]>(),
  'session.list': core<{ client: string }, SessionSummary[]>(),
  'session.timeline': core<SessionRef & { fromMs: number; toMs: number; buckets: number }, Timeline>(),
  'session.progress': core<{ client: string }, Progress>(),
  /** A new one has the id 0; an empty text removes one. */
  'session.note': core<SessionRef & { id: number; atMs: number; text: string }, SessionNote[]>(),
  'session.remove': core<SessionRef, None>(),
  'session.export': core<SessionExport, { path: string }>(),
  'session.report': core<ReportRequest, SessionReport>(),
  'session.savePdf': shell<ReportRequest & { path: PathToken<'save'> }, { path: string }>(),
  /** The running session in a window of its own, for a second screen. */
  'session.openDisplay': shell<None, None>(),
  /** Whether the system gives the shortcut of the emergency stop to this app. */
  'session.checkShortcut': shell<{ shortcut: string }, { isFree: boolean }>(),

  'clients.vault': shell<None, VaultStatus>(),
  'clients.setUp': shell<{ lock: VaultLock }, RecoveryCode>(),
  'clients.unlock': shell<{ proof: VaultProof }, None>(),
  'clients.lock': core<None, None>(),
  'clients.changePassphrase': shell<{ proof: VaultProof; lock: VaultLock }, None>(),
  /** The one before opens nothing any more. */
  'clients.newRecoveryCode': shell<{ proof: VaultProof }, RecoveryCode>(),
  /** The recovery code that was made last is written down. */
  'clients.confirmRecoveryCode': core<None, None>(),
  'clients.settings': core<None, ClientSettings>(),
  /** An empty consent text stands for the one that comes with the app. */
  'clients.set': core<{ settings: ClientSettings }, ClientSettings>(),
  'clients.list': core<None, ClientSummary[]>(),
  'clients.add': core<{ code: string }, ClientSummary>(),
  'clients.rename': core<{ id: string; code: string }, ClientSummary>(),
  'clients.show': core<{ id: string }, ClientDetail>(),
  /** With its key and all daily copies; nothing brings it back but an earlier backup file on another computer. */
  'clients.remove': core<{ id: string }, None>(),
  'clients.sign': core<{ id: string; consent: NewConsent }, ClientDetail>(),
  /** All of this client. */
  'clients.withdraw': core<{ id: string }, ClientDetail>(),
  /** The latest daily copy in place of a damaged file. */
  'clients.restoreCopy': core<{ id: string }, { day: string }>(),
  'clients.backUp': core<{ path: PathToken<'save'> }, { path: string; clients: number; damaged: number }>(),
  /** Without a proof: a backup that was made on this computer. */
  'clients.restore': core<
    { path: PathToken<'open-file'>; proof: Exclude<VaultProof, { kind: 'keychain' }> | null },
    RestoredClients
  >(),
  'clients.exportAll': core<{ id: string; path: PathToken<'save'> }, { path: string }>(),

  /** What runs beside the queue, and what has ended well; the oldest first. */
  'jobs.list': core<None, KnownJob[]>(),
  'jobs.result': core<{ job: number }, JobResult>(),
  'jobs.cancel': core<{ job: number }, None>(),
} as const;

/** Channels that the shell alone uses. They are not registered, so no page reaches them. */
interface InnerChannels {
  'vault.status': { payload: None; result: Omit<VaultStatus, 'hasKeychain'> & { sealed: string | null } };
  'vault.setUp': { payload: { lock: ResolvedLock }; result: RecoveryCode };
  'vault.unlock': { payload: { proof: ResolvedProof }; result: None };
  /** As soon as no file is in use. */
  'vault.lockSoon': { payload: None; result: None };
  'vault.change': { payload: { proof: ResolvedProof; lock: ResolvedLock }; result: None };
  'vault.newRecoveryCode': { payload: { proof: ResolvedProof }; result: RecoveryCode };
}

export type ChannelName = keyof typeof CHANNELS;
export type InnerChannel = keyof InnerChannels;
type Types<C extends ChannelName | InnerChannel> = C extends InnerChannel
  ? InnerChannels[C]
  : C extends ChannelName
    ? NonNullable<(typeof CHANNELS)[C]['types']>
    : never;
export type Payload<C extends ChannelName | InnerChannel> = Types<C>['payload'];
export type Result<C extends ChannelName | InnerChannel> = Types<C>['result'];
export type ShellChannel = {
  [C in ChannelName]: (typeof CHANNELS)[C]['by'] extends 'shell' ? C : never;
}[ChannelName];
export type CoreChannel = Exclude<ChannelName, ShellChannel> | InnerChannel;
/** What reaches the core: paths in place of tokens. */
export type CorePayload<C extends CoreChannel> = Resolved<Payload<C>>;

interface Event<P> {
  readonly types?: P;
}
const event = <P>(): Event<P> => ({});

/** Events from the core and the shell. */
export const EVENTS = {
  'core.state': event<{ state: CoreState; problem: Refusal | null }>(),
  'menu.command': event<{ command: MenuCommand }>(),
  'status.changed': event<CoreStatus>(),
  'settings.changed': event<Settings>(),
  'queue.changed': event<QueueState>(),
  /** A run or one of its stages began, ended, failed. */
  'run.changed': event<RunSummary>(),
  'run.step': event<RunStep>(),
  'run.epoch': event<{ run: number; stage: string; epoch: EpochPoint }>(),
  'job.progress': event<JobStep>(),
  'job.ended': event<{ job: number; subject: JobSubject; refusal: Refusal | null }>(),
  'data.changed': event<DataSetSummary[]>(),
  'models.changed': event<None>(),
  /** Client files were locked or opened, or a client was added, changed, removed. */
  'clients.changed': event<None>(),
  'recordings.changed': event<Recording[]>(),
  /** Of the one that is read. */
  'recordings.progress': event<Recording>(),
  /** Null: it was discarded. */
  'retrain.changed': event<{ id: number; retraining: Retraining | null }>(),
  'retrain.step': event<{ id: number; step: TrainingStep }>(),
  'retrain.epoch': event<{ id: number; epoch: EpochPoint }>(),
  'streams.changed': event<StreamsState>(),
  /** Counts, or what is counted. */
  'audience.changed': event<None>(),
  /** Null: no session is open any more. */
  'session.changed': event<SessionState | null>(),
  /** Of the client's face, ten times a second at most. */
  'session.reading': event<SessionReading>(),
  'session.event': event<SessionEvent>(),
  /** Null: no session is open, so none is registered. */
  'session.shortcut': event<SessionShortcut | null>(),
} as const;

export type EventName = keyof typeof EVENTS;
export type Events = { [E in EventName]: Exclude<(typeof EVENTS)[E]['types'], undefined> };

/** What the preload script puts on `window`. */
export interface Bridge {
  request<C extends ChannelName>(
    channel: C,
    payload: Payload<C>,
  ): Promise<{ ok: Result<C> } | { refused: Refusal }>;
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void;
  /** Hands a dropped file or folder to the shell; null for a file that is not on the disk. */
  dropped<P extends DropPurpose>(file: File, purpose: P): Promise<PickedPath<P> | null>;
}
