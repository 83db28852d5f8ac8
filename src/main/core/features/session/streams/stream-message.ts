import { z } from 'zod';

import type { Expression } from '../../../../../artifact/labels.ts';
import { EXPRESSIONS } from '../../../../../artifact/labels.ts';

/** Version of the schema, in every message as `v` (docs/streams.md). A field that is added keeps it, any other change does not. */
export const STREAM_VERSION = 1;

/** The order in which the probabilities are sent where they have no names. */
export const STREAM_EXPRESSIONS = EXPRESSIONS;

/** One reading of the client's face. */
export interface ExpressionMessage {
  type: 'expression';
  /** When the frame was captured, on the clock of `performance.now()`. */
  capturedMs: number;
  /** Calibrated, re-centered; null where nothing was read, as without a face. */
  probs: Readonly<Record<Expression, number>> | null;
  /** The most probable expression; null while that is uncertain ("not sure"). */
  label: Expression | null;
  /** Probability of the most probable expression; 0 where nothing was read. */
  confidence: number;
  /** The reading passed the quality gate. */
  isUsable: boolean;
  isTalking: boolean;
}

/** What a session sends. `stop` goes by `Streams.stop`. */
export type StreamMessage =
  | ExpressionMessage
  /** The therapist moved to a step of the ladder, 0 the first. */
  | { type: 'step'; index: number; name: string }
  /** `id`: of a test, which is acknowledged as a stop is. */
  | { type: 'marker'; name: string; id?: string }
  | { type: 'session'; state: 'begun' | 'ended' };

/** An emergency stop as it is sent, again and again until it is acknowledged. */
export interface StopMessage {
  type: 'stop';
  id: string;
  reason: StopReason;
}

/** `operator`: a person pressed it. `test`: pressed to try it; scenes do the same. */
export type StopReason = 'operator' | 'test';

/** What goes over a transport. */
export type OutgoingMessage = StreamMessage | StopMessage | { type: 'heartbeat' };

const text = z.string().min(1).max(100);

/** What a paired client may send. Any other message is refused and counted. */
export const incomingMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('acknowledge'), id: text }),
  z.object({ type: z.literal('step-reached'), index: z.int().min(0).max(999) }),
  z.object({ type: z.literal('marker'), name: text }),
  z.object({ type: z.literal('suds'), value: z.int().min(0).max(100) }),
  z.object({ type: z.literal('heartbeat'), isSafe: z.boolean().optional() }),
]);
export type IncomingMessage = z.infer<typeof incomingMessage>;

/** What a session receives. `atMs` is on the clock of `performance.now()`, when it arrived. */
export type StreamEvent = { atMs: number } & (
  | { type: 'step-reached'; index: number; client: string }
  | { type: 'marker'; name: string; client: string }
  | { type: 'suds'; value: number; client: string }
  /** Beats per minute, from the stream of this name. */
  | { type: 'heart-rate'; bpm: number; source: string }
);

/** A message as JSON, its times in milliseconds since the begin of the session. */
export function messageJson(message: OutgoingMessage, startedMs: number, nowMs: number): string {
  const { type, ...rest } = message;
  const since = (ms: number) => Math.round(10 * (ms - startedMs)) / 10;
  if (message.type !== 'expression')
    return JSON.stringify({ v: STREAM_VERSION, type, atMs: since(nowMs), ...rest });
  const { capturedMs, ...reading } = rest as Omit<ExpressionMessage, 'type'>;
  return JSON.stringify({
    v: STREAM_VERSION,
    type,
    atMs: since(nowMs),
    capturedAtMs: since(capturedMs),
    ...reading,
  });
}
