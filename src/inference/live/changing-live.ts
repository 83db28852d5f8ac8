import type { ModelPlace } from '../../artifact/model-place.ts';
import type { Ended } from './serving.ts';

/** Messages of a core that changes the live model to the command that started it. */
export type ChangeLiveMessage = LiveChange | LiveList | Ended;

/** The models that predict in the app, one a place. */
export interface LiveList {
  kind: 'list';
  paths: string[];
}

export interface LiveChange {
  kind: 'live';
  /** Where the app's data lie. */
  home: string;
  /** Null: there is none any more. */
  live: (ModelPlace & { path: string; name: string; at: string }) | null;
}
