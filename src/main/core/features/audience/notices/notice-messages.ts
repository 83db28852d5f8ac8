import type { Purpose } from '../../../../ipc/contract/audience.ts';

/** What is filled in, already in words of the language. */
export interface NoticeFacts {
  /** Name of the controller. */
  name: string;
  address: string;
  contact: string;
  /** Empty where there is none. */
  officer: string;
  /** Empty: the one where the person lives. */
  authority: string;
  /** `plan staff and offer`. */
  purposes: string[];
  age: boolean;
  gender: boolean;
  k: number;
  days: number;
}

type Paragraphs = (facts: NoticeFacts) => string[];
type Sections = { heading: string; paragraphs: Paragraphs }[];

/** One language's texts. A paragraph that is empty is left out. */
export interface NoticeMessages {
  purposes: Readonly<Record<Purpose, string>>;
  door: { title: string; lead: (facts: NoticeFacts) => string; sections: Sections };
  privacy: { title: string; lead: (facts: NoticeFacts) => string; sections: Sections };
  advice: string;
}
