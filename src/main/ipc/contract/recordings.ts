/** Types of the recordings feature. */
import type { StoredMessage } from '../../../messages/message.ts';
import type { FaceTask } from '../../../artifact/labels.ts';
import type { Refusal } from './app.ts';
import type { ClipPurpose, PathToken, SkippedFile } from './paths.ts';

/** `stopped` by a person; one that is `stopped` or `failed` can be resumed. */
export type RecordingState = 'queued' | 'running' | 'stopped' | 'failed' | 'done';

/** A video or a folder of pictures that is read to a table: a row a face and frame. */
export interface Recording {
  id: number;
  source: string;
  /** The table, once it is done. */
  target: string;
  tasks: FaceTask[];
  state: RecordingState;
  frames: number;
  /** Frames that the clip is stated to have; 0: not known yet. */
  total: number;
  /** While it runs. */
  framesPerSecond: number | null;
  etaS: number | null;
  /** Rows with a face, and how many faces were followed; null until it is done. */
  faces: number | null;
  tracks: number | null;
  /** Why it failed; of what is done, what of the clip could not be read. */
  refusal: RecordingRefusal | null;
  /** ISO 8601, UTC. */
  addedAt: string;
  endedAt: string | null;
}

export interface RecordingRefusal extends Refusal {
  /** What of a clip that is done could not be read; earlier versions kept the English message alone. */
  notes?: readonly StoredMessage[];
}

/** The list after videos were added. */
export interface AddedRecordings {
  list: Recording[];
  /** What lies in the chosen folders and is passed over, with the reason in a short phrase. */
  skipped: SkippedFile[];
}

/** Videos, and folders of them or of pictures. */
export interface RecordingRequest {
  paths: PathToken<ClipPurpose>[];
  /** Where the tables go; null: beside the first video, or in the first folder. */
  folder: PathToken<'output-folder'> | null;
  /** Whether expressions are read beside age and gender. */
  expressions: boolean;
  /** Tasks of the user's own too, with the same consent. */
  ownTasks?: boolean | undefined;
  /** A person confirms that everybody in the videos agreed to that. */
  hasConsent: boolean;
}
