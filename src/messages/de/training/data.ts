import type { data as en } from '../../en/training/data.ts';
import type { Catalog } from '../../translate.ts';

export const data = {
  listsBesideFolders: 'Die Ordner geben die Labels vor; nicht verwendete Listen: {lists}.',
  otherFolders:
    'Die Ordner {classes} geben die Labels vor; nicht verwendete Ordner darüber oder darunter: {others}.',
  listsInFolders: 'Nicht verwendete Listen in Unterordnern: {lists}.',
  listWithoutFiles: '{list} wird nicht verwendet: Neben expression, gender oder age fehlt eine Spalte file.',
  unusedColumns: 'Nicht verwendete Spalten von {list}: {columns}.',
  ageBands:
    '{n, number} {n, plural, one {Zeile enthält} other {Zeilen enthalten}} eine Altersspanne ({band} in {where}), aus der sich kein Alter in Jahren ergibt; {n, plural, one {aus ihr} other {aus ihnen}} wird kein Alter gelesen.',
  unstatedSplits:
    'Spalte {column} von {list} wird in {n, number} {n, plural, one {Zeile} other {Zeilen}} nicht verwendet (zuerst „{cell}“ in {where}): Teilmengen werden an den Wörtern train, val und test erkannt, da Datensätze sie unterschiedlich nummerieren.',
  drawnSplits:
    'Die Listen {lists} geben keine Teilmengen an: Die Teilmengen aller ihrer Bilder werden gezogen.',
  samePictures: '{other} wird nicht verwendet: Die Liste enthält die Bilder von {list} noch einmal.',
  rowUnusable: 'die Zeile ist unbrauchbar',
  unclearRow: 'eine Zeile könnte dieses oder ein anderes Bild meinen',
  noLabel: 'weder Zeile noch Name geben ein Label an',
  rowWithoutLabel: 'die Zeile enthält kein brauchbares Label',
  annotatedNone: 'als ohne Ausdruck, unsicher oder kein Gesicht annotiert',
  overfullClass: 'ausgelassen, damit keine Klasse mehr als {n, number} Bilder hat',
  noClassNumber: 'die Zahl {number} steht für keine Klasse',
  withoutFace:
    '{n, plural, one {# Bild zeigt kein Gesicht und bleibt weg} other {# Bilder zeigen kein Gesicht und bleiben weg}}: {files}',
  withSeveralFaces:
    '{n, plural, one {# Bild zeigt mehrere Gesichter und bleibt weg} other {# Bilder zeigen mehrere Gesichter und bleiben weg}}, da offen ist, für welches das Label gilt: {files}',
  noFaces:
    '{root} hat kein Bild, auf dem genau ein Gesicht gefunden wird: {n, number} zeigen keines, {several, number} mehrere; sind es schon ausgeschnittene Gesichter?',
  spellingsJoined: '{spellings} sind eine Klasse',
  namesNotThere: 'kein Bild hat eine Klasse namens {names}, obwohl ihre Bedeutung angegeben ist',
  noClassName: '{name} steht für keine Klasse',
  classesLeftOut: 'Bilder von {classes} werden ausgelassen: die Namen stehen für keine Klasse',
  repeatedName: 'ein anderes Bild hat denselben Namen',
  incompleteName: 'im Namen fehlt ein Feld, oder ein Wert ist zu groß oder zu klein',
  singleVotes: 'kein Label hat mehr als eine Stimme',
  noMajority: 'kein Label hat mehr als die Hälfte der Stimmen',
  votedUnknown: 'die Mehrheit der Stimmen lautet: unbekannt',
  votedNoFace: 'die Mehrheit der Stimmen lautet: kein Gesicht (NF)',
  nothingUsable: 'Kein Bild hat ein brauchbares Label.',
  manyClasses:
    '{n, number} eigene Klassen in {pictures, number} Bildern: Sind die Namen wirklich Klassen und nicht Namen von Personen oder ein Datum?',
  rafDbPhotos:
    '{n, plural, one {# Bild ist} other {# Bilder sind}} nicht ausgerichtet (_aligned im Namen); das ganze Bild gilt als Gesicht.',
  oneClass:
    'Alle Bilder mit einem Label für {task, select, expression {den Ausdruck} gender {das Geschlecht} age {das Alter} other {{task}}} zeigen dieselbe Klasse: {label}.',
  splitWithout:
    '{split, select, train {Trainingsmenge} val {Validierungsmenge} test {Testmenge} other {Teilmenge {split}}} ohne Bilder von: {labels}.',
  faces: '{file} ({faces})',
  faceInSplit: '{place}: {split, select, train {Training} val {Validierung} test {Test} other {{split}}}',
  faceLabel: '{place}: {label}',
  wholePicture: 'ganzes Bild',
  box: '{width} × {height} bei {x}, {y}',
  boxInPicture: '{name} ({box} in {width} × {height} Pixeln)',
  rows: '{name} ({first} und {second})',
  names: '{names}',
  namesAndMore: '{names} und {more} weitere',
} satisfies Catalog<typeof en>;
