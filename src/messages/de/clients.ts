import type { clients as en } from '../en/clients.ts';
import type { Catalog } from '../translate.ts';

export const clients = {
  unknown: 'Auf diesem Computer gibt es diese Person nicht; vielleicht wurde sie gelöscht',
  keyDamaged:
    'Die Schlüsseldatei dieser Person ist beschädigt; stellen Sie die Person aus einer Sicherungsdatei wieder her, andere sind verwendbar',
  fileDamaged:
    'Die Datei dieser Person ist beschädigt; holen Sie die letzte tägliche Kopie zurück oder stellen Sie sie aus einer Sicherungsdatei wieder her, andere sind verwendbar',
  fileMissing:
    'Die Datei dieser Person fehlt; stellen Sie sie aus einer Sicherungsdatei wieder her, andere sind verwendbar',
  fileBusy:
    'Ein anderes Programm hält die Datei dieser Person offen; schließen Sie es und versuchen Sie es erneut',
  newer:
    'Ein neueres Demiface hat dies geschrieben (Version {version, number}, dieses unterstützt {known, number}); installieren Sie das neuere',
} satisfies Catalog<typeof en>;
