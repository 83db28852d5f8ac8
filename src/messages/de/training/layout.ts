import type { layout as en } from '../../en/training/layout.ts';
import type { Catalog } from '../../translate.ts';

export const layout = {
  several: 'enthält mehrere Datensätze ({sets}): bitte den Ordner eines davon wählen',
  passedOver: '{n, number} {n, plural, one {Datei} other {Dateien}} übergangen ({reason})',
  more: 'es gibt mehr Dateien, als sich in einer Sekunde auflisten ließen',
  pictures: '{n, number} {n, plural, one {Bild} other {Bilder}}',
  partOfPictures: '{n, number} von {of, number} {of, plural, one {Bild} other {Bildern}}',
  somePictures: 'Bilder',
  ferplus: '{pictures} aus {folders} mit den Stimmen aus {lists}: FER+',
  ferNames: 'Namen wie in FER2013',
  affectnet: 'Liste {list} stammt aus AffectNet',
  rafDb: '{list} und Bilder wie {example}',
  utkface: '{pictures} mit Alter, Geschlecht und ethnischer Herkunft im Namen, etwa {example}: UTKFace',
  pixels: 'Liste {list} enthält je Zeile ein Bild als Zahlen: FER2013',
  columns: 'Liste {list} hat die Spalten {columns}',
  codes:
    '{task, select, expression {Ausdruck} gender {Geschlecht} age {Alter} other {{task}}} steht als {numbers} darin',
  number: 'Zahl {number}',
  numbers: 'Zahlen {numbers} und {last}',
  numberRange: 'Zahlen von {first} bis {last}',
  folders:
    'je ein Ordner für {task, select, expression {jeden Ausdruck} gender {jedes Geschlecht} age {jedes Alter} other {{task}}}: {classes}',
  numberFolders:
    'die Klassenordner heißen nach {numbers}, die Datensätze für unterschiedliche Klassen verwenden',
  empty: 'der Ordner ist leer',
  slow: 'das Auflisten der Ordner dauert lange; bitte den Ordner des Datensatzes selbst wählen',
  nothingReadable: 'enthält keine lesbare Datei: {path} wird ausgelassen ({reason})',
  unpack: 'bitte zuerst {archives} entpacken',
  noPictures: 'enthält keine Bilder',
  noPicturesOnly: 'enthält keine Bilder, nur {files}',
  withoutVotes: 'zu {folders} fehlen die Stimmen; bitte fer2013new.csv von FER+ daneben ablegen',
  found: '{pictures} gefunden, etwa {example}',
  listsWithoutFiles: '{lists}: neben expression, gender oder age fehlt eine Spalte file',
  error: '{error}',
  sayClasses:
    'anzugeben ist, was die Bilder zeigen: mit einem Ordner je Klasse (happiness, anger … oder female, male oder Alter) oder einer Liste (.csv) mit den Spalten file und expression, gender oder age',
  strayFile: 'einige Klassen liegen in Ordnern für Teilmengen, {file} nicht',
  ageBands: '{classes} sind Altersspannen, aus denen sich kein Alter in Jahren ergibt',
  unclearGenders: 'Ordner {problem}',
  unknownClasses: 'keine Klasse heißt {classes}',
  differentKinds: '{classes} sind von unterschiedlicher Art',
  numberedInNumbered:
    'nummerierte Ordner liegen in nummerierten Ordnern ({path}); welche davon die Klasse angeben, ist unklar',
  foreignOrder: '{numbers} als Klassenordner passen nicht zur Reihenfolge von {orders}',
  noAges: '{numbers} als Klassenordner sind keine Altersangaben',
} satisfies Catalog<typeof en>;
