import type { Task } from '../../../../artifact/labels.ts';
import type { Recorded } from '../../../../reading/recording/record-clip.ts';
import { recordClip } from '../../../../reading/recording/record-clip.ts';
import { openRecordingNets } from '../../../../reading/recording/recording-nets.ts';
import type { Job } from '../job.ts';
import { throttled } from './throttled.ts';

/** Frames are told of at most this often. */
const TELL_EVERY_MS = 250;

export interface RecordQuestion {
  file: string;
  to: string;
  tasks: Task[];
  /** Folders of the models that read. */
  models: string[];
  /** Of what says what hides a face. */
  hidden: string | null;
}

/** Reads a clip to a table; one that was broken off goes on. */
export const record: Job<RecordQuestion, Recorded> = async (
  { file, to, tasks, models: paths, hidden },
  { progress, signal },
) => {
  const opened = await openRecordingNets(paths, hidden);
  const { nets, models } = opened;
  const mayTell = throttled(TELL_EVERY_MS);
  try {
    return await recordClip({
      ...{ file, to, tasks, nets, models, signal },
      onProgress: (done, total) => {
        if (mayTell(done === total)) progress(done, total);
      },
    });
  } finally {
    await opened.dispose();
  }
};
