import { randomUUID } from 'node:crypto';
import { z } from 'zod';

import { jsonOf } from '../../../../../common/json.ts';
import type { StreamSettings } from '../../../../ipc/contract.ts';
import { streamSettingsForm } from '../../../../ipc/streams-payload.ts';
import { writeSetting, settingText } from '../../../platform/store/setting-rows.ts';
import type { Store } from '../../../platform/store/store.ts';

const KEY = 'streams';
const SOURCE_KEY = 'streams.sourceId';

/** All off. */
const DEFAULTS: StreamSettings = {
  websocket: { isOn: false, address: '127.0.0.1', port: 8765, origins: [] },
  osc: { isOn: false, address: '127.0.0.1', port: 9000, listenPort: 9001 },
  lsl: { isOn: false, scope: 'machine', heartRate: false },
};

/** What was chosen; a value that no version of ours would write counts as none. */
export function readStreamSettings(store: Store): StreamSettings {
  const { success, data } = streamSettingsForm.safeParse(jsonOf(settingText(store, KEY) ?? ''));
  return success ? data : structuredClone(DEFAULTS);
}

export function writeStreamSettings(store: Store, settings: StreamSettings): void {
  writeSetting(store, KEY, settings);
}

/** Names this installation among the streams of a laboratory, and nobody in it: made once, at random. */
export function lslSourceId(store: Store): string {
  const stored = z
    .string()
    .min(1)
    .safeParse(jsonOf(settingText(store, SOURCE_KEY) ?? ''));
  if (stored.success) return stored.data;
  const made = `demiface-${randomUUID()}`;
  writeSetting(store, SOURCE_KEY, made);
  return made;
}
