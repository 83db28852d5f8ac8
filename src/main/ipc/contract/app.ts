/** What the window and the whole program say. */
import type { CodedMessage, StoredMessage } from '../../../messages/message.ts';
import type { ErrorCode } from '../../../common/error.ts';
import type { PathToken } from './paths.ts';

/** `core`: the background process is not there right now. `internal`: a fault of ours. `sender`, `payload`: refused by the check of requests. */
export type RefusalCode = ErrorCode | 'core' | 'internal' | 'sender' | 'payload';

/** How an error crosses: code branches on `code`, people read `message`. */
export interface Refusal {
  code: RefusalCode;
  /** English text where an earlier version stored it, or another program gave it. */
  message: StoredMessage;
}

/** Of the page, menus and dialogs; `system`: the first of the system's languages that the app supports, else English. */
export type LanguageChoice = 'system' | 'en' | 'de';

export type CoreState = 'starting' | 'running' | 'restarting' | 'failed';
export type MenuCommand =
  | 'palette'
  | 'view-1'
  | 'view-2'
  | 'view-3'
  | 'view-4'
  | 'view-5'
  | 'view-6'
  | 'view-7'
  | 'view-8'
  | 'view-9'
  | 'new-experiment'
  | 'add-data';

export interface AppState {
  version: string;
  electron: string;
  platform: string;
  core: CoreState;
  /** Why the core or its store is not there. */
  problem: Refusal | null;
  /** Started to stand at a door: full screen, cameras on. */
  isKiosk: boolean;
  language: LanguageChoice;
}

export interface Settings {
  theme: 'system' | 'light' | 'dark';
  /** Where trained stages lie. */
  runsFolder: string;
  /** Threads that training takes; 0: as many as there are cores. */
  threads: number;
  notifications: boolean;
}

/** What is changed of the settings. */
export type SettingsChange = Partial<Omit<Settings, 'runsFolder'>> & {
  runsFolder?: PathToken<'output-folder'>;
};

/** For the status line. */
export interface CoreStatus {
  engine: { name: CodedMessage; device: string } | null;
  running: { run: number; title: string; progress: number; etaS: number | null } | null;
  queued: number;
  freeDiskBytes: number;
  memoryBytes: number;
}

/** What an entry of the audit log is about. */
export type AuditAction =
  | 'audience.delete'
  | 'audience.retention'
  | 'audience.settings'
  | 'audience.audit'
  | 'clients.delete'
  | 'clients.backUp'
  | 'clients.restore'
  | 'clients.export'
  | 'clock.jump'
  | 'clock.start'
  | 'clock.returned'
  | 'clock.steady'
  | 'clock.confirmed'
  | 'data.remove'
  | 'models.promote'
  | 'models.rollBack'
  | 'models.export'
  | 'models.import'
  | 'recordings.expressions'
  | 'recordings.ownTasks'
  | 'retrain.consent'
  | 'retrain.removePictures'
  | 'retrain.use'
  | 'retrain.keep'
  | 'retrain.rollBack'
  | 'retrain.discard'
  | 'run removed'
  | 'session.begin'
  | 'session.resume'
  | 'session.end'
  | 'session.remove'
  | 'session.export';

export interface AuditEntry {
  id: number;
  /** ISO 8601, UTC. */
  at: string;
  /** One of `AuditAction`, or what an older or newer version wrote. */
  action: string;
  subject: StoredMessage;
}
