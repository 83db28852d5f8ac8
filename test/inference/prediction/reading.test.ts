import { describe, expect, it } from 'vitest';

import { agePrediction } from '../../../src/inference/prediction/face-prediction.ts';
import { classPrediction } from '../../../src/inference/runtime/class-prediction.ts';
import { madeCard } from '../../artifact/made-model.ts';

describe('a class', () => {
  it('has calibrated probabilities by name', () => {
    const card = madeCard({ temperature: 2 });
    const { label, confident, probs } = classPrediction(card, Float32Array.of(1, 3));
    // exp(1/2) and exp(3/2) over their sum
    const male = 1 / (1 + Math.exp(1));
    expect({ label, confident }).toEqual({ label: 'female', confident: true });
    expect(Object.keys(probs)).toEqual(['male', 'female']);
    expect(probs['male']).toBeCloseTo(male, 6);
    expect(probs['female']).toBeCloseTo(1 - male, 6);
  });

  it('is not sure below one half', () => {
    const labels = ['neutral', 'happiness', 'surprise', 'sadness', 'anger', 'disgust', 'fear', 'contempt'];
    const card = madeCard({ task: 'expression', labels });
    const { label, confident } = classPrediction(card, Float32Array.of(0, 0, 0.1, 0, 0, 0, 0, 0));
    expect({ label, confident }).toEqual({ label: 'surprise', confident: false });
  });
});

describe('an age', () => {
  const card = madeCard({
    task: 'age',
    labels: null,
    ageScale: { mean: 30, std: 10 },
    ageInterval: { low: -4, high: 6 },
  });

  it('is in years, with its interval', () => {
    expect(agePrediction(card, 0.5)).toEqual({ value: 35, low: 31, high: 41 });
  });

  it('is not below 0', () => {
    expect(agePrediction(card, -3.2)).toEqual({ value: 0, low: 0, high: 4 });
  });

  it('without an interval is a point', () => {
    expect(agePrediction({ ...card, ageInterval: null }, 1)).toEqual({ value: 40, low: 40, high: 40 });
  });
});
