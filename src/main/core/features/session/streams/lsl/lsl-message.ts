import type { StoredMessage } from '../../../../../../messages/message.ts';

/** What the core and the process of Lab Streaming Layer say to each other. Times are seconds of `process.hrtime`, which all processes of a machine share. */
export type ToLsl =
  | { kind: 'expression'; atS: number; values: number[] }
  | { kind: 'marker'; atS: number; text: string }
  /** Close the streams and end. */
  | { kind: 'close' };

export type FromLsl =
  | { kind: 'ready' }
  | { kind: 'failed'; reason: StoredMessage }
  | { kind: 'consumers'; hasConsumers: boolean }
  /** Null: there is none any more. */
  | { kind: 'heart-rate-source'; name: string | null }
  | { kind: 'heart-rate'; atS: number; bpm: number; source: string };

/** How the process is started, as JSON in its first argument. */
export interface LslOptions {
  readonly library: string;
  readonly scope: 'machine' | 'network';
  readonly heartRate: boolean;
  /** The streams' ids begin with it; the same on every start, so that receivers find them again. */
  readonly sourceId: string;
}

/** Seconds of `process.hrtime`. */
export const hrtimeS = (): number => Number(process.hrtime.bigint()) / 1e9;
