import type { refusals as en } from '../en/refusals.ts';
import type { Catalog } from '../../../messages/translate.ts';

export const refusals = {
  usage: 'Die Anfrage ist ungültig',
  missing: 'Etwas wurde nicht gefunden',
  unreadable: 'Eine Datei kann nicht gelesen werden',
  corrupt: 'Eine Datei ist beschädigt',
  mismatch: 'Zwei Dinge passen nicht zusammen',
  ambiguous: 'Die Anfrage ist mehrdeutig',
  disk: 'Der Datenträger ist voll oder nicht beschreibbar',
  busy: 'Wird bereits verwendet',
  diverged: 'Das Training ist divergiert',
  engine: 'Die Trainings-Engine ist ausgefallen',
  interrupted: 'Angehalten',
  core: 'Der Hintergrunddienst läuft nicht',
  internal: 'Ein interner Fehler ist aufgetreten',
  sender: 'Die Anfrage wurde abgelehnt',
  payload: 'Die Anfrage ist ungültig',
} satisfies Catalog<typeof en>;
