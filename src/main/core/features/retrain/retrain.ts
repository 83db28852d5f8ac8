import type { CoreContext, HandlersOf, RetrainChannel } from '../../platform/handlers.ts';
import type { SideJobs } from '../../platform/jobs/side-jobs.ts';
import { decisionHandlers } from './decision-handlers.ts';
import { draftHandlers } from './draft-handlers.ts';
import { FaceRecorder } from './face-recorder.ts';
import type { ModelsPort } from './goals.ts';
import { recordingHandlers } from './recording-handlers.ts';
import { Retrainings } from './retrainings.ts';
import { RetrainTraining } from './training.ts';
import { trainingHandlers } from './training-handlers.ts';

export interface RetrainFeature {
  handlers: HandlersOf<RetrainChannel>;
  close(): Promise<void>;
}

/** Adapting models to pictures of a person's own. */
export function openRetrain(context: CoreContext, jobs: SideJobs, models: ModelsPort): RetrainFeature {
  const retrainings = new Retrainings(context, models);
  const recorder = new FaceRecorder();
  const training = new RetrainTraining(context, retrainings, jobs);
  return {
    handlers: {
      ...draftHandlers(context, retrainings, models),
      ...recordingHandlers(context, retrainings, recorder),
      ...trainingHandlers(context, retrainings, jobs, training),
      ...decisionHandlers(context, retrainings, models),
    },
    close() {
      training.close();
      return recorder.dispose();
    },
  };
}
