import type { ModelTask } from '../../artifact/labels.ts';
import type { Region } from './heat-shares.ts';

/** What the paper reports that its distilled models look at; it gives pictures (Fig. 3 to 5) and no figures. */
export interface PaperAttention {
  region: Region;
  words: string;
  section: string;
}

/** Null where the paper has no such model. */
export const PAPER_ATTENTION: Readonly<Record<ModelTask, PaperAttention | null>> = {
  expression: { region: 'mouth', words: 'the mouth', section: '4.2.6' },
  gender: { region: 'eyes', words: 'the eyes and some of the hair', section: '4.3.6' },
  age: { region: 'forehead', words: 'the forehead', section: '4.3.7' },
  custom: null,
  occlusion: null,
};
