import { describe, expect, it } from 'vitest';

import { EXPRESSIONS } from '../../../src/artifact/labels.ts';
import { cardSchema } from '../../../src/artifact/card.ts';
import type { Card } from '../../../src/artifact/card.ts';
import type { LabeledPrediction } from '../../../src/training/release/model-predictions.ts';
import { cardFigures } from '../../../src/training/release/card-figures.ts';
import { madeCard } from '../../artifact/made-model.ts';
import { madePredictions } from './made-predictions.ts';

const card = madeCard();
const predictions = madePredictions({ selection: 1500, reported: 1000 });
const figures = cardFigures(card, predictions);

/** By a slow loop: the probability of the class that is read, and whether it is right. */
function readingOf({ outputs, truth }: LabeledPrediction) {
  const [a, b] = outputs as [number, number];
  const predicted = a >= b ? 0 : 1;
  return { predicted, confidence: 1 / (1 + Math.exp(-Math.abs(a - b))), isRight: predicted === truth };
}

const share = (some: readonly LabeledPrediction[]) =>
  some.filter((prediction) => readingOf(prediction).isRight).length / some.length;

describe('what is chosen', () => {
  it('rests on the model-selection set alone', () => {
    const others = madePredictions({ selection: 0, reported: 400 }, 9).reported;
    const { confidenceThreshold, weakLabels, selection } = cardFigures(card, {
      ...predictions,
      reported: others,
    });
    expect({ confidenceThreshold, weakLabels, selection }).toEqual({
      confidenceThreshold: figures.confidenceThreshold,
      weakLabels: figures.weakLabels,
      selection: figures.selection,
    });
    // Wrong about every man there: his label becomes weak, whatever the reported split says.
    const wrong = predictions.selection.map((prediction) =>
      readingOf(prediction).predicted === 0 ? { ...prediction, truth: 1 } : prediction,
    );
    const spoiled = cardFigures(card, { ...predictions, selection: wrong });
    expect(figures.weakLabels).toEqual([]);
    expect(spoiled.weakLabels).toEqual(['male']);
    expect(spoiled.measured!.metrics['accuracy']).toBe(figures.measured!.metrics['accuracy']);
    expect(spoiled.selection.audienceConfusion).not.toEqual(figures.selection.audienceConfusion);
  });

  it('the threshold is the lowest from 60 % on with the promised precision', () => {
    const readings = predictions.selection.map(readingOf);
    const precision = (from: number) => {
      const kept = readings.filter(({ confidence }) => confidence >= from);
      return kept.filter(({ isRight }) => isRight).length / kept.length;
    };
    expect(precision(figures.confidenceThreshold)).toBeGreaterThanOrEqual(0.915);
    for (let percent = 60; percent / 100 < figures.confidenceThreshold; percent++)
      expect(precision(percent / 100)).toBeLessThan(0.915);
    expect(figures.selection.threshold!.precision).toBeCloseTo(precision(figures.confidenceThreshold), 10);
  });

  it('the audience’s confusion counts adults where the model is sure', () => {
    const counts = [
      [0, 0],
      [0, 0],
    ];
    for (const prediction of predictions.selection) {
      const { predicted, confidence } = readingOf(prediction);
      if (prediction.ageYears! >= 18 && confidence >= figures.confidenceThreshold)
        counts[prediction.truth]![predicted]!++;
    }
    expect(figures.selection.audienceConfusion).toEqual(counts);
    expect(figures.measured!.audienceConfusion).toBeUndefined();
  });

  it('reports how a neutral face reads on average, by the neutral pictures of the model-selection set', () => {
    const expressions = madeCard({ task: 'expression', labels: [...EXPRESSIONS], temperature: 2 });
    const rows = [
      { truth: 0, neutral: 2 },
      { truth: 0, neutral: -1 },
      { truth: 3, neutral: 9 },
    ].map(({ truth, neutral }, i) => ({
      ...predictions.selection[i]!,
      truth,
      outputs: [neutral, 0, 0, 0, 0, 0, 0, 0],
    }));
    const { selection } = cardFigures(expressions, { ...predictions, selection: rows, reported: rows });
    // Against seven others of logit 0: the odds are exp(neutral / T) / 7.
    expect(selection.neutralLogOdds).toBeCloseTo((2 / 2 - 1 / 2) / 2 - Math.log(7), 5);
    expect(figures.selection).not.toHaveProperty('neutralLogOdds');
  });
});

describe('what is reported', () => {
  it('leaves copies out; beside it stand all pictures, and those without near-copies', () => {
    const { reported } = predictions;
    const fresh = reported.filter(({ isCopy }) => !isCopy);
    const own = reported.filter(({ isNearCopy }) => !isNearCopy);
    const { n, metrics, withCopies, withoutNearCopies, groups } = figures.measured!;
    expect([n, withCopies!.n, withoutNearCopies!.n]).toEqual([fresh.length, 1000, own.length]);
    expect(metrics['accuracy']).toBeCloseTo(share(fresh), 10);
    expect(withCopies!.accuracy).toBeCloseTo(share(reported), 10);
    expect(withoutNearCopies!.accuracy).toBeCloseTo(share(own), 10);
    expect(metrics['accuracy']).toBeLessThan(withCopies!.accuracy!);
    const first = fresh.filter((prediction) => prediction.groups['race'] === '0');
    expect(groups['race']!['0']!.accuracy).toBeCloseTo(share(first), 10);
  });

  it('makes a card whole, and reports that earlier releases saw the split', () => {
    const whole = { ...card, ...figures };
    expect(cardSchema.parse(whole)).toEqual(whole);
    expect(figures.failures.join()).toContain('earlier releases were measured on the same test split');
  });

  it('of ages: errors in years', () => {
    const age: Card = madeCard({
      ...{ task: 'age', labels: null, ageScale: { mean: 30, std: 10 } },
      ageInterval: { low: -5, high: 5 },
    });
    const aged = (some: readonly LabeledPrediction[]) =>
      some.map((prediction, i) => ({
        ...prediction,
        truth: prediction.ageYears!,
        outputs: [prediction.ageYears! + (i % 9) - 3],
      }));
    const { measured, confidenceThreshold, selection } = cardFigures(age, {
      ...predictions,
      selection: aged(predictions.selection),
      reported: aged(predictions.reported),
    });
    const errors = predictions.reported.flatMap(({ isCopy }, i) => (isCopy ? [] : [Math.abs((i % 9) - 3)]));
    expect(measured!.metrics['maeYears']).toBeCloseTo(errors.reduce((a, b) => a + b) / errors.length, 4);
    expect(measured!.metrics['within80']).toBe(1);
    expect([confidenceThreshold, selection.threshold]).toEqual([age.confidenceThreshold, null]);
  });
});
