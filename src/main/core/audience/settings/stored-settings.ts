import { DemifaceError } from '../../../../artifact/error.ts';
import { jsonOf } from '../../../../artifact/json.ts';
import { audienceSettingsForm } from '../../../ipc/audience-payload.ts';
import type { AudienceCamera, AudienceSettings } from '../../../ipc/contract/audience.ts';
import { noteInAudit } from '../../app/audit.ts';
import { putSetting, settingText } from '../../store/setting-rows.ts';
import type { Store } from '../../store/store.ts';
import { together } from '../../store/sync.ts';
import { ALL_DAYS, countBefore, hasCounts } from '../deletion/delete-counts.ts';
import { markDeletion } from '../deletion/marked-deletions.ts';
import { checkSettings } from './check.ts';

const KEY = 'audience';

/** What holds while nobody has chosen: no purpose, so nothing is counted. */
function defaults(): AudienceSettings {
  const daytime = [{ from: '08:00', to: '20:00' }];
  return {
    ...{ people: 'visitors', purposes: [], measures: ['count', 'age', 'gender'] },
    controller: { name: '', address: '', contact: '', officer: '', authority: '' },
    ...{ k: 10, retentionDays: 365, cameras: [] },
    sites: [
      {
        ...{ id: 'site', name: '', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
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

function storedSettings(store: Store) {
  const text = settingText(store, KEY);
  return text === undefined ? undefined : audienceSettingsForm.safeParse(jsonOf(text));
}

function notReadable(cause: Error): never {
  throw new DemifaceError('corrupt', 'the settings of the store view cannot be read; set them up again', {
    cause,
  });
}

/**
 * Keeps settings. All counts of a camera that is in them no more are marked for deletion, in the backups too.
 * @throws DemifaceError `usage` if they are refused or do not fit together
 */
export function saveAudienceSettings(store: Store, settings: AudienceSettings): AudienceSettings {
  checkSettings(settings);
  const before = storedSettings(store)?.data?.cameras ?? [];
  const removed = before.filter(({ id }) => !settings.cameras.some((camera) => camera.id === id));
  together(store, () => {
    for (const camera of removed) markRemoved(store, camera);
    putSetting(store, KEY, settings);
    const { purposes, measures, k, retentionDays } = settings;
    noteInAudit(
      store,
      'audience.settings',
      `purposes: ${purposes.join(', ') || 'none'}; measured: ${measures.join(', ')}; k ${k}; ${retentionDays} days`,
    );
  });
  return settings;
}

function markRemoved(store: Store, { id, name }: AudienceCamera): void {
  markDeletion(store, { camera: id, before: null });
  if (!hasCounts(store, id)) return;
  const periods = countBefore(store, id, ALL_DAYS);
  noteInAudit(store, 'audience.delete', `camera ${name}: all counts deleted, ${periods} periods`);
}
