import type { ConsentLanguage } from '../../../../../ipc/contract.ts';

/** What a client is asked to sign, as it comes with the app: to be adapted to the practice. */
export const CONSENT_TEXTS: Record<ConsentLanguage, string> = {
  en: `Consent to recording during sessions

During sessions with virtual reality, a camera looks at the visible part of my face. A program on this computer estimates my facial expression from it. No picture of my face is stored.

The estimates, my own distress ratings, the steps of the session and notes are stored encrypted on this computer, under a code instead of my name. They are shown to the person who leads the session. They can be wrong, and they are neither a diagnosis nor the basis of one.

Taking part is voluntary. I can withdraw this consent at any time, without giving a reason and without a disadvantage. From then on nothing is measured. I can see everything that is stored about me, receive a copy of it, and have it deleted.

My questions were answered.`,
  de: `Einwilligung in die Aufzeichnung während der Sitzungen

Während der Sitzungen mit virtueller Realität sieht eine Kamera den sichtbaren Teil meines Gesichts. Ein Programm auf diesem Computer schätzt daraus meinen Gesichtsausdruck. Es wird kein Bild meines Gesichts gespeichert.

Die Schätzungen, meine eigenen Angaben zur Belastung, die Schritte der Sitzung und Notizen werden verschlüsselt auf diesem Computer gespeichert, unter einem Code statt unter meinem Namen. Gezeigt werden sie der Person, die die Sitzung leitet. Sie können falsch sein und sind weder eine Diagnose noch Grundlage einer Diagnose.

Die Teilnahme ist freiwillig. Ich kann diese Einwilligung jederzeit widerrufen, ohne Begründung und ohne Nachteil. Von da an wird nichts mehr gemessen. Ich kann alles einsehen, was über mich gespeichert ist, eine Kopie davon erhalten und es löschen lassen.

Meine Fragen wurden beantwortet.`,
};
