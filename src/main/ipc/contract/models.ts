/** Types of the models feature. */
import type { CodedMessage, StoredMessage } from '../../../messages/message.ts';
import type { Card } from '../../../artifact/card.ts';
import type { ModelTask, Visible } from '../../../artifact/labels.ts';
import type { ModelPlace } from '../../../artifact/model-place.ts';
import type { Refusal } from './app.ts';

export interface ModelSummary {
  /** Names the model to every channel. */
  id: string;
  path: string;
  name: string;
  origin: 'shipped' | 'trained';
  task: ModelTask;
  visible: Visible;
  /** Name of a task of the user's own; absent of others. */
  title?: string | undefined;
  net: string;
  stage: string;
  seed: number;
  layout: string;
  use: string;
  figure: {
    name: 'accuracy' | 'maeYears';
    value: number;
    low: number | null;
    high: number | null;
    n: number | null;
    /** Null: the model-selection set. */
    split: string | null;
  } | null;
  isLive: boolean;
  /** Why it cannot be used. */
  problem: Refusal | null;
}

export interface ModelDetail {
  summary: ModelSummary;
  card: Card;
  bytes: number;
  /** From the data up to this model, the data first. */
  lineage: { title: StoredMessage; text: CodedMessage[]; model: string | null }[];
  /** Who was live for this task and half, the latest first; `isLive`: the one that reads now. */
  history: (LiveModel & { isLive: boolean })[];
  /** Whether the live model for this task and half was promoted; one that ships is no promotion. */
  canRollBack: boolean;
}

export interface LiveModel extends ModelPlace {
  path: string;
  name: string;
  at: string;
}
