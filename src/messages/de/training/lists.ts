import type { lists as en } from '../../en/training/lists.ts';
import type { Catalog } from '../../translate.ts';

export const lists = {
  picturesNotBeside:
    '{list} ist eine Liste von {layout}, aber keines ihrer Bilder liegt daneben; legen Sie {folders} daneben und wählen Sie sie erneut',
  noList: 'Unter {root} gibt es keine Liste {file}',
  noDataSet:
    '{root} ist kein Datensatz; geben Sie einen Ordner, ein Archiv (.tar, .tar.gz, .zip) oder eine Liste (.csv) an',
  noFile: 'Unter {root} gibt es kein {file}',
  rootGone:
    '{root} ist während des Lesens verschwunden; schließen Sie den Datenträger an oder stellen Sie den Ordner wieder her, und beginnen Sie erneut',
  ambiguousBox:
    '{list} hat die Spalten {columns}, die den Rahmen des Gesichts nicht eindeutig angeben; erwartet wird eine Familie von Namen, etwa face_x, face_y, face_width, face_height (Pixel). Benennen Sie die Spalten so, und entfernen oder benennen Sie um, was kein Rahmen des Gesichts ist',
  unreadable: 'Die Liste {list} unter {root} kann nicht gelesen werden: {reason}',
  longLine: 'Zeile {line} ist länger als 1 MB',
  utf32: 'sie ist in UTF-32 geschrieben; speichern Sie sie als UTF-8',
  rootEmpty: '{root} ist leer; erwartet wird {expected}',
  rootPacked: '{root} ist leer; entpacken Sie zuerst {archives}; erwartet wird {expected}',
  rootSkipped:
    '{root} enthält keine lesbare Datei: {path} wird ausgelassen ({reason}); erwartet wird {expected}',
  rootSkippedPacked:
    '{root} enthält keine lesbare Datei: {path} wird ausgelassen ({reason}); entpacken Sie zuerst {archives}; erwartet wird {expected}',
  found: '{root}: gefunden: {found}; erwartet wird {expected}',
  foundBut: '{root}: {problem}; gefunden: {found}; erwartet wird {expected}',
  nPictures: '{n} {n, plural, one {Bild} other {Bilder}}',
  nPicturesSuchAs: '{n} {n, plural, one {Bild} other {Bilder}} wie {example}',
  theLists: 'die Listen {lists}',
  noCsv: 'keine CSV-Liste',
  otherFiles: 'andere Dateien wie {files}',
  toUnpack: '{archives}, zuerst zu entpacken',
  aFolderAClass:
    'ein Ordner je Klasse (Ausdrücke, Geschlechter oder Alter), oder Ordner train, val und test, die solche enthalten',
  aList:
    'eine .csv- oder .tsv-Liste mit Kopfzeile: eine Spalte file, dazu expression, gender oder age; auf Wunsch split sowie x, y, width, height des Gesichts',
  utkfaceNames: 'Bilder mit Namen [age]_[gender]_[race]_[date&time].jpg.chip.jpg, in Ordnern oder Archiven',
  affectnetLists:
    'training.csv oder validation.csv mit der Spalte subDirectory_filePath, und die darin genannten Bilder',
  ferplusFolders:
    'FER2013Train, FER2013Valid oder FER2013Test (Ordner oder Archive) mit fer2013new.csv daneben oder je einer label.csv darin',
  ferPixels:
    'fer2013.csv oder icml_face_data.csv: eine Liste mit den Spalten emotion, pixels und Usage, ein Bild je Zeile',
  columnTaken:
    'die Spalte {column} nennt Bilder oder Teilmengen; für Namen von Klassen wird eine andere erwartet',
  rafDb:
    'list_patition_label.txt mit Zeilen wie train_00001.jpg 5 und die Bilder dazu, im Original oder ausgerichtet',
  noNamesColumn:
    'keine Liste hat die Spalte {column} für Namen von Klassen; {list} hat die Spalten {columns}',
  ownLabels: 'der Aufbau {layout} hat eigene Labels; Namen von Klassen werden für folder und csv angegeben',
  hasColumns: '{list} hat die Spalten {columns}',
  isEmpty: '{lists} ist leer',
  inFolder: '{lists} liegt in einem Ordner: geben Sie diesen Ordner oder die Liste selbst an',
  noPicture: '{list} enthält kein Bild',
  noColumn: '{list} hat keine Spalte {column}',
  noRow: 'keine Zeile von {lists} ist verwendbar: {why}',
  noLabel: 'keine gibt ein Label an',
  gone: '{name} ist nicht vorhanden',
  goneBut: '{name} ist nicht vorhanden, aber {namesake}',
  andMore: '{problem} (und {n, number} weitere {n, plural, one {Zeile} other {Zeilen}} dieser Art)',
  noRowUsable: 'keine Zeile ist verwendbar ({row})',
  noPictureThere: 'kein Bild liegt, wo eine Zeile es angibt ({picture})',
  noRows: 'die Listen haben keine Zeile',
  several: '{problems}',
  wrongHeader:
    'Die Kopfzeile von {list} {problems}; erwartet werden {expected} und die Stimmen für {votes}. Benennen Sie die Spalten so, oder entfernen Sie die Kopfzeile, wenn die Reihenfolge die veröffentlichte ist',
  headerLacks: 'hat nicht: {columns}',
  headerUnknown: 'hat unbekannte Spalten: {columns}',
  headerTwice: 'hat doppelt: {columns}',
  unknownBox:
    '{list} hat {n, plural, one {die Spalte} other {die Spalten}} {columns}, {n, plural, one {deren Name} other {deren Namen}} auf Gesichtsrahmen in einer Form {n, plural, one {hindeutet} other {hindeuten}}, die nicht gelesen wird; erwartet wird je eine Spalte in Pixeln für x, y, width, height oder x1, y1, x2, y2 (Ecken). Schreiben Sie die Rahmen so, oder benennen Sie um, was kein Gesichtsrahmen ist',
  unread: '{path} in {root}: {reason}; was der Rest enthält, zeigt `demiface data check`',
  splitsMissing:
    '{root}: manche Zeilen geben eine Teilmenge (split) an, {n, number} nicht (zuerst {where}): füllen Sie die Spalte split in jeder Zeile aus, oder benennen Sie jede Liste nach ihrer Teilmenge (train.csv, val.csv, test.csv)',
  beginsOtherwise:
    '{list} ist keine Liste von Bildern: sie beginnt mit {cells}, erwartet werden die Spalten file und expression, gender oder age; für die Bilder daneben wählen Sie den Ordner {folder}',
  emptyList:
    '{list} ist keine Liste von Bildern: sie ist leer oder nicht lesbar, erwartet werden die Spalten file und expression, gender oder age; für die Bilder daneben wählen Sie den Ordner {folder}',
  foldersNumbered: 'die Klassenordner haben {numbers} als Namen',
  whichOrder:
    '{what}; Datensätze nummerieren ihre Klassen verschieden, geben Sie daher die Reihenfolge an (--label-order): {orders}',
  thisOrder:
    '{what}; das kann auch etwas anderes sein, bestätigen Sie daher, ob es dies ist (--label-order): {orders}',
  codesIn:
    '{task, select, expression {Ausdruck} gender {Geschlecht} age {Alter} other {{task}}} ist als {numbers} angegeben (zuerst in {where})',
  noKnownOrder:
    '{what}; das ist die Reihenfolge keines bekannten Datensatzes ({known}); schreiben Sie Namen statt der Zahlen',
  foreignCode:
    '{where}: {title} hat keine {code} für {task, select, expression {Ausdruck} gender {Geschlecht} age {Alter} other {{task}}}; die angegebene Reihenfolge ist {order}. Geben Sie die Reihenfolge dieser Liste an (--label-order), oder schreiben Sie Namen statt der Zahlen',
  foreignWord:
    '{where}: {task, select, expression {Ausdruck} gender {Geschlecht} age {Alter} other {{task}}} „{word}“ ist keine Klasse, so in {unknown, number} von {n, number} Zeilen; schreiben Sie die englischen Namen ({labels}), oder lassen Sie die Zelle leer, wenn keiner passt',
  unclearGender: '{where}: das Geschlecht {problem}',
  mAlone: 'm allein kann ein Mann (male) oder eine Frau (mujer) sein: schreiben Sie male und female',
  mBeside: 'm neben {others} kann ein Mann (male) oder eine Frau (mujer) sein: schreiben Sie male und female',
  ageFractions:
    'kein Alter liegt über 1 (zuerst in {where}), als wären die Alter durch das höchste geteilt; schreiben Sie Alter in Jahren, oder geben Sie an, dass es Jahre sind (--label-order ages)',
  noPictureOfRow: 'kein Bild trägt den Namen einer Zeile',
} satisfies Catalog<typeof en>;
