import { DemifaceError } from '../../../../../common/error.ts';
import type { FaceTask } from '../../../../../artifact/labels.ts';
import { throttled } from '../../../../../common/throttle.ts';
import type { Recorded } from '../../../../../inference/recording/record-clip.ts';
import { recordClip } from '../../../../../inference/recording/record-clip.ts';
import { openRecordingNets } from '../../../../../inference/recording/recording-nets.ts';
import type { OnnxModel } from '../../../../../artifact/model-folder.ts';
import type { NamedModel } from '../../../platform/models/read-sound.ts';
import { readIntactModel, readIntactOcclusionModel } from '../../../platform/models/read-sound.ts';
import type { Job } from '../../../platform/jobs/job.ts';
import { message, joined, type CodedMessage } from '../../../../../messages/message.ts';

/** Frames are reported at most this often. */
const TELL_EVERY_MS = 250;

export interface RecordPayload {
  file: string;
  to: string;
  tasks: FaceTask[];
  /** For each task and half the models that read, the live one first: the first sound one serves. */
  readers: NamedModel[][];
  /** The same for what recognizes the covered half. */
  occlusionModels: NamedModel[];
}

/** Reads a clip to a table; one that was broken off goes on. Damaged models are left out and named in the notes. */
export const record: Job<RecordPayload, Recorded> = async (
  { file, to, tasks, readers, occlusionModels },
  { progress, signal },
) => {
  const leftOut: CodedMessage[] = [];
  const occlusionClassifier = await readIntactOcclusionModel(occlusionModels, leftOut);
  const sound: OnnxModel[] = [];
  for (const candidates of readers) {
    const found = await readIntactModel(candidates, leftOut);
    if (found) sound.push(found);
  }
  for (const task of tasks)
    if (!sound.some(({ card }) => card.task === task))
      throw new DemifaceError('missing', joined([message('model.noneUsable', { task }), ...leftOut]));
  const paths = sound.map(({ path }) => path);
  const opened = await openRecordingNets(paths, occlusionClassifier && occlusionClassifier.path);
  const { nets, models } = opened;
  const mayTell = throttled(TELL_EVERY_MS);
  try {
    const recorded = await recordClip({
      file,
      to,
      tasks,
      nets,
      models,
      signal,
      onProgress: (done, total) => {
        if (mayTell(done === total)) progress(done, total);
      },
    });
    return { ...recorded, notes: [...leftOut, ...recorded.notes] };
  } finally {
    await opened.dispose();
  }
};
