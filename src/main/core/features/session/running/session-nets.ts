import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/error.ts';
import type { Visible } from '../../../../../artifact/labels.ts';
import { EXPRESSIONS } from '../../../../../artifact/labels.ts';
import type { RefiningDetector } from '../../../../../inference/detection/detector.ts';
import { createDetector } from '../../../../../inference/detection/detector.ts';
import { bandsOf } from '../../../../../inference/live/client-face/bands.ts';
import { openModels } from '../../../../../inference/prediction/inference-models.ts';
import type { PictureInference } from '../../../../../inference/prediction/predict-picture.ts';
import { liveCandidates } from '../../../platform/models/live-models.ts';
import { readIntactModel } from '../../../platform/models/read-sound.ts';
import type { Store } from '../../../platform/store/store.ts';
import type { SessionModel } from '../recording/stored-session.ts';

/** The networks of one session: a detector and the expression model of the visible half. They stay the same until it ends. */
export interface SessionNets extends Pick<PictureInference, 'modelsFor'> {
  readonly detector: RefiningDetector;
  readonly model: SessionModel;
  dispose(): Promise<void>;
}

/** @throws CodedRefusal `missing` if no expression model of this half can be used; as `openModels` */
export async function openSessionNets(store: Store, visible: Visible): Promise<SessionNets> {
  const found = await readIntactModel(liveCandidates(store, { task: 'expression', visible }), []);
  if (!found) throw new CodedRefusal('missing', message('session.noModel'));
  const { card, sha256 } = found;
  const missing = EXPRESSIONS.filter((label) => !card.labels!.includes(label));
  if (missing.length > 0)
    throw new CodedRefusal(
      'mismatch',
      message('session.partOfExpressions', { name: card.name, missing: missing.map((label) => ({ label })) }),
    );
  const models = await openModels([found]);
  const detector = await createDetector().catch(async (error: unknown) => {
    await models.dispose();
    throw error;
  });
  return {
    detector,
    modelsFor: models.modelsFor,
    model: {
      name: card.name,
      sha256,
      visible,
      confidenceThreshold: card.confidenceThreshold,
      temperature: card.temperature,
      bands: bandsOf(card),
    },
    async dispose() {
      await models.dispose();
      await detector.dispose();
    },
  };
}
