import type { audit as en } from '../../en/settings/audit.ts';
import type { Catalog } from '../../../../messages/translate.ts';

export const audit = {
  actions: {
    'audience.delete': 'Zählungen gelöscht',
    'audience.retention': 'Abgelaufene Zählungen gelöscht',
    'audience.settings': 'Filialeinstellungen gespeichert',
    'session.begin': 'Sitzung begonnen',
    'session.resume': 'Sitzung wiederaufgenommen',
    'session.end': 'Sitzung beendet',
    'session.remove': 'Sitzung gelöscht',
    'session.export': 'Sitzung exportiert',
    'audience.audit': 'Kontrollzählung gespeichert',
    'clients.delete': 'Person gelöscht',
    'clients.backUp': 'Personen gesichert',
    'clients.restore': 'Personen wiederhergestellt',
    'clients.export': 'Daten einer Person exportiert',
    'clock.jump': 'Uhr gesprungen',
    'clock.start': 'Uhr beim Start unsicher',
    'clock.returned': 'Uhr wieder richtig',
    'clock.steady': 'Uhr übernommen',
    'clock.confirmed': 'Uhr bestätigt',
    'data.remove': 'Datensatz entfernt',
    'models.promote': 'Modell live geschaltet',
    'models.rollBack': 'Modell zurückgesetzt',
    'models.export': 'Modell exportiert',
    'models.import': 'Modell importiert',
    'recordings.expressions': 'Auswertung mit Ausdruck',
    'recordings.ownTasks': 'Auswertung mit eigenen Aufgaben',
    'run removed': 'Lauf entfernt',
  },
} satisfies Catalog<typeof en>;
