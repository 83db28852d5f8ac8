/** Requests of the harness to a worker process. */
export type ToWorker =
  | { do: 'make and run'; kind: string; seed: number; number: number; folder: string }
  | { do: 'run'; kind: string; folder: string };

/** How a case ended; `finding` is a fault of the program. */
export interface Outcome {
  end: 'accepted' | 'refused' | 'finding';
  /** Why it was refused, or what was found; the first line is its signature. */
  text: string;
}

/** Sent once a worker has made its valid inputs, and after each case. */
export type FromWorker = { say: 'ready' } | { say: 'outcome'; outcome: Outcome };
