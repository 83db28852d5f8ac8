import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { readMatFile } from '../../../../src/training/models/published/mat-file.ts';
import type { MatValue } from '../../../../src/training/models/published/mat-value.ts';
import { scratchFolder } from '../../../support/made-data.ts';

/** Written by scipy (scripts/references/mat-files.py). */
const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name);

const kinds = await readMatFile(fixture('kinds.mat'));

function numbers(value: MatValue | undefined): { shape: readonly number[]; values: number[] } {
  if (value?.kind !== 'numbers') throw new Error(`${value?.kind} is no array`);
  return { shape: value.shape, values: [...value.read()] };
}

function items(value: MatValue | undefined): readonly MatValue[] {
  if (value?.kind !== 'cell') throw new Error(`${value?.kind} is no cell`);
  return value.items;
}

describe('a file of scipy', () => {
  it('gives numbers of every precision, the first axis fastest', () => {
    const doubles = numbers(kinds.get('doubles'));
    expect(doubles.shape).toEqual([2, 3]);
    doubles.values.forEach((value, i) => expect(value).toBeCloseTo([0, 0.6, 0.2, 0.8, 0.4, 1][i]!, 6));
    expect(numbers(kinds.get('bytes'))).toEqual({
      shape: [3, 4],
      values: [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11],
    });
    expect(numbers(kinds.get('shorts')).values).toEqual([-3, 300]);
    expect(numbers(kinds.get('truth')).values).toEqual([1, 0]);
    expect(numbers(kinds.get('complex')).values).toEqual([1, 3]);
    expect(numbers(kinds.get('nothing'))).toEqual({ shape: [0, 3], values: [] });
  });

  it('gives text, struct arrays and what is nested', () => {
    expect(kinds.get('text')).toEqual({ kind: 'text', text: 'Grüße' });
    const structs = kinds.get('structs');
    if (structs?.kind !== 'struct') throw new Error('no struct');
    expect(structs.items.map((item) => [numbers(item.get('x')).values, item.get('y')])).toEqual([
      [[1], { kind: 'text', text: 'a' }],
      [[2], { kind: 'text', text: 'b' }],
    ]);
    const [first, second] = items(kinds.get('nested'));
    expect(numbers(items(first)[0]).values).toEqual([7]);
    if (second?.kind !== 'struct') throw new Error('no struct');
    const deep = second.items[0]!.get('deep');
    if (deep?.kind !== 'struct') throw new Error('no struct');
    expect(items(deep.items[0]!.get('deeper'))).toEqual([{ kind: 'text', text: 'end' }]);
  });

  it('reports the same compressed and not', async () => {
    const told = async (name: string) =>
      JSON.stringify([...(await readMatFile(fixture(name)))].map(([key, value]) => [key, plain(value)]));
    expect(await told('new-compressed.mat')).toBe(await told('new-plain.mat'));
  });
});

/** All of a value as JSON takes it. */
function plain(value: MatValue): unknown {
  if (value.kind === 'numbers') return { shape: value.shape, values: [...value.read()] };
  if (value.kind === 'cell') return { shape: value.shape, items: value.items.map(plain) };
  if (value.kind === 'struct')
    return value.items.map((item) => [...item].map(([name, field]) => [name, plain(field)]));
  return value;
}

describe('a file that is none', () => {
  const saved = (bytes: Buffer) => {
    const path = join(scratchFolder(), 'made.mat');
    writeFileSync(path, bytes);
    return path;
  };
  const whole = {
    plain: readFileSync(fixture('new-plain.mat')),
    compressed: readFileSync(fixture('kinds.mat')),
  };

  it('is named as what it is', async () => {
    await expect(readMatFile(saved(Buffer.from('PK nothing')))).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('is no MATLAB level-5 file') as string,
    });
    const newer = Buffer.alloc(600);
    newer.write('MATLAB 7.3 MAT-file, Platform: GLNXA64');
    await expect(readMatFile(saved(newer))).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('save it again with -v7') as string,
    });
    const other = Buffer.from(whole.plain);
    other.write('MI', 126);
    await expect(readMatFile(saved(other))).rejects.toMatchObject({ code: 'unreadable' });
  });

  it('with zeros in the place of the rest, as a download that was broken off leaves, is damaged', async () => {
    for (const kept of [128, whole.plain.length]) {
      const bytes = Buffer.concat([whole.plain.subarray(0, kept), Buffer.alloc(800)]);
      await expect(readMatFile(saved(bytes))).rejects.toMatchObject({
        code: 'corrupt',
        message: expect.stringContaining('an element of type 0, expected a matrix') as string,
      });
    }
  });

  it.each(['plain', 'compressed'] as const)('cut short anywhere is damaged: %s', async (kind) => {
    const bytes = whole[kind];
    for (let cut = 129; cut < bytes.length; cut += 37)
      await expect(readMatFile(saved(bytes.subarray(0, cut)))).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('with bytes that were changed never gives another error', async () => {
    for (const bytes of Object.values(whole))
      for (let at = 128; at < bytes.length; at += 11) {
        const changed = Buffer.from(bytes);
        changed[at]! ^= 0xff;
        const error: unknown = await readMatFile(saved(changed)).catch((thrown: unknown) => thrown);
        if (error instanceof Error) expect(error).toMatchObject({ code: 'corrupt' });
      }
  });
});

describe('counts that a file states', () => {
  const CLASS = { cell: 1, struct: 2 };
  const unpadded = (type: number, bytes: Buffer) => {
    const tag = Buffer.alloc(8);
    tag.writeUInt32LE(type, 0);
    tag.writeUInt32LE(bytes.length, 4);
    return Buffer.concat([tag, bytes]);
  };
  const element = (type: number, bytes: Buffer) =>
    Buffer.concat([unpadded(type, bytes), Buffer.alloc((8 - (bytes.length % 8)) % 8)]);
  /** No padding behind what is packed. */
  const deflated = (bytes: Buffer) => unpadded(15, deflateSync(bytes));
  const whole = (numbers: readonly number[]) => Buffer.from(Int32Array.from(numbers).buffer);
  /** One variable of this class and shape with nothing in it; of a struct these fields. */
  function fileOf(
    kind: number,
    shape: readonly number[],
    fields: readonly string[],
    packed: boolean,
    name = 'net',
  ): string {
    const names = Buffer.concat(fields.map((name) => Buffer.alloc(32).fill(name, 0, name.length)));
    const body = Buffer.concat([
      element(6, whole([kind, 0])),
      element(5, whole(shape)),
      element(1, Buffer.from(name)),
      ...(kind === CLASS.struct ? [element(5, whole([32])), element(1, names)] : []),
    ]);
    const matrix = element(14, body);
    const header = Buffer.alloc(128, ' ');
    header.write('MATLAB 5.0 MAT-file');
    header.writeUInt16LE(0x0100, 124);
    header.write('IM', 126);
    const path = join(scratchFolder(), 'made.mat');
    const content = packed ? deflated(matrix) : matrix;
    writeFileSync(path, Buffer.concat([header, content]));
    return path;
  }

  it.each([
    ['a cell', CLASS.cell, [10_000, 10_000], []],
    ['a struct', CLASS.struct, [10_000, 10_000], ['name']],
    ['a struct without fields', CLASS.struct, [10_000, 10_000], []],
    ['a struct of many sides', CLASS.struct, [2 ** 30, 2 ** 30, 2 ** 30], ['name', 'type']],
    ['a negative side', CLASS.cell, [-1, -5], []],
  ] as const)(
    '%s of which there are no bytes is damaged, stored or packed',
    async (_, kind, shape, fields) => {
      for (const packed of [false, true])
        await expect(readMatFile(fileOf(kind, shape, fields, packed))).rejects.toMatchObject({
          code: 'corrupt',
        });
    },
  );

  it.each([
    ['33 sides', Array<number>(33).fill(1), 'net'],
    ['a text of 1048577 bytes', [1, 1], 'a'.repeat(2 ** 20 + 1)],
  ])('%s are more than any file has', async (what, shape, name) => {
    await expect(readMatFile(fileOf(CLASS.struct, shape, [], false, name))).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining(what) as string,
    });
  });

  it('a struct without fields may be one, or none', async () => {
    for (const shape of [
      [1, 1],
      [0, 0],
    ])
      expect((await readMatFile(fileOf(CLASS.struct, shape, [], false))).get('net')).toMatchObject({
        kind: 'struct',
        shape,
      });
  });

  it('a packed variable of more bytes than any network has is refused before they are unpacked', async () => {
    const stated = Buffer.alloc(8);
    stated.writeUInt32LE(14, 0);
    stated.writeUInt32LE(2 ** 31, 4);
    const header = Buffer.alloc(128, ' ');
    header.write('MATLAB 5.0 MAT-file');
    header.write('IM', 126);
    const path = join(scratchFolder(), 'made.mat');
    // Enough packed bytes that by their number alone it could be so.
    writeFileSync(path, Buffer.concat([header, deflated(Buffer.concat([stated, randomBytes(3_000_000)]))]));
    await expect(readMatFile(path)).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining(
        '2147483648 bytes in a compressed variable, expected at most 1073741824',
      ) as string,
    });
  });

  it('a packed variable that states more bytes than its own can hold is damaged', async () => {
    const stated = Buffer.alloc(64);
    stated.writeUInt32LE(14, 0);
    stated.writeUInt32LE(2 ** 32 - 8, 4);
    const header = Buffer.alloc(128, ' ');
    header.write('MATLAB 5.0 MAT-file');
    header.write('IM', 126);
    const path = join(scratchFolder(), 'made.mat');
    writeFileSync(path, Buffer.concat([header, deflated(stated)]));
    await expect(readMatFile(path)).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringMatching(
        /4294967288 bytes in a compressed variable, expected at most \d+/,
      ) as string,
    });
  });
});
