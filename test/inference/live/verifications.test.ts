import { describe, expect, it } from 'vitest';

import { createVerifications } from '../../../src/inference/live/verifications.ts';
import { newTrack } from '../../../src/inference/live/tracking/track.ts';

const track = (x = 0) =>
  newTrack({ box: { x, y: 0, width: 50, height: 50 }, score: 0.5, appearance: new Float32Array(3) }, 0);

describe('verifications', () => {
  it('verify each track at once, then after longer and longer pauses', () => {
    const one = track();
    const verifications = createVerifications();
    const times: number[] = [];
    for (let atMs = 0; atMs < 20_000; atMs += 10)
      if (verifications.due([one], atMs).length > 0) {
        times.push(atMs);
        verifications.add(one, -3, atMs);
      }
    // 250 ms, twice as long each time, at most 4 s.
    expect(times).toEqual([0, 250, 750, 1750, 3750, 7750, 11_750, 15_750, 19_750]);
  });

  it('have those first that were never verified, then the longest overdue', () => {
    const [a, b, c] = [track(0), track(100), track(200)];
    const verifications = createVerifications();
    verifications.add(a, 0, 100);
    verifications.add(b, 0, 50);
    expect(verifications.due([a, b, c], 60)).toEqual([c]);
    expect(verifications.due([a, b, c], 1000)).toEqual([c, b, a]);
  });

  it('accept no track unverified, and accept one whose mean probability is high enough', () => {
    const one = track();
    const verifications = createVerifications();
    expect(verifications.isFace(one)).toBe(false);
    verifications.add(one, 1.2, 0);
    expect(verifications.isFace(one)).toBe(false);
    // At the same time both count alike: 1.2 and 1.9 are 1.55, with 2 as well 1.7; log 5 is 1.61.
    verifications.add(one, 1.9, 0);
    expect(verifications.isFace(one)).toBe(false);
    verifications.add(one, 2, 0);
    expect(verifications.isFace(one)).toBe(true);
  });

  it('forget what was said long ago', () => {
    const one = track();
    const verifications = createVerifications();
    verifications.add(one, -9, 0);
    // After ten half-lives it weighs a thousandth.
    verifications.add(one, 1.7, 5000);
    expect(verifications.isFace(one)).toBe(true);
  });
});
