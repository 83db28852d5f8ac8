import { readCard } from '../../../../artifact/model-folder.ts';
import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import { appendToAudit } from '../../platform/audit.ts';
import type { CoreContext, HandlersOf, RetrainChannel } from '../../platform/handlers.ts';
import { transaction } from '../../platform/store/sync.ts';
import type { FaceRecorder } from './face-recorder.ts';
import { recordedPictures, removeRecorded } from './recorded-folder.ts';
import type { StoredRetraining } from './retrain-store.ts';
import type { Retrainings } from './retrainings.ts';

export type RecordingChannel = Extract<
  RetrainChannel,
  `retrain.${'consent' | 'openCamera' | 'closeCamera' | 'frame' | 'recorded' | 'removeRecorded'}`
>;

/** Pictures that are recorded by camera, into a folder that a person chose. */
export function recordingHandlers(
  { store }: CoreContext,
  retrainings: Retrainings,
  recorder: FaceRecorder,
): HandlersOf<RecordingChannel> {
  return {
    'retrain.consent'({ id, person }) {
      const { source } = recordingOf(retrainings.open(id));
      if (source.consents.some((one) => one.person === person)) return retrainings.show(id);
      const consents = [...source.consents, { person, at: new Date().toISOString() }];
      transaction(store, () => {
        retrainings.store.update(id, { source: { ...source, consents } });
        const subject = message('audit.retrainConsent', { person, folder: source.folder });
        appendToAudit(store, 'retrain.consent', subject);
      });
      return retrainings.tell(id);
    },

    'retrain.openCamera'({ id }) {
      recordingOf(retrainings.open(id));
      return {};
    },

    'retrain.closeCamera': () => ({}),

    async 'retrain.frame'({ id, pixels, record }) {
      const { source, goal } = recordingOf(retrainings.open(id));
      const { crop } = readCard(goal.path);
      if (record === null) return recorder.frame(pixels, crop, null);
      const { label, person } = record;
      if (!source.classes.includes(label))
        throw new DemifaceError('usage', message('retrain.noClass', { label, labels: [...source.classes] }));
      if (!source.consents.some((one) => one.person === person))
        throw new DemifaceError('usage', message('retrain.noConsent', { person }));
      const result = await recorder.frame(pixels, crop, { folder: source.folder, label, person });
      if (result.recorded !== null) uncheck(retrainings, id);
      return result;
    },

    'retrain.recorded'({ id }) {
      const { source } = recordingOf(retrainings.store.sound(id));
      return recordedPictures(source.folder, source.classes);
    },

    'retrain.removeRecorded'({ id, names }) {
      const { source } = recordingOf(retrainings.store.sound(id));
      const { folder, classes } = source;
      const n = removeRecorded(folder, classes, names);
      if (n > 0)
        appendToAudit(
          store,
          'retrain.removePictures',
          message('audit.retrainPicturesRemoved', { n, folder }),
        );
      if (n > 0) uncheck(retrainings, id);
      return recordedPictures(folder, classes);
    },
  };
}

/** What was checked were other pictures. One that is trained keeps what it was trained with. */
function uncheck(retrainings: Retrainings, id: number): void {
  const { state, check } = retrainings.store.get(id);
  if (check && (state === 'draft' || state === 'stopped' || state === 'failed'))
    retrainings.change(id, { check: null, estimate: null, run: null, state: 'draft' });
}

type Recording = StoredRetraining & {
  source: Extract<StoredRetraining['source'], { kind: 'recorded' }>;
};

/** @throws DemifaceError `usage` */
function recordingOf(retraining: StoredRetraining): Recording {
  const { source } = retraining;
  if (source?.kind !== 'recorded') throw new DemifaceError('usage', message('retrain.notRecording'));
  return { ...retraining, source };
}
