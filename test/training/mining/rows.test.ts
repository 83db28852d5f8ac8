import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { byClass, mineHardExamples } from '../../../src/training/mining/hard-examples.ts';
import { rowsInFile, rowsInMemory, writeRows } from '../../../src/training/mining/rows.ts';
import { startEngine } from '../../../src/training/engine/tf.ts';
import { madeGroups, madeRows, normal } from './slow.ts';

const folder = mkdtempSync(join(tmpdir(), 'demiface-rows-'));
afterAll(() => rmSync(folder, { recursive: true }));

const [COUNT, WIDTH] = [37, 5];
const VALUES = madeRows(1, COUNT, WIDTH, normal);
const path = join(folder, 'rows');
writeFileSync(path, VALUES);

describe.each([
  ['in memory', () => rowsInMemory(VALUES, WIDTH)],
  ['in a file that is read as needed', () => rowsInFile(path, WIDTH, 0)],
  ['in a file that is read whole', () => rowsInFile(path, WIDTH)],
])('rows %s', (_, open) => {
  it('are read as they lie, or in any order', () => {
    const rows = open();
    expect([rows.count, rows.width]).toEqual([COUNT, WIDTH]);
    expect(rows.read(0, COUNT)).toEqual(VALUES);
    expect(rows.read(30, 7)).toEqual(VALUES.subarray(30 * WIDTH));
    const order = [36, 0, 4, 4];
    const expected = order.flatMap((row) => [...VALUES.subarray(row * WIDTH, (row + 1) * WIDTH)]);
    expect([...rows.gather(order)]).toEqual(expected);
    expect(rows.gather([])).toHaveLength(0);
    rows.close();
  });
});

describe('rows that are written', () => {
  const write = (inMemoryBytes?: number) => {
    const target = join(folder, 'written');
    rmSync(target, { force: true });
    writeFileSync(target, 'something from before');
    const limit = inMemoryBytes === undefined ? {} : { inMemoryBytes };
    const writer = writeRows(target, { count: COUNT, width: WIDTH, ...limit });
    for (const [from, to] of [
      [0, 10],
      [10, 11],
      [11, COUNT],
    ] as const)
      writer.append(VALUES.subarray(from * WIDTH, to * WIDTH));
    return { rows: writer.finish(), target };
  };

  it('lie in memory where they fit', () => {
    const { rows, target } = write(COUNT * WIDTH * 4);
    expect(rows.read(0, COUNT)).toEqual(VALUES);
    expect(statSync(target).size).toBe('something from before'.length);
  });

  it('lie in a file where they do not', () => {
    const { rows, target } = write(COUNT * WIDTH * 4 - 1);
    expect(statSync(target).size).toBe(COUNT * WIDTH * 4);
    expect(rows.count).toBe(COUNT);
    expect(rows.read(0, COUNT)).toEqual(VALUES);
    rows.close();
  });
});

describe('a file', () => {
  it.each([0, 1e6])('that ends within a row is refused (%d bytes in memory)', (inMemoryBytes) => {
    const broken = join(folder, 'broken');
    writeFileSync(broken, VALUES.subarray(1));
    expect(() => rowsInFile(broken, WIDTH, inMemoryBytes)).toThrow(
      expect.objectContaining({ code: 'corrupt', message: expect.stringContaining(broken) as string }),
    );
  });

  it('that gets shorter meanwhile is refused', () => {
    const cut = join(folder, 'cut');
    writeFileSync(cut, VALUES);
    const rows = rowsInFile(cut, WIDTH, 0);
    writeFileSync(cut, VALUES.subarray(0, 7));
    expect(() => rows.read(0, 3)).toThrow(expect.objectContaining({ code: 'corrupt' }));
    rows.close();
  });

  it('that cannot be written is one clear line', () => {
    const target = join(path, 'below-a-file');
    expect(() => writeRows(target, { count: 1, width: 1, inMemoryBytes: 0 })).toThrow(
      expect.objectContaining({ code: 'disk' }),
    );
    expect(existsSync(target)).toBe(false);
  });
});

describe('mining from files', () => {
  beforeAll(async () => {
    await startEngine();
  });

  it('finds what mining in memory finds', async () => {
    const [count, width] = [3000, 6];
    const [student, teacher] = [madeRows(1, count, width, normal), madeRows(2, count, width, normal)];
    const stored = (name: string, values: Float32Array) => {
      writeFileSync(join(folder, name), values);
      return rowsInFile(join(folder, name), width, 0);
    };
    const kinship = byClass(madeGroups(3, count, 8));
    const settings = { share: 0.1, seed: 1, epoch: 2 };
    const files = { student: stored('student', student), teacher: stored('teacher', teacher) };
    const streamed = await mineHardExamples({ ...files, kinship }, settings);
    const memory = { student: rowsInMemory(student, width), teacher: rowsInMemory(teacher, width) };
    expect(streamed).toEqual(await mineHardExamples({ ...memory, kinship }, settings));
    files.student.close();
    files.teacher.close();
  });
});
