import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readlinkSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, afterEach, expect, test } from 'vitest';

import { openBatches } from '../../../src/training/datasets/batches.ts';
import type { Batch, Batches, BatchOptions } from '../../../src/training/datasets/batches.ts';
import { FULL_VIEW, LOWER_VIEW, UPPER_VIEW } from '../../../src/training/occlusion/occlusion.ts';
import { randomFor } from '../../../src/common/math/random.ts';

const folder = mkdtempSync(join(tmpdir(), 'demiface-batches-'));
afterAll(() => rmSync(folder, { recursive: true }));

const opened: Batches[] = [];
afterEach(async () => {
  for (const batches of opened.splice(0)) await batches.close();
});
function open(options: BatchOptions): Batches {
  const batches = openBatches(options);
  opened.push(batches);
  return batches;
}

const SIZE = 12;
const COUNT = 23;
const gray = pictures(1);
const color = pictures(3);

function pictures(channels: 1 | 3): { path: string; data: Uint8Array } {
  const random = randomFor(channels, 'test pictures');
  const data = Uint8Array.from({ length: COUNT * SIZE * SIZE * channels }, () => 1 + random.int(255));
  const path = join(folder, `pictures-${channels}`);
  writeFileSync(path, data);
  return { path, data };
}

const PLAIN: BatchOptions = {
  picturesPath: gray.path,
  size: SIZE,
  channels: 1,
  rows: Array.from({ length: COUNT }, (_, i) => i),
  outputSize: SIZE,
  scaling: { mean: [100, 110, 120], std: [50, 60, 70] },
  views: [FULL_VIEW],
  augmentation: null,
  batchSize: 5,
  seed: 7,
  shuffle: false,
  dropLast: false,
};
const VARIED: BatchOptions = {
  ...PLAIN,
  picturesPath: color.path,
  channels: 3,
  outputSize: 16,
  views: [FULL_VIEW, LOWER_VIEW, { visible: 'upper', style: 'mixed', drawnShare: 0.5 }],
  augmentation: { rotationDeg: 15, scale: 0.2, shift: 0.1, flip: 0.5, brightness: 0.3, contrast: 0.3 },
  shuffle: true,
};

interface Copy {
  index: number;
  order: number[];
  images: Float32Array[];
  hash: string;
}
function copy({ index, order, images }: Batch): Copy {
  const hash = createHash('sha256').update(order);
  for (const view of images) hash.update(view);
  return { index, order: [...order], images: images.map((view) => view.slice()), hash: hash.digest('hex') };
}
async function all(batches: Batches, epoch: number, fromBatch?: number): Promise<Copy[]> {
  const found: Copy[] = [];
  for await (const batch of batches.epoch(epoch, fromBatch)) found.push(copy(batch));
  return found;
}

test('in sequence: every picture once, in order, scaled, gray on three channels, the last batch short', async () => {
  const batches = open({ ...PLAIN, rows: [22, 3, 4, 4, 0, 1, 9] });
  expect(batches.batchesPerEpoch).toBe(2);
  const [first, second] = await all(batches, 0);
  expect(first?.order).toEqual([0, 1, 2, 3, 4]);
  expect(second?.order).toEqual([5, 6]);
  expect(second?.images[0]).toHaveLength(2 * SIZE * SIZE * 3);
  const rows = [22, 3, 4, 4, 0];
  first?.images[0]?.forEach((value, i) => {
    const pixel = Math.floor(i / 3);
    const picture = rows[Math.floor(pixel / (SIZE * SIZE))] ?? 0;
    const byte = gray.data[picture * SIZE * SIZE + (pixel % (SIZE * SIZE))] ?? Number.NaN;
    expect(value).toBe(Math.fround((byte - [100, 110, 120][i % 3]!) / [50, 60, 70][i % 3]!));
  });
});

test('flip gives the mirror image of each picture', async () => {
  const [straight] = await all(open(PLAIN), 0);
  const [mirrored] = await all(open({ ...PLAIN, flip: true }), 0);
  mirrored?.images[0]?.forEach((value, i) => {
    const x = Math.floor(i / 3) % SIZE;
    expect(value).toBe(straight?.images[0]?.[i + (SIZE - 1 - 2 * x) * 3]);
  });
});

test('flip mirrors a varied picture as it was varied', async () => {
  const options: BatchOptions = { ...VARIED, views: [FULL_VIEW] };
  const [straight] = await all(open(options), 2);
  const [mirrored] = await all(open({ ...options, flip: true }), 2);
  mirrored?.images[0]?.forEach((value, i) => {
    const x = Math.floor(i / 3) % 16;
    expect(Math.abs(value - (straight?.images[0]?.[i + (15 - 2 * x) * 3] ?? Number.NaN))).toBeLessThan(1e-4);
  });
});

test('views are the same variation, and occlusion comes after brightness and before scaling', async () => {
  const options: BatchOptions = { ...VARIED, views: [FULL_VIEW, LOWER_VIEW, UPPER_VIEW] };
  for (const { images } of await all(open(options), 3)) {
    const [full, lower, upper] = images;
    full?.forEach((value, i) => {
      const y = Math.floor(i / 3 / 16) % 16;
      const black = Math.fround((0 - [100, 110, 120][i % 3]!) / [50, 60, 70][i % 3]!);
      expect(lower?.[i]).toBe(y < 8 ? black : value);
      expect(upper?.[i]).toBe(y < 8 ? value : black);
    });
  }
});

test('cropped: the rows that show are the same to the bit, the others black, whatever is drawn', async () => {
  for (const visible of ['lower', 'upper'] as const) {
    const options: BatchOptions = { ...VARIED, views: [{ visible, style: 'mixed', drawnShare: 0.5 }] };
    const [whole, cropped] = [await all(open(options), 1), await all(open({ ...options, cropped: true }), 1)];
    let drawn = 0;
    cropped.forEach(({ images: [picture] }, b) =>
      picture!.forEach((value, i) => {
        const shows = Math.floor(i / 3 / 16) % 16 < 8 === (visible === 'upper');
        const black = Math.fround((0 - [100, 110, 120][i % 3]!) / [50, 60, 70][i % 3]!);
        const full = whole[b]!.images[0]![i]!;
        expect(value).toBe(shows ? full : black);
        if (!shows && full !== black) drawn++;
      }),
    );
    expect(drawn).toBeGreaterThan(1000);
  }
});

test('shuffling visits every picture once an epoch, each epoch in another order and otherwise varied', async () => {
  const batches = open(VARIED);
  const epochs = [await all(batches, 0), await all(batches, 1)];
  const orders = epochs.map((epoch) => epoch.flatMap(({ order }) => order));
  for (const order of orders)
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, i) => i));
  expect(orders[0]).not.toEqual(orders[1]);
  expect(await all(batches, 0)).toEqual(epochs[0]);
});

test('dropLast leaves out the batch that is not full', async () => {
  const batches = open({ ...VARIED, dropLast: true });
  expect(batches.batchesPerEpoch).toBe(4);
  expect((await all(batches, 0)).map(({ order }) => order.length)).toEqual([5, 5, 5, 5]);
});

test('batch b is the same whether the epoch starts at 0 or at b, and whatever the batch size a picture is varied alike', async () => {
  const batches = open(VARIED);
  const whole = await all(batches, 4);
  expect(await all(batches, 4, 3)).toEqual(whole.slice(3));
  const other = await all(open({ ...VARIED, batchSize: 7 }), 4);
  for (const view of [0, 1, 2]) {
    const joined = (copies: Copy[]) => copies.flatMap(({ images }) => [...(images[view] ?? [])]);
    expect(joined(other)).toEqual(joined(whole));
  }
});

const execute = promisify(execFile);
const hashScript = join(import.meta.dirname, 'batches-hash.ts');
async function inAnotherProcess(options: BatchOptions, epoch: number, close: boolean): Promise<unknown> {
  const argument = JSON.stringify({ options, epoch, close });
  const { stdout } = await execute(process.execPath, [hashScript, argument], { timeout: 30_000 });
  return JSON.parse(stdout);
}

test('another process makes the same bits and ends, whether it closes the batches or not', async () => {
  const here = (await all(open(VARIED), 6)).map(({ hash }) => hash);
  expect(await inAnotherProcess(VARIED, 6, true)).toEqual(here);
  expect(await inAnotherProcess(VARIED, 6, false)).toEqual(here);
});

test('a loop left early can be followed by any other', async () => {
  const batches = open(VARIED);
  const whole = await all(batches, 1);
  for (let round = 0; round < 5; round++)
    for await (const { index } of batches.epoch(0)) if (index === round % 3) break;
  expect(await all(batches, 1)).toEqual(whole);
});

test('what a batch holds stays until the next one is requested', async () => {
  const batches = open({ ...VARIED, rows: Array.from({ length: 200 }, (_, i) => i % COUNT), batchSize: 2 });
  for await (const batch of batches.epoch(0)) {
    const before = copy(batch).hash;
    if (batch.index % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(copy(batch).hash).toBe(before);
  }
});

test('only one epoch at a time', async () => {
  const batches = open(PLAIN);
  const first = batches.epoch(0);
  await first.next();
  await expect(batches.epoch(1).next()).rejects.toMatchObject({ code: 'busy' });
  await first.return();
  expect(await all(batches, 1)).toHaveLength(5);
});

test('closing ends an epoch that waits', async () => {
  const batches = open(VARIED);
  const epoch = batches.epoch(0);
  const waiting = expect(epoch.next()).rejects.toMatchObject({ code: 'interrupted' });
  await batches.close();
  await waiting;
  await expect(batches.epoch(0).next()).rejects.toMatchObject({ code: 'interrupted' });
  await batches.close();
});

test('a missing and a truncated file are one line each', async () => {
  const missing = join(folder, 'nothing');
  await expect(all(open({ ...PLAIN, picturesPath: missing }), 0)).rejects.toMatchObject({
    name: 'DemifaceError',
    code: 'missing',
    message: expect.not.stringContaining('\n') as string,
  });
  const short = join(folder, 'short');
  writeFileSync(short, gray.data);
  truncateSync(short, gray.data.length - 1);
  await expect(all(open({ ...PLAIN, picturesPath: short }), 0)).rejects.toMatchObject({ code: 'corrupt' });
  await expect(all(open({ ...PLAIN, picturesPath: folder }), 0)).rejects.toMatchObject({
    code: 'unreadable',
  });
});

test('a loop over closed batches does not disturb those that were opened after it', async () => {
  const first = open(PLAIN);
  const left = first.epoch(0);
  await left.next();
  await first.close();
  const second = open({ ...PLAIN, rows: PLAIN.rows, batchSize: 1 });
  const read: number[] = [];
  for await (const { index, order } of second.epoch(0)) {
    // Its next batch would free a place, and its end stop the epoch, of the thread that both had.
    if (index === 0) await expect(left.next()).rejects.toThrow(/closed/);
    read.push(...order);
  }
  expect(read).toEqual(PLAIN.rows);
});

/** How often this process has a file open. */
function timesOpen(path: string): number {
  const links = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return undefined; // the folder that was listed
    }
  });
  return links.filter((link) => link === path).length;
}

test.skipIf(process.platform !== 'linux')('closing lets the file of the pictures go', async () => {
  const batches = open(PLAIN);
  await batches.epoch(0).next();
  expect(timesOpen(gray.path)).toBe(1);
  await batches.close();
  expect(timesOpen(gray.path)).toBe(0);
});

test('options that make no sense are refused before a thread starts', () => {
  expect(() => openBatches({ ...PLAIN, batchSize: 0 })).toThrow('batchSize');
  expect(() => openBatches({ ...PLAIN, views: [] })).toThrow('views');
  expect(() => openBatches({ ...PLAIN, rows: [-1] })).toThrow('rows');
  expect(() => openBatches({ ...PLAIN, scaling: { mean: [0, 0, 0], std: [1, 0, 1] } })).toThrow('std');
  const augmentation = { rotationDeg: 0, scale: 2, shift: 0, flip: 0, brightness: 0, contrast: 0 };
  expect(() => openBatches({ ...PLAIN, augmentation })).toThrow('augmentation.scale');
});

test('a slow consumer still gives timers and signals a turn between two batches', async () => {
  const batches = open({ ...PLAIN, batchSize: 1 });
  const asleep = new Int32Array(new SharedArrayBuffer(4));
  let turns = 0;
  let before = 0;
  const clock = setInterval(() => turns++, 0);
  try {
    for await (const { index } of batches.epoch(0)) {
      if (index === 0) before = turns;
      // Blocks this thread while the worker goes on, so that its next batch always waits already.
      Atomics.wait(asleep, 0, 0, 20);
    }
  } finally {
    clearInterval(clock);
  }
  expect(turns - before).toBeGreaterThan(COUNT / 2);
});
