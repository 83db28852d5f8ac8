import type { Card } from '../../../../../artifact/card.ts';
import type { Expression } from '../../../../../artifact/labels.ts';
import { EXPRESSIONS } from '../../../../../artifact/labels.ts';
import type { MeasuredMoment } from '../recording/measured-moment.ts';
import type { ExpressionMessage } from '../streams/stream-message.ts';

/** @param capturedMs on the clock of `performance.now()` */
export function expressionMessage(
  { isUsable, isTalking, centered }: Pick<MeasuredMoment, 'isUsable' | 'isTalking' | 'centered'>,
  { confidenceThreshold }: Pick<Card, 'confidenceThreshold'>,
  capturedMs: number,
): ExpressionMessage {
  const rest = { type: 'expression', capturedMs, isUsable, isTalking } as const;
  if (!centered) return { ...rest, probs: null, label: null, confidence: 0 };
  const confidence = Math.max(...centered);
  const likeliest = EXPRESSIONS[centered.indexOf(confidence)]!;
  const probs = Object.fromEntries(EXPRESSIONS.map((label, k) => [label, centered[k]!]));
  return {
    ...rest,
    confidence,
    label: confidence >= confidenceThreshold ? likeliest : null,
    probs: probs as Record<Expression, number>,
  };
}
