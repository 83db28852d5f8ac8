import type { report as en } from '../../en/data/data-report.ts';
import type { Catalog } from '../../../../messages/translate.ts';

export const report = {
  none: {
    title: 'Noch nicht geprüft',
    text: 'Eine Prüfung liest jedes Bild einmal. Sie findet unlesbare Dateien, Duplikate und widersprüchliche Labels und zeigt, wie die Klassen verteilt sind. Es wird nichts verändert.',
  },
  checking: 'Bilder werden geprüft',
  checkedAt: 'Geprüft: {when}',
  isOld:
    'Der Ordner hat sich seit dieser Prüfung geändert: Jetzt {n, plural, one {ist # Bild} other {sind # Bilder}} brauchbar. Prüfen Sie ihn erneut.',
  figures: {
    usable: 'Nutzbare Bilder',
    files: 'Dateien',
    gray: 'Graustufen',
    extra: 'Duplikate',
    unreadable: 'Unlesbar',
    conflicts: 'Label-Konflikte',
  },
  splits: 'Teilmengen',
  classes: 'Klassen',
  classesText:
    'Anteil an jeder Teilmenge und Anzahl der Bilder. Achten Sie auf Klassen, deren Anteile sich unterscheiden.',
  genders: 'Geschlecht',
  ages: 'Alter',
  agesText: 'Bilder pro zehn Lebensjahre.',
  findings: 'Befunde',
  clean: 'Keine Probleme: Alle Dateien sind lesbar, ohne Duplikate und ohne widersprüchliche Labels.',
  show: 'Dateien anzeigen',
  showPictures: 'Bilder anzeigen',
  moreFiles: 'und {n, number} weitere',
  unreadable:
    '{n, plural, one {# Datei ist unlesbar und wird übersprungen.} other {# Dateien sind unlesbar und werden übersprungen.}}',
  skipped:
    '{n, plural, one {# Datei oder Ordner wird aus dem genannten Grund übersprungen.} other {# Dateien oder Ordner werden aus den genannten Gründen übersprungen.}}',
  across:
    '{n, plural, one {# Gruppe identischer Bilder ist} other {# Gruppen identischer Bilder sind}} auf mehrere Teilmengen verteilt. Das Modell wird dann mit Bildern getestet, mit denen es trainiert wurde, und die Werte fallen zu gut aus.',
  within:
    '{n, plural, one {# Gruppe identischer Bilder} other {# Gruppen identischer Bilder}} innerhalb einer Teilmenge.',
  near: '{n, plural, one {# Gruppe von Bildern sieht} other {# Gruppen von Bildern sehen}} gleich aus, ohne identisch zu sein.',
  conflicts:
    '{n, plural, one {# Gruppe identischer Bilder hat} other {# Gruppen identischer Bilder haben}} unterschiedliche Labels.',
  fewOf: 'Zu wenige Trainingsbilder für {label}: {n, number}, empfohlen sind mindestens {needs, number}.',
  rowsWithoutFile:
    '{n, plural, one {# Zeile verweist auf ein Bild, das} other {# Zeilen verweisen auf Bilder, die}} nicht {n, plural, one {existiert} other {existieren}}.',
  conflictingRows:
    '{n, plural, one {# Bild hat} other {# Bilder haben}} Zeilen mit unterschiedlichen Labels oder Teilmengen; die erste Zeile gilt.',
  facesAcross:
    '{n, plural, one {# Bild hat} other {# Bilder haben}} dasselbe Gesicht in mehreren Teilmengen. Das Modell wird dann mit Gesichtern getestet, mit denen es trainiert wurde, und die Werte fallen zu gut aus.',
  facesConflicting:
    '{n, plural, one {# Bild hat} other {# Bilder haben}} Zeilen mit unterschiedlichen Labels für dasselbe Gesicht.',
  dividedPictures:
    '{n, plural, one {# Bild hat} other {# Bilder haben}} verschiedene Gesichter in verschiedenen Teilmengen.',
  boxesOutside:
    '{n, plural, one {# Rahmen liegt} other {# Rahmen liegen}} zu mehr als der Hälfte außerhalb des Bildes; {n, plural, one {das Gesicht wird} other {die Gesichter werden}} nicht verwendet.',
  boxesClipped:
    '{n, plural, one {# Rahmen ragt über das Bild hinaus und wird} other {# Rahmen ragen über das Bild hinaus und werden}} am Rand abgeschnitten.',
  unused: '{n, plural, one {# Bild wird} other {# Bilder werden}} nicht verwendet: {reason}.',
  lists: 'Labels aus {lists}.',
  repeatedRows: '{n, plural, one {# Zeile kommt} other {# Zeilen kommen}} mehrfach vor.',
  malformed:
    '{n, plural, one {# Zeile kann nicht gelesen werden.} other {# Zeilen können nicht gelesen werden.}}',
  secondList:
    '{list} vergibt für {n, number} von {of, number} Bildern andere Labels. Die Liste wird nicht zum Training verwendet.',
  odd: {
    cmyk: '{n, plural, one {# Datei ist} other {# Dateien sind}} in CMYK gespeichert; Farben können abweichen.',
    exifTurned:
      '{n, plural, one {# Datei ist gedreht gespeichert und wird} other {# Dateien sind gedreht gespeichert und werden}} für das Training aufgerichtet.',
    verySmall: '{n, plural, one {# Datei hat} other {# Dateien haben}} eine Seite unter 32 px.',
    veryLarge: '{n, plural, one {# Datei hat} other {# Dateien haben}} eine Seite über 4.000 px.',
    misnamed:
      '{n, plural, one {# Datei hat} other {# Dateien haben}} ein anderes Format, als der Name angibt.',
  },
  severity: { bad: 'Problem', warn: 'Warnung', quiet: 'Hinweis' },
} satisfies Catalog<typeof en>;
