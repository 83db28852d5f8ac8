import type { auditCount as en } from '../../en/store/audit-count.ts';
import type { Catalog } from '../../../../messages/translate.ts';

export const auditCount = {
  title: 'Kontrollzählung: {camera}',
  text: 'Zählen Sie fünfzehn Minuten lang alle, die hereinkommen. Achten Sie auf die Tür, nicht auf den Bildschirm. Was die Kamera übersehen oder zu viel gezählt hat, wird zu ihrem bekannten Fehler, den die Auswertung zeigt. Die ersten und letzten fünf Sekunden dienen nur dem Abgleich beider Zählungen. Gespeichert werden nur drei Summen, ohne Uhrzeiten. Sie werden mit den Zählungen des Tages gelöscht; danach ist eine neue Kontrollzählung nötig.',
  off: 'Starten Sie zuerst die Kamera.',
  start: 'Beginnen',
  again: 'Erneut zählen',
  tap: 'Person kam herein',
  tapKeys: 'Leertaste',
  counted: '{n, number} gezählt',
  undo: 'Letzte zurücknehmen',
  left: 'noch {time}',
  end: 'Jetzt beenden',
  endIn: 'Beenden möglich in {time}',
  drop: 'Verwerfen',
  close: 'Schließen',
  lost: 'Die Kamera liefert kein Bild. Wer jetzt hereinkommt, gilt als übersehen.',
  ratio: 'Die Kamera zählte {value} pro Person, die Sie gezählt haben ({interval}).',
  errors:
    'Sie übersah {missed} ({missedInterval}) der Personen. Pro Person zählte sie {extra}, die nicht da waren ({extraInterval}).',
  nobody: 'Während der Zählung kam niemand herein, der Fehler der Kamera ist deshalb weiterhin unbekannt.',
  basis:
    'Grundlage: {audits, plural, one {eine Kontrollzählung} other {# Kontrollzählungen}}, {time}, {entries, plural, one {# Eintritt} other {# Eintritte}}.',
} satisfies Catalog<typeof en>;
