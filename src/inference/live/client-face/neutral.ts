import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';
import type { Card } from '../../../artifact/card.ts';
import { EXPRESSIONS } from '../../../artifact/labels.ts';
import { logOdds } from '../../../common/math/log-odds.ts';
import type { Band } from './bands.ts';
import { bandProbs } from './bands.ts';

/**
 * How a client's own neutral face reads, and the shift that follows from it. Kept with the session, so that a resumed one
 * goes on with the same.
 */
export interface NeutralCenter {
  /** Added to the logit of neutral, −`MAX_SHIFT` to `MAX_SHIFT`; less of it where a reading is not neutral. */
  readonly shift: number;
  /** What the shift would be without the limit. */
  readonly wanted: number;
  /** The limit was reached: the face did not look neutral to the model. */
  readonly isLimited: boolean;
  /** Usable readings that it rests on. */
  readonly readings: number;
}

/** The odds of neutral are at most doubled or halved. */
export const MAX_SHIFT = Math.LN2;
/** Ten seconds of readings at ten a second, of about thirty: what is left of them after talking and looking away. */
export const MIN_NEUTRAL_READINGS = 100;

/** From this share of the confidence threshold on, an expression holds back a shift toward neutral. */
const HELD_FROM = 0.5;

const NEUTRAL = EXPRESSIONS.indexOf('neutral');

/**
 * Re-centering by one number: with n the neutral class, L the mean log odds of neutral over the model-selection pictures
 * that are neutral (`selection.neutralLogOdds`), l̄ the mean log odds over the client's neutral phase, and s the share of its
 * readings in which neutral was the likeliest class,
 *
 *   shift = clamp(L − l̄, −ln 2, s · ln 2),   centered_n ∝ raw_n · exp(shift),   centered_k ∝ raw_k for k ≠ n.
 *
 * Only neutral is weighed anew: the ratios between all other expressions stay as the model gives them. A shift toward
 * neutral takes from all of them, so it goes only as far as the phase was read as neutral: an anxious "neutral" is no evidence
 * of the neutral face, and must not make fear weaker afterwards. `centered` holds it back a second time, where a reading
 * itself is no neutral one.
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
  const neutral = probs.filter((row) => Math.max(...Array.from(row)) === row[NEUTRAL]).length / probs.length;
  const shift = Math.min(MAX_SHIFT * neutral, Math.max(-MAX_SHIFT, wanted));
  return { shift, wanted, isLimited: shift !== wanted, readings: probs.length };
}

/** How a reading is shown: in which bands, and from which probability on as confident. */
export interface Shown {
  readonly bands: readonly Band[];
  readonly confidenceThreshold: number;
}

/**
 * A shift toward neutral is applied in full while no other band has half of the confidence threshold, not at all from the
 * threshold on, and linearly between: a confident answer that is not neutral stays, whatever the neutral phase was. A shift
 * away from neutral makes every other band larger, so such an answer stays too.
 * @param raw calibrated probabilities in the order of `EXPRESSIONS`
 * @returns re-centered ones; see `neutralCenter`
 */
export function centered(
  raw: Float32Array,
  { shift }: Pick<NeutralCenter, 'shift'>,
  { bands, confidenceThreshold }: Shown,
): Float32Array {
  const others = bandProbs(bands, raw).filter(({ key }) => key !== 'neutral');
  const strongest = Math.max(...others.map(({ prob }) => prob)) / confidenceThreshold;
  const applied = Math.min(1, Math.max(0, (1 - strongest) / (1 - HELD_FROM)));
  const weight = Math.exp(shift > 0 ? applied * shift : shift);
  const total = 1 + raw[NEUTRAL]! * (weight - 1);
  return raw.map((prob, k) => (k === NEUTRAL ? prob * weight : prob) / total);
}
