import { describe, expect, it } from 'vitest';

import { csvLine } from '../../../src/common/csv-line.ts';
import { durationText, progressText } from '../../../src/cli/output/terminal.ts';

describe('durations', () => {
  it.each([
    [0.4, '0 s'],
    [59.4, '59 s'],
    [59.6, '1 min 00 s'],
    [200, '3 min 20 s'],
    [3599.7, '1 h 00 min'],
    [7500, '2 h 05 min'],
    [Number.NaN, '?'],
    [Infinity, '?'],
  ])('%f seconds is %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});

describe('progress', () => {
  it('reports count, rate and time left', () => {
    expect(progressText(3210, 32_137, 3000)).toBe('3,210/32,137 · 1,070/s · 27 s left');
    expect(progressText(3, 10, 2000)).toBe('3/10 · 1.5/s · 5 s left');
  });

  it('counts what was done before the clock started out of the rate', () => {
    expect(progressText(5030, 10_000, 10_000, 5000)).toBe('5,030/10,000 · 3/s · 27 min 37 s left');
  });

  it('knows nothing at the start', () => {
    expect(progressText(0, 10, 0)).toBe('0/10 · 0/s · ? left');
  });
});

it('a line of CSV quotes what it must (RFC 4180)', () => {
  expect(csvLine(['a', 1.5, 'b,c', 'say "x"', 'two\nlines', ''])).toBe(
    'a,1.5,"b,c","say ""x""","two\nlines",',
  );
});
