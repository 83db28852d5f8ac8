import type { Card } from '../../../artifact/card.ts';
import type { Expression } from '../../../artifact/labels.ts';
import { EXPRESSIONS } from '../../../artifact/labels.ts';

/**
 * Expressions by valence, as the three-class protocol of micro-expression recognition groups them (See et al., MEGC 2019):
 * positive, negative, and surprise, which is neither; neutral beside them.
 */
const VALENCE: Readonly<Record<Expression, 'neutral' | 'positive' | 'surprise' | 'negative'>> = {
  neutral: 'neutral',
  happiness: 'positive',
  surprise: 'surprise',
  sadness: 'negative',
  anger: 'negative',
  disgust: 'negative',
  fear: 'negative',
  contempt: 'negative',
};

/** `negative`: all of them. `other-negative`: the negative ones that are not shown by themselves. */
export type BandKey = Expression | 'negative' | 'other-negative';

/** One or more expressions that are shown as one. */
export interface Band {
  readonly key: BandKey;
  /** Which expressions it sums; each expression is in exactly one band. */
  readonly labels: readonly Expression[];
}

export interface BandProb {
  readonly key: BandKey;
  /** 0 to 1; over all bands they sum to 1. */
  readonly prob: number;
}

export interface ShownBand extends BandProb {
  /** Whether it reaches the card's confidence threshold; else "not sure". */
  readonly confident: boolean;
}

/**
 * The bands in which a model's expressions are shown. A label stands by itself where the card shows its precision; weak
 * negative ones are joined. Neutral, happiness and surprise are the only ones of their kind, so there is no group to show
 * in their place: a weak one is kept apart by the confidence threshold alone.
 * @param card of an expression model; one without figures of its model-selection set shows no precision at all
 */
export function bandsOf({ weakLabels, selection }: Pick<Card, 'weakLabels' | 'selection'>): Band[] {
  const isWeak = (label: Expression) =>
    VALENCE[label] === 'negative' && (selection === undefined || weakLabels.includes(label));
  return bandsJoining(EXPRESSIONS.filter(isWeak));
}

/** @param weak negative expressions that are joined */
export function bandsJoining(weak: readonly Expression[]): Band[] {
  const strong = EXPRESSIONS.filter((label) => !weak.includes(label));
  const single = strong.map((label): Band => ({ key: label, labels: [label] }));
  if (weak.length === 0) return single;
  const isWhole = strong.every((label) => VALENCE[label] !== 'negative');
  return [...single, { key: isWhole ? 'negative' : 'other-negative', labels: weak }];
}

/** @param probs of the eight expressions, in the order of `EXPRESSIONS` */
export function bandProbs(bands: readonly Band[], probs: ArrayLike<number>): BandProb[] {
  return bands.map(({ key, labels }) => ({
    key,
    prob: labels.reduce((sum, label) => sum + probs[EXPRESSIONS.indexOf(label)]!, 0),
  }));
}

/** The band with the highest probability; the first wins a tie. */
export function shownBand(
  probs: readonly BandProb[],
  { confidenceThreshold }: Pick<Card, 'confidenceThreshold'>,
): ShownBand {
  const top = probs.reduce((best, band) => (band.prob > best.prob ? band : best));
  return { ...top, confident: top.prob >= confidenceThreshold };
}
