import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { hardest } from '../../../src/training/mining/hardest.ts';
import type { MiningInput } from '../../../src/training/mining/hardest.ts';
import { rowsInMemory } from '../../../src/training/mining/rows.ts';
import { startEngine, tf } from '../../../src/training/engine/tf.ts';
import { madeGroups, madeRows, normal, slowHardest, squaredDistance, whole } from './slow.ts';

let before = 0;
beforeAll(async () => {
  await startEngine();
});
beforeEach(() => {
  before = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors, 'tensors left behind').toBe(before));

/** A question without groups: everything is allowed. */
function question(
  anchors: Float32Array,
  candidates: Float32Array,
  width: number,
  rest: Pick<MiningInput, 'pick'> & Partial<MiningInput>,
): MiningInput {
  return {
    anchors: rowsInMemory(anchors, width),
    candidates: rowsInMemory(candidates, width),
    anchorGroups: new Int32Array(anchors.length / width),
    candidateGroups: new Int32Array(candidates.length / width),
    groups: 1,
    allowed: () => true,
    ...rest,
  };
}

const PICKS = ['farthest', 'nearest'] as const;

describe.each(PICKS)('the %s', (pick) => {
  it.each([4, 64, 300])('is what the slow loop finds among random rows of %d numbers', async (width) => {
    const [anchors, candidates] = [madeRows(1, 150, width, normal), madeRows(2, 400, width, normal)];
    const found = await hardest(question(anchors, candidates, width, { pick }));
    expect([...found]).toEqual(slowHardest(anchors, candidates, width, pick));
  });

  it('is the first of equals', async () => {
    const [anchors, candidates] = [madeRows(1, 200, 2, whole(2)), madeRows(2, 300, 2, whole(2))];
    const found = await hardest(question(anchors, candidates, 2, { pick }));
    expect([...found]).toEqual(slowHardest(anchors, candidates, 2, pick));
  });

  it.each([
    [3, 'may see their own', (a: number, b: number) => a === b],
    [3, 'may see all others', (a: number, b: number) => a !== b],
    [40, 'may see their neighbors', (a: number, b: number) => Math.abs(a - b) < 5],
    [40, 'may see those before them', (a: number, b: number) => b < a],
  ])('is looked for where groups (%d) %s', async (groups, _, allowed) => {
    const width = 8;
    const [anchors, candidates] = [madeRows(3, 150, width, normal), madeRows(4, 90, width, normal)];
    const [anchorGroups, candidateGroups] = [madeGroups(5, 150, groups), madeGroups(6, 90, groups)];
    const masked = { pick, anchorGroups, candidateGroups, groups, allowed };
    const found = await hardest(question(anchors, candidates, width, masked));
    const mayStand = (a: number, b: number) => allowed(anchorGroups[a]!, candidateGroups[b]!);
    expect([...found]).toEqual(slowHardest(anchors, candidates, width, pick, mayStand));
  });

  it('is −1 where nothing is allowed, and for that anchor alone', async () => {
    const rows = madeRows(7, 3, 4, normal);
    const groups = { anchorGroups: [0, 1, 0], candidateGroups: [1, 1, 2], groups: 3 };
    const allowed = (a: number, b: number) => a === b;
    const found = await hardest(question(rows, rows, 4, { pick, ...groups, allowed }));
    expect(found[0]).toBe(-1);
    expect(found[2]).toBe(-1);
    expect(found[1]).toBe(pick === 'nearest' ? 1 : 0);
  });

  it('is −1 where there is no candidate at all', async () => {
    const found = await hardest(question(madeRows(7, 3, 4, normal), new Float32Array(), 4, { pick }));
    expect([...found]).toEqual([-1, -1, -1]);
  });

  it('is found across the edges of blocks: 1,024 anchors, 8,192 candidates', async () => {
    const [anchors, candidates] = [madeRows(8, 1025, 2, whole(90)), madeRows(9, 2 * 8192 + 1, 2, whole(90))];
    const [anchorGroups, candidateGroups] = [madeGroups(1, 1025, 3), madeGroups(2, 2 * 8192 + 1, 3)];
    const allowed = (a: number, b: number) => a !== b;
    // The last candidate, alone in the last block, is the hardest of the last anchor, alone in its block.
    candidates.set(pick === 'farthest' ? [1000, 1000] : [500, 500], 2 * 2 * 8192);
    anchors.set(pick === 'farthest' ? [-1000, -1000] : [499, 500], 2 * 1024);
    [anchorGroups[1024], candidateGroups[2 * 8192]] = [0, 1];
    const masked = { pick, anchorGroups, candidateGroups, groups: 3, allowed };
    const found = await hardest(question(anchors, candidates, 2, masked));
    expect(found[1024]).toBe(2 * 8192);
    const mayStand = (a: number, b: number) => allowed(anchorGroups[a]!, candidateGroups[b]!);
    expect([...found]).toEqual(slowHardest(anchors, candidates, 2, pick, mayStand));
  });

  it('loses no digits where all rows lie far from 0 and near each other', async () => {
    // ‖b‖² is 64 million and known to 4; the squared distances are about 0.5.
    const width = 256;
    const near = (random: Parameters<typeof normal>[0]) => 500 + 0.03 * random.normal();
    const [anchors, candidates] = [madeRows(1, 100, width, near), madeRows(2, 300, width, near)];
    const found = await hardest(question(anchors, candidates, width, { pick }));
    expect([...found]).toEqual(slowHardest(anchors, candidates, width, pick));
  });
});

it('takes one of those that are equal to six digits of the largest', async () => {
  const [anchors, candidates] = [madeRows(1, 150, 1, normal), madeRows(2, 3000, 1, normal)];
  const found = await hardest(question(anchors, candidates, 1, { pick: 'nearest' }));
  const expected = slowHardest(anchors, candidates, 1, 'nearest');
  const farthest = slowHardest(anchors, candidates, 1, 'farthest');
  const distance = (anchor: number, candidate: number) =>
    squaredDistance(anchors, anchor, candidates, candidate, 1);
  const largest = Math.max(...farthest.map((candidate, anchor) => distance(anchor, candidate)));
  expected.forEach((candidate, anchor) => {
    expect(distance(anchor, found[anchor]!) - distance(anchor, candidate)).toBeLessThan(1e-6 * largest);
  });
});

describe('stopped', () => {
  const rows = madeRows(1, 1, 1, normal);

  it('before it starts', async () => {
    await expect(
      hardest(question(rows, rows, 1, { pick: 'nearest', signal: AbortSignal.abort() })),
    ).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('between two blocks, by something that happens meanwhile', async () => {
    const stop = new AbortController();
    const anchors = rowsInMemory(madeRows(1, 20 * 1024, 1, normal), 1);
    let blocks = 0;
    const counted = {
      ...anchors,
      read: (start: number, count: number) => (blocks++, anchors.read(start, count)),
    };
    const asked = { ...question(anchors.read(0, 20 * 1024), rows, 1, { pick: 'nearest' }), anchors: counted };
    setImmediate(() => stop.abort());
    await expect(hardest({ ...asked, signal: stop.signal })).rejects.toMatchObject({ code: 'interrupted' });
    expect(blocks).toBeLessThan(20);
  });
});
