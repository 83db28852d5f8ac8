import type { SessionEvent } from '../../../main/ipc/contract.ts';

/** A stay at a step of the ladder, on the session's clock. */
export interface StepSpan {
  step: number;
  title: string;
  fromMs: number;
  toMs: number;
}

/** @param events in the order of time @param endMs where the last stay ends */
export function stepSpans(events: readonly SessionEvent[], endMs: number): StepSpan[] {
  const spans: StepSpan[] = [];
  for (const { atMs, what } of events) {
    if (what.kind === 'step') {
      if (spans.length > 0) spans.at(-1)!.toMs = atMs;
      spans.push({ step: what.step, title: what.title, fromMs: atMs, toMs: endMs });
    } else if (what.kind === 'ended' && spans.length > 0) spans.at(-1)!.toMs = atMs;
  }
  return spans;
}
