import type { HeadPlace } from './second-person.ts';

/** Where somebody else is, in widths of the client's head from its middle; null while they are out of view. */
export interface SecondPersonPath {
  readonly name: string;
  readonly isBehind: boolean;
  /** @param seconds since they set out */
  at(seconds: number): { dx: number; dy: number; size: number } | null;
}

const between = (from: number, to: number, share: number) =>
  from + (to - from) * Math.min(1, Math.max(0, share));

/** Comes from the right to a place, stays, and goes back. */
const visit = (
  name: string,
  to: { dx: number; dy: number; size: number },
  speed: number,
  staysS = 3,
): SecondPersonPath => {
  const [far, walkS] = [2.6, (2.6 - to.dx) / speed];
  return {
    name,
    isBehind: false,
    at(s) {
      const share = s < walkS + staysS ? s / walkS : 1 - (s - walkS - staysS) / walkS;
      return share < 0 ? null : { ...to, dx: between(far, to.dx, share) };
    },
  };
};

/** Passes from right to left. */
const pass = (name: string, size: number, speed: number, isBehind = false): SecondPersonPath => ({
  name,
  isBehind,
  at: (s) => (s > 5.2 / speed ? null : { dx: 2.6 - speed * s, dy: 0.05, size }),
});

/** Is suddenly there, exactly before the client, after `gapS` in which a dark shape hides both. */
const takeover = (name: string, size: number): SecondPersonPath => ({
  name,
  isBehind: false,
  at: () => ({ dx: 0, dy: 0, size }),
});

/** How a second person may come near the client. */
export const SECOND_PERSON_PATHS: readonly SecondPersonPath[] = [
  visit('leans in beside', { dx: 1.25, dy: -0.1, size: 1 }, 1),
  visit('leans in close', { dx: 0.9, dy: -0.1, size: 1.1 }, 0.8),
  visit('covers half', { dx: 0.5, dy: 0, size: 1 }, 0.7),
  visit('covers slowly', { dx: 0, dy: 0, size: 1.2 }, 0.3, 6),
  visit('covers quickly', { dx: 0, dy: 0, size: 1.25 }, 4, 4),
  pass('crosses before', 1.15, 1.2),
  pass('crosses quickly before', 1.15, 4),
  pass('crosses slowly before', 1.1, 0.5),
  pass('crosses small before', 0.8, 1),
  pass('crosses behind', 0.85, 1, true),
  takeover('is suddenly there', 1.2),
  takeover('is suddenly there, larger', 1.6),
];

export function positionOn(way: SecondPersonPath, seconds: number, client: HeadPlace): HeadPlace | null {
  const at = way.at(seconds);
  if (!at) return null;
  return {
    x: client.x + at.dx * client.width,
    y: client.y + at.dy * client.width,
    width: at.size * client.width,
  };
}
