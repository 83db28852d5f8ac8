import type { views as en } from '../en/views.ts';
import type { Catalog } from '../../../messages/translate.ts';

export const views = {
  live: 'Live',
  session: 'Sitzung',
  data: 'Daten',
  lab: 'Labor',
  models: 'Modelle',
  retrain: 'Anpassen',
  store: 'Filiale',
  insights: 'Auswertung',
  settings: 'Einstellungen',
} satisfies Catalog<typeof en>;
