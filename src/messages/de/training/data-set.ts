import type { dataSet as en } from '../../en/training/data-set.ts';
import type { Catalog } from '../../translate.ts';

export const dataSet = {
  noPicture: 'Es gibt kein Bild {row}; das letzte ist {last}',
  noTask: 'Dieser Datensatz hat keine Labels für {task}; vorhanden: {tasks}',
  reportDamaged: 'Der Bericht zu {name} ist beschädigt; prüfen Sie den Datensatz erneut',
  known: '{root} ist bereits in der Liste, als {name}',
  gone: 'Der Datensatz ist nicht mehr in der Liste',
  folderGone:
    'Der Ordner von {name} ist nicht vorhanden: {root}. Schließen Sie den Datenträger an oder stellen Sie den Ordner wieder her, und versuchen Sie es erneut.',
  notPrepared: 'Die Bilder von {name} sind noch nicht vorbereitet; öffnen Sie zuerst den Datensatz',
  versionGone: 'Die Version {version} der Korrekturen dieses Datensatzes ist nicht mehr vorhanden',
  correctionsDamaged:
    'Die Korrekturen des Datensatzes sind beschädigt; kehren Sie unter Daten zu einer anderen Version zurück',
  noLabel: '{label} ist kein Label für {task}; erwartet wird {expected}',
  noOcclusionPhotos:
    '{root} enthält {found}; erwartet werden {list} (file, kind mask oder vr, x0, y0, x1, y1) und die darin genannten Fotos',
  noneReadableOf: 'Keines der Bilder von {first} und {second} kann gelesen werden',
  preparedCutOff: '{path} endet vor Bild {row}: bereiten Sie die Bilder erneut vor (löschen Sie diese Datei)',
  preparedGone: '{path} ist nicht vorhanden: bereiten Sie die Bilder erneut vor',
  changedWhilePrepared: 'Die Bilder haben sich geändert, während sie vorbereitet wurden: beginnen Sie erneut',
  pictureWithoutTask:
    '{picture} hat kein Label für {task}; erwartet wird ein Datensatz mit Labels für {task}',
  entryDamaged:
    'der Eintrag in der Datenbank ist beschädigt; entfernen Sie ihn aus der Liste und fügen Sie den Ordner wieder hinzu',
  named: '{name}: {problem}',
  noneReadable:
    'Keines der {n} Bilder mit Label von {root} kann gelesen werden; führen Sie `demiface data check {layout} {root}` aus',
  noneReadableFirst:
    'Keines der {n} Bilder mit Label von {root} kann gelesen werden ({file}: {reason}); führen Sie `demiface data check {layout} {root}` aus',
  noLongerThere: 'nicht mehr vorhanden',
} satisfies Catalog<typeof en>;
