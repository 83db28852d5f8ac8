/**
 * Every channel between the window and the rest, one line each. Preload, handlers and the window's client derive from it.
 * A leaf: it imports types alone.
 */
import type { Card } from '../../artifact/card.ts';
import type { ErrorCode } from '../../artifact/error.ts';
import type { ModelTask, Task, Visible } from '../../artifact/labels.ts';
import type { Comparison } from '../../training/compare.ts';
import type { DataReport } from '../../training/data/check.ts';
import type { Layout, Split } from '../../training/data/types.ts';
import type { EvaluationReport } from '../../training/evaluation/report.ts';
import type { Preset, StageKind } from '../../training/presets/preset.ts';
import type { Reproduction } from '../../training/reproduce/results.ts';

export type {
  Card,
  Comparison,
  DataReport,
  ErrorCode,
  EvaluationReport,
  Layout,
  ModelTask,
  Preset,
  Reproduction,
  Split,
  StageKind,
  Task,
  Visible,
};

/** `core`: the process that works is not there right now. `internal`: a fault of ours. `sender`, `payload`: refused at the door. */
export type RefusalCode = ErrorCode | 'core' | 'internal' | 'sender' | 'payload';

/** How an error crosses: code branches on `code`, people read `message`. */
export interface Refusal {
  code: RefusalCode;
  message: string;
}

// ───────────── what a channel takes and gives

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
  'app.pickFolder': shell<{ title: string }, { path: string | null }>(),
  'app.pickSave': shell<{ title: string; name: string }, { path: string | null }>(),
  'app.reveal': shell<{ path: string }, None>(),
  'app.restartCore': shell<None, None>(),
  'settings.get': core<None, Settings>(),
  'settings.set': core<Partial<Settings>, Settings>(),
  'status.get': core<None, CoreStatus>(),
  'store.repair': core<None, { text: string }>(),
  'audit.list': core<{ limit: number }, AuditEntry[]>(),

  'data.list': core<None, DataSetSummary[]>(),
  'data.recognise': core<{ root: string }, Recognised>(),
  'data.add': core<{ root: string; layout: Layout; name: string }, DataSetSummary>(),
  'data.remove': core<{ id: number }, None>(),
  'data.check': core<{ id: number }, { job: number }>(),
  'data.report': core<{ id: number }, DataSetReport | null>(),
  'data.open': core<{ id: number }, { job: number | null; total: number }>(),
  'data.browse': core<BrowseQuestion, BrowsePage>(),
  'data.thumbnails': core<ThumbnailQuestion, ThumbnailBlock>(),
  'data.correct': core<{ id: number; corrections: Correction[] }, DataSetSummary>(),
  'data.corrections': core<{ id: number }, CorrectionVersion[]>(),
  'data.revert': core<{ id: number; version: number }, DataSetSummary>(),

  'lab.presets': core<None, PresetSummary[]>(),
  'lab.form': core<{ preset: string; settings: string[] }, PresetForm>(),
  'lab.start': core<StartQuestion, { experiment: number; runs: number[] }>(),
  'lab.queue': core<None, QueueState>(),
  'lab.reorder': core<{ run: number; before: number | null }, QueueState>(),
  'lab.pause': core<{ run: number }, None>(),
  'lab.resume': core<{ run: number }, None>(),
  'lab.cancel': core<{ run: number }, None>(),
  'lab.remove': core<{ run: number }, None>(),
  'lab.runs': core<None, RunSummary[]>(),
  'lab.run': core<{ run: number }, RunDetail>(),
  'lab.openFolder': core<{ folder: string }, { added: number; updated: number; skipped: number }>(),
  'lab.compare': core<{ runs: number[]; stage: StageKind }, { job: number }>(),
  'lab.explain': core<{ runs: number[]; stage: StageKind; pictures: number }, { job: number }>(),
  'lab.export': core<{ run: number; path: string }, { path: string }>(),
  'lab.tables': core<None, Reproduction | null>(),

  'models.list': core<None, ModelSummary[]>(),
  'models.show': core<{ path: string }, ModelDetail>(),
  'models.promote': core<{ path: string }, LiveModel>(),
  'models.rollBack': core<{ task: ModelTask; visible: Visible }, LiveModel | null>(),
  'models.export': core<{ path: string; format: 'onnx' | 'tfjs'; to: string }, { path: string }>(),
  'models.import': core<{ net: 'vgg-f' | 'vgg-face' | 'resnet-50'; path: string }, { text: string }>(),

  'jobs.result': core<{ job: number }, JobResult>(),
  'jobs.cancel': core<{ job: number }, None>(),
} as const;

export type ChannelName = keyof typeof CHANNELS;
type Types<C extends ChannelName> = NonNullable<(typeof CHANNELS)[C]['types']>;
export type Payload<C extends ChannelName> = Types<C>['payload'];
export type Result<C extends ChannelName> = Types<C>['result'];
export type ShellChannel = {
  [C in ChannelName]: (typeof CHANNELS)[C]['by'] extends 'shell' ? C : never;
}[ChannelName];
export type CoreChannel = Exclude<ChannelName, ShellChannel>;

/** What is told without being asked. */
export interface Events {
  'core.state': { state: CoreState; problem: Refusal | null };
  'menu.command': { command: MenuCommand };
  'status.changed': CoreStatus;
  'settings.changed': Settings;
  'queue.changed': QueueState;
  /** A run or one of its stages began, ended, failed. */
  'run.changed': RunSummary;
  'run.step': RunStep;
  'run.epoch': { run: number; stage: string; epoch: EpochPoint };
  'job.progress': { job: number; kind: JobKind; done: number; total: number; text: string };
  'job.ended': { job: number; kind: JobKind; refusal: Refusal | null };
  'data.changed': DataSetSummary[];
  'models.changed': None;
}
export type EventName = keyof Events;
export const EVENTS: readonly EventName[] = [
  'core.state',
  'menu.command',
  'status.changed',
  'settings.changed',
  'queue.changed',
  'run.changed',
  'run.step',
  'run.epoch',
  'job.progress',
  'job.ended',
  'data.changed',
  'models.changed',
];

// ───────────── the app

export type CoreState = 'starting' | 'running' | 'restarting' | 'failed';
export type MenuCommand =
  'palette' | 'view-1' | 'view-2' | 'view-3' | 'view-4' | 'new-experiment' | 'add-data';

export interface AppState {
  version: string;
  electron: string;
  platform: string;
  core: CoreState;
  /** Why the core or its store is not there. */
  problem: Refusal | null;
}

export interface Settings {
  theme: 'system' | 'light' | 'dark';
  /** Where trained stages lie. */
  runsFolder: string;
  /** Threads that training takes; 0: as many as there are cores. */
  threads: number;
  notifications: boolean;
}

/** For the status line. */
export interface CoreStatus {
  engine: { name: string; device: string } | null;
  running: { run: number; title: string; progress: number; etaS: number | null } | null;
  queued: number;
  freeDiskBytes: number;
  memoryBytes: number;
}

export interface AuditEntry {
  id: number;
  /** ISO 8601, UTC. */
  at: string;
  action: string;
  subject: string;
}

// ───────────── data

export interface DataSetSummary {
  id: number;
  name: string;
  layout: Layout;
  root: string;
  addedAt: string;
  /** False while its folder is not there. */
  isThere: boolean;
  checkedAt: string | null;
  pictures: number | null;
  tasks: Task[];
  /** How many corrections stand, and which version of them. */
  corrections: number;
  version: number;
}

export interface Recognised {
  layout: Layout | null;
  /** In words: why this layout, or why none. */
  reason: string;
  name: string;
  pictures: number;
}

export interface DataSetReport {
  report: DataReport;
  checkedAt: string;
}

export type View = Visible | 'headset' | 'mask';

export interface BrowseFilter {
  split: Split | null;
  task: Task | null;
  /** Index of the class; of ages the band's first year. */
  label: number | null;
  only: 'all' | 'duplicates' | 'conflicts' | 'corrected' | 'dropped';
  search: string;
}

export interface BrowseQuestion {
  id: number;
  filter: BrowseFilter;
  offset: number;
  limit: number;
}

export interface BrowsePage {
  total: number;
  pictures: BrowsedPicture[];
}

export interface BrowsedPicture {
  row: number;
  name: string;
  file: string;
  split: Split;
  /** This and the other labels: as they stand, so corrected where `correction` says so. */
  expression: number | null;
  gender: number | null;
  ageYears: number | null;
  votes: number[] | null;
  /** Byte-identical pictures, this one counted. */
  copies: number;
  /** Of several labels that were corrected, the first. */
  correction: Correction['change'] | null;
}

export interface ThumbnailQuestion {
  id: number;
  rows: number[];
  view: View;
}

/** Squares of one size, one after the other. */
export interface ThumbnailBlock {
  size: number;
  channels: 1 | 3;
  pixels: Uint8Array;
}

export interface Correction {
  row: number;
  /** `null` takes an earlier correction back. */
  change: { kind: 'label'; task: Task; label: number } | { kind: 'drop' } | null;
}

export interface CorrectionVersion {
  version: number;
  at: string;
  changes: number;
  fingerprint: string;
}

// ───────────── lab

export interface PresetSummary {
  id: string;
  family: 'compact' | 'smoke' | 'vgg-f' | 'vgg-face' | 'resnet-50' | 'hidden';
  task: ModelTask;
  visible: Visible;
  layout: string;
  net: string;
  source: string;
  stages: StageKind[];
}

/** A field of a form that is made from a preset's type. */
export interface FormField {
  /** As `--set` takes it: `seed`, `student.epochs`, `standard.distillation.lambda`. */
  key: string;
  /** Null: of the whole preset. */
  stage: StageKind | null;
  title: string;
  meaning: string;
  kind: 'number' | 'whole' | 'boolean' | 'choice' | 'numbers' | 'text';
  choices: string[];
  min: number | null;
  max: number | null;
  unit: string;
  value: string;
  /** What the preset has. */
  preset: string;
  /** The value of the paper, in words; null where it says none. */
  paper: string | null;
}

export interface PresetForm {
  preset: Preset;
  fields: FormField[];
  /** What is wrong with the settings, by field; empty if nothing is. */
  problem: string | null;
}

export interface StartQuestion {
  preset: string;
  settings: string[];
  dataSet: number;
  seeds: number[];
  until: StageKind | null;
  name: string;
}

export type RunState =
  'queued' | 'running' | 'pausing' | 'paused' | 'done' | 'failed' | 'cancelled' | 'elsewhere';

export interface StageSummary {
  key: string;
  kind: StageKind;
  parents: string[];
  state: 'waiting' | 'running' | 'done' | 'failed';
  epochs: number;
  epoch: number;
  metrics: Record<string, number> | null;
  startedAt: string | null;
  endedAt: string | null;
}

export interface RunSummary {
  id: number;
  experiment: number;
  name: string;
  preset: string;
  task: ModelTask;
  visible: Visible;
  net: string;
  seed: number;
  state: RunState;
  dataSet: number | null;
  layout: string;
  fingerprint: string | null;
  runsFolder: string;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  refusal: Refusal | null;
  stages: StageSummary[];
  /** Of the last stage that is done: accuracy 0 … 1 or MAE in years. */
  figure: { name: 'accuracy' | 'maeYears'; value: number } | null;
}

export interface EpochPoint {
  epoch: number;
  loss: number;
  rate: number;
  metrics: Record<string, number>;
  figures: Record<string, number>;
  imagesPerSecond: number;
}

export interface RunStep {
  run: number;
  stage: string;
  kind: StageKind;
  epoch: number;
  epochs: number;
  step: number;
  steps: number;
  loss: number;
  imagesPerSecond: number;
  etaS: number;
}

export interface RunDetail {
  summary: RunSummary;
  resolved: Preset;
  /** By stage key. */
  epochs: Record<string, EpochPoint[]>;
}

export interface QueueState {
  /** In the order in which they run. */
  runs: number[];
}

// ───────────── jobs beside the queue

export type JobKind = 'check' | 'prepare' | 'compare' | 'explain';

export type JobResult =
  | { kind: 'check'; id: number }
  | { kind: 'prepare'; id: number }
  | { kind: 'compare'; compared: ComparedRuns }
  | { kind: 'explain'; gallery: GalleryModel[] };

export interface ComparedRuns {
  split: string;
  pictures: number;
  models: { run: number; name: string; report: EvaluationReport }[];
  /** Every pair, `a` before `b`; p-values corrected by Holm where there are several. */
  pairs: { a: number; b: number; comparison: Comparison; pHolm: number; sentence: string }[];
  /** Settings in which the runs differ. */
  differences: { key: string; values: string[] }[];
}

export interface GalleryModel {
  run: number;
  name: string;
  /** PNG of each picture, whole, with the heat over what the model was shown. */
  pictures: { png: Uint8Array; truth: string; read: string; isRight: boolean }[];
}

// ───────────── models

export interface ModelSummary {
  path: string;
  name: string;
  origin: 'shipped' | 'trained';
  task: ModelTask;
  visible: Visible;
  net: string;
  stage: string;
  seed: number;
  layout: string;
  use: string;
  figure: {
    name: 'accuracy' | 'maeYears';
    value: number;
    low: number | null;
    high: number | null;
    n: number | null;
  } | null;
  isLive: boolean;
  /** Why it cannot be used. */
  problem: Refusal | null;
}

export interface ModelDetail {
  summary: ModelSummary;
  card: Card;
  bytes: number;
  /** From the data up to this model, the data first. */
  lineage: { title: string; text: string; path: string | null }[];
  /** Who was live for this task and half, the latest first. */
  history: LiveModel[];
}

export interface LiveModel {
  task: ModelTask;
  visible: Visible;
  path: string;
  name: string;
  at: string;
}

/** What the preload script puts on `window`. */
export interface Bridge {
  request<C extends ChannelName>(
    channel: C,
    payload: Payload<C>,
  ): Promise<{ ok: Result<C> } | { refused: Refusal }>;
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void;
  /** Where a dropped file lies. */
  pathOf(file: File): string;
}
