import type { ModelTask, Visible } from '../../artifact/labels.ts';
import type { Ended } from './serving.ts';

/** Messages of a core that changes the live model to the command that started it. */
export type ChangeLiveMessage = LiveChange | Ended;

export interface LiveChange {
  kind: 'live';
  /** Where the app's data lie. */
  home: string;
  /** Null: there is none any more. */
  live: { task: ModelTask; visible: Visible; path: string; name: string; at: string } | null;
}
