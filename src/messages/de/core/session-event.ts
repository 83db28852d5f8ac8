import type { sessionEvent as en } from '../../en/core/session-event.ts';
import type { Catalog } from '../../translate.ts';

export const sessionEvent = {
  suds: 'SUDS {value, number}{leftOut, plural, =0 {} other {, # weitere in derselben Sekunde weggelassen}}',
  step: 'Stufe {n, number}: {title}',
  marker: 'Marke: {label}',
  stop: 'Notstopp durch {by, select, button {Knopf} shortcut {Tastenkürzel} other {VR-Programm}}',
  stopConfirmed:
    'Stopp nach {s, number, ::.00} s bestätigt durch {by, select, vr {das VR-Programm} other {eine Person}}',
  stopUnconfirmed: 'Stopp nicht rechtzeitig bestätigt',
  faceConfirmed: 'Gesicht bestätigt',
  faceLost:
    'Gesicht verloren: {reason, select, gap {zu lange nicht gesehen} jump {plötzlich woanders} appearance {sah anders aus} ambiguous {anderes Gesicht in der Nähe} rejected {von einer Person verworfen} other {Sitzung unterbrochen}}',
  consentEnded: 'Einwilligung beendet: Ab hier wurde nichts gemessen',
  started: 'Exposition begonnen',
  paused: 'Angehalten',
  continued: 'Fortgesetzt',
  ended: 'Sitzung beendet',
  neutral: 'Neutrales Gesicht über {s, number, ::.} s gemessen',
  slept: 'Rechner schlief {s, number, ::.#} s',
  resumed: '{s, number, ::.#} s unterbrochen, dann fortgesetzt',
  resumedUnknown:
    'Unterbrochen, dann fortgesetzt; wie lange, ist nicht bekannt: Die Uhr wurde zurückgestellt',
  clockChanged: 'Uhr des Rechners um {s, number, ::.#} s verstellt',
  suggestion:
    'Vorschlag {isAccepted, select, true {angenommen} other {verworfen}}: {kind, select, hold {auf dieser Stufe bleiben} up {Stufe höher} other {Stufe tiefer}}',
  dropped:
    '{n, plural, one {# Zeile ging} other {# Zeilen gingen}} verloren: Die Festplatte war nicht beschreibbar',
  fromVr: '{event} (aus der VR)',
} satisfies Catalog<typeof en>;
