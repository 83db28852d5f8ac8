import type { CodedMessage } from '../../messages/message.ts';

/** What a verb may say and where. Results go to stdout, everything else to stderr. */
export interface Io {
  /** One JSON document on stdout. */
  json: (value: unknown) => void;
  /** A line on stdout. */
  line: (text: string) => void;
  /** A line on stderr. */
  note: (message: string | CodedMessage) => void;
  /** A progress bar on stderr; plain lines where there is no terminal. */
  progress: (label: string) => { update(done: number, total: number): void; end(): void };
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}
