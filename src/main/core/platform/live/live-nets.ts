import { DemifaceError } from '../../../../common/error.ts';
import type { FaceTask } from '../../../../artifact/labels.ts';
import type { ModelPlace } from '../../../../artifact/model-place.ts';
import { VISIBLE } from '../../../../artifact/labels.ts';
import type { OnnxModel } from '../../../../artifact/model-folder.ts';
import type { RefiningDetector } from '../../../../inference/detection/detector.ts';
import { createDetector } from '../../../../inference/detection/detector.ts';
import type { PictureInference } from '../../../../inference/prediction/predict-picture.ts';
import { openModels } from '../../../../inference/prediction/inference-models.ts';
import { customPlaces, liveCandidates } from '../models/live-models.ts';
import { readIntactModel, readIntactOcclusionModel } from '../models/read-sound.ts';
import type { Store } from '../store/store.ts';
import { message, joined, type CodedMessage } from '../../../../messages/message.ts';

/** One of them, without its network. */
export type LiveNet = Pick<OnnxModel, 'card' | 'sha256'>;

/** The nets that are live, in memory; whatever runs shares them. The caller disposes them. */
export interface LiveNets extends PictureInference {
  readonly detector: RefiningDetector;
  readonly tasks: readonly FaceTask[];
  /** Damaged models that are not among them, a sentence each. */
  readonly leftOut: readonly CodedMessage[];
  /** The models that predict the tasks, one for each task and what shows of a face. */
  readonly models: readonly LiveNet[];
  dispose(): Promise<void>;
}

/**
 * Opens the detector, the occlusion classifier, and the live models of these tasks for every half. A damaged model is
 * left out; the one that was live before it serves.
 * @throws DemifaceError `missing` if none of a task's models can be used, `corrupt` if no occlusion classifier
 * can; as `openModels`
 */
export async function openLiveNets(store: Store, tasks: readonly FaceTask[]): Promise<LiveNets> {
  const leftOut: CodedMessage[] = [];
  const readers = await liveReaders(store, tasks, leftOut);
  const occlusionClassifier = await readIntactOcclusionModel(
    liveCandidates(store, { task: 'occlusion', visible: 'full' }),
    leftOut,
  );
  const models = await openModels(readers, occlusionClassifier ?? undefined);
  const detector = await createDetector().catch(async (error: unknown) => {
    await models.dispose();
    throw error;
  });
  return {
    detector,
    ...models,
    tasks,
    leftOut,
    models: readers.map(({ card, sha256 }) => ({ card, sha256 })),
    async dispose() {
      await models.dispose();
      await detector.dispose();
    },
  };
}

/**
 * Reads the live models of these tasks, for every half.
 * @param leftOut sentences of damaged models are added
 * @throws DemifaceError `missing` if none of a task's models can be used
 */
export async function liveReaders(
  store: Store,
  tasks: readonly FaceTask[],
  leftOut: CodedMessage[],
): Promise<OnnxModel[]> {
  const readers: OnnxModel[] = [];
  for (const task of tasks) {
    const before = readers.length;
    for (const place of livePlaces(store, task)) {
      const found = await readIntactModel(liveCandidates(store, place), leftOut);
      if (found) readers.push(found);
    }
    if (readers.length === before && task !== 'custom')
      throw new DemifaceError('missing', joined([message('model.noneUsable', { task }), ...leftOut]));
  }
  return readers;
}

/** The user has tasks of their own, or none. */
export function livePlaces(store: Store, task: FaceTask): ModelPlace[] {
  return task === 'custom' ? customPlaces(store) : VISIBLE.map((visible) => ({ task, visible }));
}
