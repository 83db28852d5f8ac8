import { DemifaceError } from '../../../../../common/error.ts';
import { jsonOf } from '../../../../../common/json.ts';
import type { SessionSettings } from '../../../../ipc/contract/session.ts';
import { sessionSettings as form } from '../../../../ipc/session-payload.ts';
import { writeSetting, settingText } from '../../../platform/store/setting-rows.ts';
import type { Store } from '../../../platform/store/store.ts';
import { message } from '../../../../../messages/message.ts';

const KEY = 'session';

/** What holds while nobody has chosen. */
const DEFAULTS: SessionSettings = {
  sudsEveryS: 120,
  suggests: false,
  showsExpression: true,
  markers: [],
  stopShortcut: 'CommandOrControl+Shift+Space',
};

/** @throws DemifaceError `corrupt` if they are not as any version of ours writes them */
export function readSessionSettings(store: Store): SessionSettings {
  const text = settingText(store, KEY);
  if (text === undefined) return DEFAULTS;
  const parsed = form.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new DemifaceError('corrupt', message('session.settingsDamaged'), {
    cause: parsed.error,
  });
}

export function saveSessionSettings(store: Store, settings: SessionSettings): SessionSettings {
  writeSetting(store, KEY, settings);
  return settings;
}
