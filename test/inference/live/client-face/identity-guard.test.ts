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
  isCovered?: boolean;
  /** Of the place to the face as it was; else alike, but not beyond doubt. */
  likeness?: number;
  /** By which the face is found to have moved there. */
  moved?: number;
  /** Of its appearance there. */
  differenceThere?: number;
  /** Without frames before this one. */
  stillMs?: number;
}

/** Runs steps of 50 ms after the confirmation of a face at 0. @returns what each says, up to the loss */
function run(steps: readonly Step[]): Identity[] {
  const guard = createIdentityGuard({ box: box(0), appearance: looks(0) }, 0);
  const said: Identity[] = [];
  let atMs = 0;
  for (const {
    client = { x: 0 },
    others = [],
    isCovered = false,
    likeness = 0.7,
    moved = 0,
    differenceThere = 0,
    stillMs = 0,
  } of steps) {
    atMs += STEP_MS + stillMs;
    const sighting = client && {
      box: box(client.x, client.width),
      appearance: looks(client.difference ?? 0),
    };
    const match = (place: Box) => {
      return { likeness, box: { ...place, x: place.x + moved }, appearance: looks(differenceThere) };
    };
    said.push(guard.check(sighting, { faces: others, isCovered }, atMs, match));
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
    expect(run([...hidden, {}]).at(-1)).toMatchObject({ state: 'certain' });
    const away = run(times(3000, () => ({ client: null })));
    expect(away.at(-1)).toEqual({ state: 'lost', reason: 'gap' });
    expect(away.length * STEP_MS).toBe(2050);
  });

  it('is where the patch fits while the detector leaps to a part of it or misses it, for 0.8 seconds', () => {
    const leapt = { client: { x: 80 }, likeness: 0.9, moved: 2 };
    const said = run([...times(500, () => leapt), { client: { x: 45 } }]);
    expect(said.map((each) => 'by' in each && each.by)).toEqual([
      ...Array<string>(10).fill('patch'),
      'detector',
    ]);
    const missed = run(times(1500, () => ({ client: null, likeness: 0.9 })));
    expect(missed.filter(({ state }) => state === 'certain').length * STEP_MS).toBe(800);
    expect(missed.at(-1)).toEqual({ state: 'missed' });
    // What leapt for most of a second is waited for as long as without the patch.
    const later = run([
      ...times(800, () => ({ ...leapt, moved: 0 })),
      ...times(1000, () => ({ ...leapt, likeness: 0.7 })),
    ]);
    expect(later.filter(({ state }) => state === 'missed').length * STEP_MS).toBe(700);
    const slid = { client: { x: 30, difference: 0.2 }, likeness: 0.9 };
    expect(run([slid])).toEqual([{ state: 'certain', by: 'patch' }]);
    expect(run([{ ...slid, differenceThere: 0.2 }])).toEqual([{ state: 'doubtful', doubt: 'unlike' }]);
    const covered = run([{ client: null, likeness: 0.9, others: [box(80)] }]);
    expect(covered).toEqual([{ state: 'missed' }]);
  });

  it('is lost at once where it is not found and its place shows something else', () => {
    const gone = { client: null, likeness: 0.2 };
    expect(run([{}, gone])).toMatchObject([{ state: 'certain' }, { state: 'lost', reason: 'gap' }]);
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
    expect(again.slice(-2)).toMatchObject([{ state: 'certain' }, { state: 'certain' }]);
  });

  it('is lost where no frame came for more than two seconds, whatever is seen then', () => {
    expect(run([{}, { stillMs: 2000 }]).at(-1)).toEqual({ state: 'lost', reason: 'gap' });
    expect(run([{}, { stillMs: 3_600_000 }]).at(-1)).toEqual({ state: 'lost', reason: 'gap' });
    expect(run([{}, { stillMs: 1900 }]).at(-1)).toMatchObject({ state: 'certain' });
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
  it('that covers a part of it makes it doubtful; then it has to look as before', () => {
    const covered = { isCovered: true };
    const said = run([{}, covered, covered, { likeness: 0.5 }, {}]);
    expect(said.map((each) => ('doubt' in each ? each.doubt : each.state))).toEqual([
      ...['certain', 'other-face', 'other-face', 'unlike', 'certain'],
    ]);
    expect(run([{ client: null, likeness: 0.9, isCovered: true }])).toEqual([{ state: 'missed' }]);
  });

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
    // The picture is as it was: the box was none.
    const same = { likeness: 0.9 };
    expect(run([...covering, same, {}]).slice(2)).toMatchObject([{ state: 'certain' }, { state: 'certain' }]);
    expect(run([...covering, { ...same, differenceThere: 0.2 }]).at(-1)).toMatchObject({ state: 'lost' });
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
