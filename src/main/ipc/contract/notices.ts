/** Pages that are printed: what hangs at the door, and the note with the rest. */

export type NoticeKind = 'door' | 'privacy';
export type NoticeLanguage = 'en' | 'de' | 'fr' | 'es';

export interface Notice {
  kind: NoticeKind;
  language: NoticeLanguage;
  title: string;
  lead: string;
  sections: { heading: string; paragraphs: string[] }[];
  /** For the operator who prints it, not for the page: it is no legal advice. */
  advice: string;
}
