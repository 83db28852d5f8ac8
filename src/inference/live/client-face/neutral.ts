import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';
import type { Card } from '../../../artifact/card.ts';
import { EXPRESSIONS } from '../../../artifact/labels.ts';
import { logOdds } from '../../../common/math/log-odds.ts';

/**
 * How a client's own neutral face reads, and the shift that follows from it. Kept with the session, so that a resumed one
 * goes on with the same.
 */
export interface NeutralCenter {
  /** Added to the logit of neutral; −`MAX_SHIFT` to `MAX_SHIFT`. */
  readonly shift: number;
  /** What the shift would be without the limit. */
  readonly wanted: number;
  /** The limit was reached: the face did not look neutral to the model. */
  readonly isLimited: boolean;
  /** Usable readings that it rests on. */
  readonly readings: number;
}

/**
 * The odds of neutral are at most doubled or halved. With odds doubled the probability of neutral p grows by
 * p (1 − p) / (1 + p), which is less than p: all other expressions together never give neutral more than neutral had
 * already. So where the model reads no neutral nothing is taken from fear, and no expression falls below half of what it was.
 */
export const MAX_SHIFT = Math.LN2;
/** Ten seconds of readings at ten a second, of about thirty: what is left of them after talking and looking away. */
export const MIN_NEUTRAL_READINGS = 100;

const NEUTRAL = EXPRESSIONS.indexOf('neutral');

/**
 * Re-centering by one number: with n the neutral class, L the mean log odds of neutral over the model-selection pictures
 * that are neutral (`selection.neutralLogOdds`) and l̄ the mean log odds over the client's neutral phase,
 *
 *   shift = clamp(L − l̄, ±ln 2),   centered_n ∝ raw_n · exp(shift),   centered_k ∝ raw_k for k ≠ n.
 *
 * Only neutral is weighed anew. The ratios between all other expressions stay as the model gives them, whatever the client
 * looked like: an anxious "neutral" cannot make fear weaker against sadness or surprise.
 * @param probs raw readings of the neutral phase, usable ones without talking, each in the order of `EXPRESSIONS`
 * @throws DemifaceError `missing` if there are too few readings, `mismatch` if the card lacks the model's average neutral
 */
export function neutralCenter(
  probs: readonly ArrayLike<number>[],
  { name, selection }: Pick<Card, 'name' | 'selection'>,
): NeutralCenter {
  const average = selection?.neutralLogOdds;
  if (average === undefined) throw new DemifaceError('mismatch', message('clientFace.noAverage', { name }));
  if (probs.length < MIN_NEUTRAL_READINGS)
    throw new DemifaceError(
      'missing',
      message('clientFace.fewReadings', { found: probs.length, expected: MIN_NEUTRAL_READINGS }),
    );
  const mean = probs.reduce((sum, row) => sum + logOdds(row[NEUTRAL]!), 0) / probs.length;
  const wanted = average - mean;
  const shift = Math.min(MAX_SHIFT, Math.max(-MAX_SHIFT, wanted));
  return { shift, wanted, isLimited: shift !== wanted, readings: probs.length };
}

/** @param raw calibrated probabilities in the order of `EXPRESSIONS` @returns re-centered ones; see `neutralCenter` */
export function centered(raw: Float32Array, { shift }: Pick<NeutralCenter, 'shift'>): Float32Array {
  const weight = Math.exp(shift);
  const total = 1 + raw[NEUTRAL]! * (weight - 1);
  return raw.map((prob, k) => (k === NEUTRAL ? prob * weight : prob) / total);
}
