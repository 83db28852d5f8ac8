import type { archive as en } from '../../en/training/archive.ts';
import type { Catalog } from '../../translate.ts';

export const archive = {
  empty: 'es ist leer',
  noEndMark:
    'es endet nach {n, number} {n, plural, one {Datei} other {Dateien}} ohne die Endmarke eines Tar-Archivs, wie nach einem abgebrochenen Download',
  cutOff: 'die Daten sind beschädigt oder enden zu früh, wie nach einem abgebrochenen Download',
  holdsNo: 'kein {name} in {path}',
  endsInFile: 'es endet vor der letzten Datei',
  endsInHeader: 'es endet mitten in einem Header',
  noSize: 'die Größe einer enthaltenen Datei ist keine Zahl',
  longName: 'ein enthaltener Name ist zu lang',
  noHeader: 'kein Tar-Header bei Byte {at}',
  noDirectory: 'das Dateiverzeichnis fehlt oder ist beschädigt, wie nach einem abgebrochenen Download',
  endsWithin: 'das Archiv endet mitten darin',
  encrypted: 'verschlüsselt',
  method: 'mit Methode {method} gepackt, die nicht gelesen wird',
  checksum: 'die Prüfsumme weicht ab',
  notUnpacked: 'nicht entpackbar',
  damagedWithin: 'im Archiv beschädigt',
  unreadable:
    'Das Archiv {name} kann nicht gelesen werden ({error}); prüfen Sie seine Berechtigungen und den Datenträger: {path}',
  damaged: 'Das Archiv {name} ist beschädigt ({error}); laden Sie es erneut herunter: {path}',
} satisfies Catalog<typeof en>;
