import { message } from '../../../../../messages/message.ts';
import { DemifaceError } from '../../../../../common/error.ts';
import { jsonOf } from '../../../../../common/json.ts';
import { audienceSettingsForm } from '../../../../ipc/audience-payload.ts';
import type { AudienceCamera, AudienceSettings, StoreSettings } from '../../../../ipc/contract/audience.ts';
import { appendToAudit } from '../../../platform/audit.ts';
import { writeSetting, settingText } from '../../../platform/store/setting-rows.ts';
import type { Store } from '../../../platform/store/store.ts';
import { transaction } from '../../../platform/store/sync.ts';
import { systemZone } from '../../../platform/time/local-time.ts';
import { ALL_DAYS, countBefore, hasCounts, storedCameras } from '../deletion/delete-counts.ts';
import { markDeletion } from '../deletion/marked-deletions.ts';
import { checkSettings } from './check.ts';

const KEY = 'audience';

/** What holds while nobody has chosen: no purpose, so nothing is counted. */
function defaults(): AudienceSettings {
  const daytime = [{ from: '08:00', to: '20:00' }];
  return {
    people: 'visitors',
    purposes: [],
    measures: ['count', 'age', 'gender'],
    controller: { name: '', address: '', contact: '', officer: '', authority: '' },
    k: 10,
    retentionDays: 365,
    cameras: [],
    sites: [
      {
        id: 'site',
        name: '',
        timeZone: systemZone(),
        opening: [...Array.from({ length: 6 }, () => daytime), []],
      },
    ],
  };
}

/** @throws DemifaceError `corrupt` if they are not as any version of ours writes them: nothing is counted by guess */
export function readAudienceSettings(store: Store): AudienceSettings {
  const stored = storedSettings(store);
  if (stored) return stored.success ? stored.data : notReadable(stored.error);
  return defaults();
}

/**
 * Saves all but the cameras, which stay as they are stored.
 * @throws DemifaceError as `saveAudienceSettings`
 */
export function changeStore(store: Store, changed: StoreSettings): void {
  saveAudienceSettings(store, { ...changed, cameras: storedSettings(store)?.data?.cameras ?? [] });
}

/**
 * Adds a camera, or puts it in the place of the one with its id; nothing else changes.
 * @throws DemifaceError `corrupt`; as `saveAudienceSettings`
 */
export function changeCamera(store: Store, changed: AudienceCamera): void {
  const settings = readAudienceSettings(store);
  const isKnown = settings.cameras.some(({ id }) => id === changed.id);
  const cameras = isKnown
    ? settings.cameras.map((camera) => (camera.id === changed.id ? changed : camera))
    : [...settings.cameras, changed];
  saveAudienceSettings(store, { ...settings, cameras });
}

/**
 * Removes a camera and marks its counts for deletion; one that is not there is removed already.
 * @throws DemifaceError `corrupt`; as `saveAudienceSettings`
 */
export function removeCamera(store: Store, id: string): void {
  const settings = readAudienceSettings(store);
  saveAudienceSettings(store, {
    ...settings,
    cameras: settings.cameras.filter((camera) => camera.id !== id),
  });
}

function storedSettings(store: Store) {
  const text = settingText(store, KEY);
  return text === undefined ? undefined : audienceSettingsForm.safeParse(jsonOf(text));
}

function notReadable(cause: Error): never {
  throw new DemifaceError('corrupt', message('counting.settingsDamaged'), {
    cause,
  });
}

/**
 * Keeps settings. All counts of a camera that is in them no more are marked for deletion, in the backups too; also of one
 * that was in settings that cannot be read, since nobody could see or remove them any more.
 * @throws DemifaceError `usage` if they are refused or do not fit together
 */
export function saveAudienceSettings(store: Store, settings: AudienceSettings): AudienceSettings {
  checkSettings(settings);
  const before = storedSettings(store)?.data?.cameras ?? [];
  const names = new Map([
    ...storedCameras(store).map((id) => [id, null] as const),
    ...before.map(({ id, name }) => [id, name] as const),
  ]);
  const removed = [...names].filter(([id]) => !settings.cameras.some((camera) => camera.id === id));
  transaction(store, () => {
    for (const [id, name] of removed) markRemoved(store, id, name);
    writeSetting(store, KEY, settings);
    const { purposes, measures, k, retentionDays } = settings;
    appendToAudit(
      store,
      'audience.settings',
      message('audit.settings', {
        purposes:
          purposes.length > 0
            ? purposes.map((purpose) => message('audit.purpose', { purpose }))
            : message('audit.noPurpose'),
        measures: measures.map((measure) => message('audit.measure', { measure })),
        k,
        days: retentionDays,
      }),
    );
  });
  return settings;
}

function markRemoved(store: Store, id: string, name: string | null): void {
  if (!markDeletion(store, { camera: id, before: null }) || !hasCounts(store, id)) return;
  const periods = countBefore(store, id, ALL_DAYS);
  const subject =
    name === null
      ? message('audit.unknownCameraRemoved', { periods })
      : message('audit.cameraRemoved', { camera: name, periods });
  appendToAudit(store, 'audience.delete', subject);
}
