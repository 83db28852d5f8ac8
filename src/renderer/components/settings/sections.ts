import { messages, storeSettings } from '../../messages/index.ts';

/** A place on the page that the list beside it leads to. */
export interface Section {
  /** Of the element. */
  id: string;
  title: string;
  /** It stands within the section before it. */
  isPart?: boolean;
}

const { sections } = messages.settings;
const STORE_PARTS = [
  'people',
  'purposes',
  'measures',
  'controller',
  'keeping',
  'sites',
  'cameras',
  'models',
  'notices',
] as const;

/** The id of a part of the store's settings. */
export const storePart = (part: (typeof STORE_PARTS)[number]): string => `store-${part}`;

/** All settings, as they follow each other. */
export const SECTIONS: readonly Section[] = [
  { id: 'appearance', title: sections.appearance },
  { id: 'training', title: sections.training },
  { id: 'notifications', title: sections.notifications },
  { id: 'store', title: storeSettings.title },
  ...STORE_PARTS.map((part) => ({ id: storePart(part), title: storeSettings[part].title, isPart: true })),
  { id: 'log', title: sections.log },
  { id: 'about', title: sections.about },
];
