import { describe, expect, it } from 'vitest';

import type { Box } from '../../../../src/inference/runtime/picture.ts';
import type { Identity } from '../../../../src/inference/live/client-face/identity-guard.ts';
import { createIdentityGuard } from '../../../../src/inference/live/client-face/identity-guard.ts';

const STEP_MS = 50;
const box = (x: number, width = 100): Box => ({ x: x - width / 2, y: 0, width, height: width });
/** A look that differs from 0 by this much in half of its numbers: brightness alone would not count. */
const looks = (difference: number) =>
  Float32Array.from({ length: 54 }, (_, k) => 0.5 + (k % 2 === 0 ? difference : -difference));

interface Step {
  client?: { x: number; width?: number; difference?: number } | null;
  others?: readonly Box[];
  /** Of the place to the face as it was; else the same. */
  likeness?: number;
  /** Without frames before this one. */
  stillMs?: number;
}

/** Runs steps of 50 ms after the confirmation of a face at 0. @returns what each says, up to the loss */
function run(steps: readonly Step[]): Identity[] {
  const guard = createIdentityGuard({ box: box(0), appearance: looks(0) }, 0);
  const said: Identity[] = [];
  let atMs = 0;
  for (const { client = { x: 0 }, others = [], likeness = 1, stillMs = 0 } of steps) {
    atMs += STEP_MS + stillMs;
    const sighting = client && {
      box: box(client.x, client.width),
      appearance: looks(client.difference ?? 0),
    };
    said.push(guard.check(sighting, others, atMs, () => likeness));
    if (said.at(-1)!.state === 'lost') break;
  }
  return said;
}
const times = (ms: number, step: (i: number) => Step) =>
  Array.from({ length: ms / STEP_MS }, (_, i) => step(i));
const states = (said: readonly Identity[]) => new Set(said.map(({ state }) => state));

describe('the confirmed face', () => {
  it('stays certain while it moves and leans back', () => {
    const said = run(times(5000, (i) => ({ client: { x: 10 * i, width: 100 * Math.exp(-0.006 * i) } })));
    expect(states(said)).toEqual(new Set(['certain']));
  });

  it('goes on in its place after a miss, and is lost after more than two seconds', () => {
    const hidden = times(1500, () => ({ client: null }));
    expect(run([...hidden, {}]).at(-1)).toEqual({ state: 'certain' });
    const away = run(times(3000, () => ({ client: null })));
    expect(away.at(-1)).toEqual({ state: 'lost', reason: 'gap' });
    expect(away.length * STEP_MS).toBe(2050);
  });

  it('is lost at once where it is not found and its place shows something else', () => {
    const gone = { client: null, likeness: 0.2 };
    expect(run([{}, gone])).toEqual([{ state: 'certain' }, { state: 'lost', reason: 'gap' }]);
    expect(run([{ ...gone, client: { x: 80 } }])).toEqual([{ state: 'lost', reason: 'gap' }]);
  });

  it.each([
    ['a miss', [{ client: null }]],
    ['a third of a second without frames', [{ stillMs: 333, likeness: 0.5 }]],
  ])('is doubtful after %s until it looks as before, and lost after a second', (_, before) => {
    const another = { likeness: 0.5 };
    const said = run([...before, another, ...times(2000, () => another)]);
    expect(said[1]).toEqual({ state: 'doubtful', doubt: 'unlike' });
    expect(states(said)).not.toContain('certain');
    expect(said.at(-1)).toEqual({ state: 'lost', reason: 'appearance' });
    // Found all the time, it may change.
    const again = run([...before, another, {}, another]);
    expect(again.slice(-2)).toEqual([{ state: 'certain' }, { state: 'certain' }]);
  });

  it('is lost where no frame came for more than two seconds, whatever is seen then', () => {
    expect(run([{}, { stillMs: 2000 }]).at(-1)).toEqual({ state: 'lost', reason: 'gap' });
    expect(run([{}, { stillMs: 3_600_000 }]).at(-1)).toEqual({ state: 'lost', reason: 'gap' });
    expect(run([{}, { stillMs: 1900 }]).at(-1)).toEqual({ state: 'certain' });
  });

  it.each([
    ['elsewhere', { x: 80 }],
    ['much smaller', { x: 0, width: 60 }],
  ])('is no sighting where it is suddenly %s, and lost where it stays so', (_, client) => {
    const said = run([{ client }, { client }, {}, ...times(1000, () => ({ client }))]);
    expect(said.slice(0, 3).map(({ state }) => state)).toEqual(['missed', 'missed', 'certain']);
    expect(said.at(-1)).toEqual({ state: 'lost', reason: 'jump' });
  });

  it('does not shrink little by little to a part of itself', () => {
    const said = run(times(2000, (i) => ({ client: { x: 0, width: Math.max(40, 100 - 3 * i) } })));
    expect(said.at(-1)).toEqual({ state: 'lost', reason: 'jump' });
  });

  it('is doubtful while it looks different, and lost after a second', () => {
    const said = run([{}, ...times(2000, () => ({ client: { x: 0, difference: 0.15 } }))]);
    expect(said[1]).toEqual({ state: 'doubtful', doubt: 'unlike' });
    expect(said.at(-1)).toEqual({ state: 'lost', reason: 'appearance' });
    expect(said.length * STEP_MS).toBeGreaterThanOrEqual(1000);
    expect(states(run(times(2000, () => ({ client: { x: 0, difference: 0.03 } }))))).toEqual(
      new Set(['certain']),
    );
  });
});

describe('another face', () => {
  it('that is far away changes nothing', () => {
    expect(states(run(times(1000, () => ({ others: [box(200)] }))))).toEqual(new Set(['certain']));
  });

  it('that comes near makes it doubtful, until it has moved away in view', () => {
    const visit = [200, 150, 120, 110, 120, 150, 200].map((x) => ({ others: [box(x)] }));
    const said = run(visit);
    expect(said.map(({ state }) => state)).toEqual([
      ...['certain', 'certain', 'doubtful', 'doubtful', 'doubtful', 'certain', 'certain'],
    ]);
  });

  it('that vanishes while it covers the face loses it at once, whichever of the two is left', () => {
    const covering = [{ others: [box(120)] }, { others: [box(80)] }];
    expect(run([...covering, {}]).at(-1)).toEqual({ state: 'lost', reason: 'ambiguous' });
  });

  it('that vanishes beside the face loses it after half a second', () => {
    const said = run([{ others: [box(115)] }, ...times(1000, () => ({}))]);
    expect(said[1]).toEqual({ state: 'doubtful', doubt: 'other-face' });
    expect(said.at(-1)).toEqual({ state: 'lost', reason: 'ambiguous' });
    expect(said.length * STEP_MS).toBe(600);
  });

  it('that stands where the face is not seen loses it', () => {
    const said = run(times(1500, () => ({ client: null, others: [box(10)] })));
    expect(said.at(-1)).toEqual({ state: 'lost', reason: 'ambiguous' });
    expect(said.length * STEP_MS).toBe(550);
  });
});
