import type { audit as en } from '../../en/core/audit.ts';
import type { Catalog } from '../../translate.ts';

export const audit = {
  runRemoved: 'Lauf {run}',
  retrainConsent: '{person} stimmte der Aufnahme nach {folder} zu',
  retrainPicturesRemoved: '{n, plural, one {1 Bild} other {{n} Bilder}} in {folder}',
  retrainUsed: '{name} {path}; Warnungen: {gates}; Begründung: {reason}',
  retrainKept: '{name}; Warnungen: {gates}; Begründung: {reason}',
  retrainNone: 'keine',
  retrainGate:
    '{gate, select, overall {insgesamt schlechter} group {für eine Gruppe schlechter} kept {auf Bildern der alten Art schlechter} other {Gruppen nicht geprüft}}',
  retrainRolledBack: '{name} {path}',
  retrainDiscarded: '{name}',
  clientDeleted: 'Person {client}',
  clientExported: 'Person {client}',
  clientsBackedUp: '{clients, plural, one {1 Person} other {{clients} Personen}} nach {to}',
  clientsRestored:
    '{file}: {added} hinzugefügt, {repaired} repariert, {kept} schon vorhanden, {deleted} waren gelöscht, {damaged} beschädigt',
  dataRemoved: '{name} ({layout}) {root}; der Ordner blieb unverändert',
  modelLive: '{place}: {name} {path}',
  modelLiveAgain: '{place}: {name} {path}; {live} {livePath} ist wieder live',
  modelExported: '{name} als {format} nach {to}; {use}; {licence}',
  weightsImported: '{what}, aus {file} (SHA-256 {sha256})',
  expressionsRead:
    '{clip} nach {target}; erklärt wurde: Alle gezeigten Personen haben in die Vorhersage des Ausdrucks eingewilligt',
  session: 'eine Therapiesitzung; von welcher Person, steht hier nicht',
  settings: 'Zwecke: {purposes}; gemessen: {measures}; k {k}; {days} Tage',
  purpose:
    '{purpose, select, offer {Angebot} campaigns {Kampagnen} staffing {Personalplanung} other {Besucherzahlen}}',
  noPurpose: 'keine',
  measure: '{measure, select, age {Alter} gender {Geschlecht} expression {Ausdruck} other {Anzahl}}',
  auditCount: 'Kamera {camera}: {minutes} Minuten',
  countsExpired:
    'Kamera {camera}: {periods} Zeiträume vor dem {before} gelöscht; aufbewahrt werden {days} Tage',
  cameraRemoved: 'Kamera {camera}: alle Zählungen gelöscht, {periods} Zeiträume',
  unknownCameraRemoved: 'Kamera aus unlesbaren Einstellungen: alle Zählungen gelöscht, {periods} Zeiträume',
  span: '{unit, select, day {{n, plural, one {1 Tag} other {{n} Tage}}} hour {{n, plural, one {1 Stunde} other {{n} Stunden}}} other {{n, plural, one {1 Minute} other {{n} Minuten}}}}',
  clockJump:
    'Uhr des Rechners sprang um {span} {direction, select, ahead {vor} other {zurück}}; gezählt wird nach der bisherigen Zeit',
  clockStart:
    'Uhr des Rechners liegt {span} {direction, select, ahead {nach} other {vor}} der neuesten gespeicherten Zeit',
  clockReturned:
    'Uhr des Rechners, um {span} {direction, select, ahead {vorgestellt} other {zurückgestellt}}, geht wieder richtig',
  clockSteady:
    'Uhr des Rechners, um {span} {direction, select, ahead {vorgestellt} other {zurückgestellt}}, ging lange genug gleichmäßig und gilt nun',
  clockConfirmed: 'Uhr des Rechners von Hand bestätigt',
  clockConfirmedBy:
    'Uhr des Rechners, um {span} {direction, select, ahead {vorgestellt} other {zurückgestellt}}, von Hand bestätigt',
} satisfies Catalog<typeof en>;
