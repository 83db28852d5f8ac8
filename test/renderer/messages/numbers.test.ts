import { describe, expect, it } from 'vitest';

import { listText } from '../../../src/renderer/messages/index.ts';
import * as numbers from '../../../src/renderer/messages/format.ts';

describe('numbers', () => {
  it('have their units', () => {
    expect(numbers.figureWithDeviation('accuracy', 0.8234, 0.0041)).toBe('82.3 ± 0.4%');
    expect(numbers.figureWithDeviation('maeYears', 5.634, null)).toBe('5.63 years');
    expect(numbers.figureWithDeviation('maeYears', 5.634, 0.1)).toBe('5.63 ± 0.10 years');
    expect(numbers.pValue(0.0004)).toBe('p < 0.001');
    expect(listText(['a', 'b', 'c'])).toBe('a, b and c');
  });
  it.each([
    [0.2, 'under a second'],
    [42, '42 s'],
    [200, '3 min 20 s'],
    [1500, '25 min'],
    [7500, '2 h 5 min'],
    [270_000, '3 d 3 h'],
  ])('tell %d s as %s', (seconds, text) => {
    expect(numbers.duration(seconds)).toBe(text);
  });
  it.each([
    [1e-4, '1e-4'],
    [2.5e-6, '2.5e-6'],
    [0.01, '0.01'],
    [0, '0'],
  ])('tell the rate %d as %s', (rate, text) => {
    expect(numbers.scientific(rate)).toBe(text);
  });
});
