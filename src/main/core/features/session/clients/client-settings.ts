import { z } from 'zod';

import { jsonOf } from '../../../../../common/json.ts';
import type { ClientSettings } from '../../../../ipc/contract.ts';
import { writeSetting, settingText } from '../../../platform/store/setting-rows.ts';
import type { Store } from '../../../platform/store/store.ts';
import { CONSENT_TEXTS } from './consents/consent-texts.ts';

const KEY = 'clients';
const AUTO_LOCK_MINUTES = 10;

const form: z.ZodType<ClientSettings> = z.object({
  autoLockMinutes: z.int().min(1).max(240),
  consentTexts: z.object({ en: z.string(), de: z.string() }),
});

/** Nothing in them is about a client. */
export function readClientSettings(store: Store): ClientSettings {
  const stored = form.safeParse(jsonOf(settingText(store, KEY) ?? ''));
  if (!stored.success) return { autoLockMinutes: AUTO_LOCK_MINUTES, consentTexts: CONSENT_TEXTS };
  const { en, de } = stored.data.consentTexts;
  return { ...stored.data, consentTexts: { en: en || CONSENT_TEXTS.en, de: de || CONSENT_TEXTS.de } };
}

/** A text that was not changed is not stored: a later version may come with a better one. */
export function writeClientSettings(store: Store, { consentTexts, ...settings }: ClientSettings): void {
  const own = (language: 'en' | 'de') => {
    const text = consentTexts[language].trim();
    return text === CONSENT_TEXTS[language] ? '' : text;
  };
  writeSetting(store, KEY, { ...settings, consentTexts: { en: own('en'), de: own('de') } });
}
