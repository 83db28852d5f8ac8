import type { files as en } from '../../en/common/files.ts';
import type { Catalog } from '../../translate.ts';

export const files = {
  cannotWriteElsewhere: '{path} kann nicht geschrieben werden ({error}); geben Sie einen anderen Ort an',
  emptyVariable:
    '{variable} ist leer; geben Sie dort einen Ordner an, oder entfernen Sie die Variable, dann gilt der übliche Ordner',
  folderUnreadable: 'Der Ordner {path} kann nicht gelesen werden ({error}); prüfen Sie seine Berechtigungen',
  problem: '{path}: {problem}',
  cannotWrite: '{path} kann nicht geschrieben werden: {reason}',
  full: 'der Datenträger ist voll; geben Sie Speicherplatz frei und starten Sie erneut, Fertiges bleibt erhalten',
  quota:
    'das Kontingent des Datenträgers ist aufgebraucht; geben Sie Speicherplatz frei und starten Sie erneut, Fertiges bleibt erhalten',
  readOnly: 'der Datenträger ist schreibgeschützt; geben Sie einen beschreibbaren Ordner an',
  noPermission:
    'der Ordner ist nicht beschreibbar; geben Sie einen anderen an, oder ändern Sie seine Berechtigungen',
  partIsFile: 'ein Teil des Pfads ist eine Datei; geben Sie einen Ordner an',
  longName: 'der Name ist zu lang; verwenden Sie einen von höchstens {bytes} Byte',
  folderOfName: 'es gibt einen Ordner dieses Namens; geben Sie eine Datei an',
  noFolders: 'dort kann kein Ordner angelegt werden; geben Sie einen anderen Ort an',
  linkNotFolder: 'es ist eine Verknüpfung; geben Sie einen Ordner an',
  fileNotFolder: 'es ist eine Datei; geben Sie einen Ordner an',
  folderNotFile: 'es ist ein Ordner; geben Sie eine Datei an',
  linkNotFile: 'es ist eine Verknüpfung; geben Sie die Datei selbst an',
  deviceNotFile: 'es ist ein Gerät oder eine Pipe; geben Sie eine Datei an',
  foreign:
    'es ist vorhanden und wurde nicht in dieser Form von Demiface geschrieben; verschieben Sie es, oder geben Sie einen anderen Ort an',
  notThere: '{path}: {what}; erwartet wird {expected}',
  unreadable: '{path} kann nicht gelesen werden ({error}); erwartet wird {expected}',
  aReadableFolder: 'ein lesbarer Ordner',
  aVideo: 'ein Video',
  aVideoOrFolder: 'ein Video oder ein Ordner mit Videos',
  aVideoOrPictures: 'ein Video oder ein Ordner mit Bildern',
  aPictureOrFolder: 'ein Bild oder ein Ordner',
  aDataSetFolder: 'der Ordner mit dem Datensatz',
  weights: 'eine .mat-Datei von MatConvNet oder eine .h5-Datei von Keras',
  noFile: '{path} ist keine Datei; erwartet wird {expected}',
  pictureUnreadable: '{name} kann nicht gelesen werden: {reason}',
  noReading: '{path} kann nicht gelesen werden: {reason}',
  aPictureVideoOrFolder: 'ein Bild, ein Video oder ein Ordner',
} satisfies Catalog<typeof en>;
