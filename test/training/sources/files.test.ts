import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';

import { englishText } from '../../../src/messages/english.ts';
import { inEnglish } from '../../../src/messages/english.ts';
import { openFiles, sourceSignature } from '../../../src/training/sources/files.ts';
import {
  asTar,
  asTarGz,
  asZip,
  madeTree,
  scratchFolder,
  type Tree,
  writeTree,
} from '../../support/made-data.ts';
import { needs } from '../../support/needs.ts';

const long = `${'a'.repeat(90)}/${'b'.repeat(60)}/${'ü'.repeat(40)} with spaces.txt`;
const tree: Tree = {
  'one.txt': 'one',
  'sub/two.txt': 'two'.repeat(30_000),
  [long]: 'long',
  'sub/empty.txt': '',
};

async function contents(root: string): Promise<Record<string, string>> {
  const files = await openFiles(root);
  const all: Record<string, string> = {};
  for await (const content of files.read(() => true))
    all[content.file] = 'bytes' in content ? content.bytes.toString() : englishText(content.reason);
  expect(Object.keys(all).sort()).toEqual([...files.paths].sort());
  return all;
}

const packings: Record<string, (tree: Tree) => Promise<Tree>> = {
  'a.tar': async (t) => ({ 'a.tar': await asTar(t) }),
  'a.tar.gz': async (t) => ({ 'a.tar.gz': await asTarGz(t) }),
  'a.tgz': async (t) => ({ 'a.tgz': await asTarGz(t) }),
  'a.zip': (t) => Promise.resolve({ 'a.zip': asZip(t) }),
  unpacked: (t) => Promise.resolve(t),
};

describe.each(Object.entries(packings))('a root as %s', (name, packing) => {
  it('gives the same paths and bytes', async () => {
    expect(await contents(madeTree(await packing(tree)))).toEqual(tree);
  });

  it('opens one file as a stream', async () => {
    const files = await openFiles(madeTree(await packing(tree)));
    const parts: Buffer[] = [];
    for await (const part of await files.open('sub/two.txt')) parts.push(Buffer.from(part as Buffer));
    expect(Buffer.concat(parts).toString()).toBe(tree['sub/two.txt']);
  });

  it('leaves hidden files and those of macOS out', async () => {
    const junk = { '__MACOSX/._one.txt': 'x', '._one.txt': 'x', '.DS_Store': 'x', 'sub/.hidden/y': 'x' };
    expect(await contents(madeTree(await packing({ ...tree, ...junk })))).toEqual(tree);
  });

  it(
    'is refused by name when it is cut off',
    needs(name === 'unpacked' ? 'no archive' : undefined),
    async () => {
      const [[path, bytes] = ['', '']] = Object.entries(await packing(tree));
      const cut = Buffer.from(bytes as Buffer).subarray(0, Math.floor(bytes.length / 2));
      await expect(openFiles(madeTree({ [path]: cut }))).rejects.toMatchObject({
        code: 'unreadable',
        message: expect.stringMatching(
          new RegExp(`^the archive ${path} is damaged \\((it|its) [^\\n]*\\); download it again`),
        ) as string,
      });
    },
  );
});

describe('openFiles', () => {
  it('counts an archive in a folder as unpacked in that folder', async () => {
    expect(await contents(madeTree({ 'in/a.tar': await asTar({ 'x.txt': '1' }), 'y.txt': '2' }))).toEqual({
      'in/x.txt': '1',
      'y.txt': '2',
    });
  });

  it('takes the unpacked file where an archive holds it too', async () => {
    expect(
      await contents(madeTree({ 'a.tar': await asTar({ 'x.txt': 'packed' }), 'x.txt': 'loose' })),
    ).toEqual({
      'x.txt': 'loose',
    });
  });

  it('names files of one path that differ, and which one is read; copies are passed over', async () => {
    const root = madeTree({
      'a.tar': await asTar({ 'same.txt': '1', 'x.txt': 'a', 'y.txt': 'a' }),
      'b.zip': asZip({ 'same.txt': '1', 'y.txt': 'b' }),
      'c.tgz': await asTarGz({ 'same.txt': '1', 'y.txt': 'a' }),
      'x.txt': 'loose',
    });
    const files = await openFiles(root);
    expect([await contents(root), files.skipped]).toEqual([
      { 'same.txt': '1', 'x.txt': 'loose', 'y.txt': 'a' },
      [],
    ]);
    expect(inEnglish(await files.differing())).toEqual([
      { path: 'x.txt', reason: 'a.tar holds another file of this path; the unpacked one is read' },
      { path: 'y.txt', reason: 'b.zip holds another file of this path; the one in a.tar is read' },
    ]);
  });

  it.each(['a.tar', 'a.zip'])('leaves a path that leads out of %s out by name', async (name) => {
    const odd = { '../up.txt': '1', 'x/../../up.txt': '1', 'x.txt': '2' };
    const root = madeTree({ [`in/${name}`]: name === 'a.zip' ? asZip(odd) : await asTar(odd) });
    const { paths, skipped } = await openFiles(root);
    expect(paths).toEqual(['in/x.txt']);
    const reason = 'its path leads out of the archive; pack it without ..';
    expect(inEnglish(skipped)).toEqual([
      { path: `in/${name}: ../up.txt`, reason },
      { path: `in/${name}: x/../../up.txt`, reason },
    ]);
  });

  it.each(['a.tar', 'a.tgz'])('refuses a size below nothing in %s, which would lead back', async (name) => {
    const tar = pack();
    tar.entry({ name: 'x.txt', pax: { size: '-1024' } }, 'words');
    tar.finalize();
    const bytes = await buffer(tar);
    const root = madeTree({ [name]: name === 'a.tgz' ? gzipSync(bytes) : bytes });
    await expect(openFiles(root)).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('the size of a file in it is no number') as string,
    });
  });

  const zeros = Buffer.alloc(100_000);
  it.each<[string, string, (tar: Buffer, other: Buffer) => Buffer, boolean]>([
    ['zeros to the end of a record', 'a.tgz', (tar) => gzipSync(Buffer.concat([tar, zeros])), false],
    ['zeros behind it', 'a.tar', (tar) => Buffer.concat([tar, zeros]), false],
    ['zeros behind what is packed', 'a.tgz', (tar) => Buffer.concat([gzipSync(tar), zeros]), false],
    ['another tar behind it', 'a.tar', (tar, other) => Buffer.concat([tar, other]), true],
    ['another tar within', 'a.tgz', (tar, other) => gzipSync(Buffer.concat([tar, other])), true],
    [
      'another one behind',
      'a.tgz',
      (tar, other) => Buffer.concat([tar, other].map((one) => gzipSync(one))),
      true,
    ],
    ['words within', 'a.tgz', (tar) => gzipSync(Buffer.concat([tar, zeros, Buffer.from('words')])), true],
  ])('reads a tar with %s (%s) as tar does, and names what is ignored', async (_, name, packed, isNoted) => {
    const first = { 'x.txt': '1', 'y.txt': 'two'.repeat(1000) };
    const root = madeTree({ [name]: packed(await asTar(first), await asTar({ 'z.txt': '3' })) });
    expect(await contents(root)).toEqual(first);
    const reason = 'something stands behind its end, which tar passes over too; unpack it';
    expect(inEnglish((await openFiles(root)).skipped)).toEqual(isNoted ? [{ path: name, reason }] : []);
  });

  it.each([
    ['a.tar', (bytes: Buffer) => bytes],
    ['a.tar.gz', (bytes: Buffer) => gzipSync(bytes)],
  ])('refuses %s that stops between two files, whole as they are', async (name, packed) => {
    const whole = await asTar({ 'x.txt': '1', 'y.txt': '2' });
    // A header and a block of content each.
    const tree = { [name]: packed(whole.subarray(0, 2 * 1024)) };
    await expect(contents(madeTree(tree))).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('ends after 2 files without the end mark') as string,
    });
    expect(Object.keys(await contents(madeTree({ [name]: packed(whole) })))).toHaveLength(2);
  });

  it('refuses text named .tar, an empty archive and a folder that is not there', async () => {
    await expect(openFiles(madeTree({ 'a.tar': 'no tar at all'.repeat(90) }))).rejects.toMatchObject({
      code: 'unreadable',
    });
    await expect(openFiles(madeTree({ 'a.zip': '' }))).rejects.toMatchObject({ code: 'unreadable' });
    await expect(openFiles(join(scratchFolder(), 'gone'))).rejects.toMatchObject({ code: 'missing' });
  });

  it('reports which entry of a zip is damaged and reads the others', async () => {
    const zip = asZip({ 'a.txt': 'first '.repeat(50), 'b.txt': 'second' });
    // Its first bytes, and what it is stated to come to: less than it does.
    const reasons = [
      (bytes: Buffer) => bytes.fill(0xff, 35, 40),
      (bytes: Buffer) => bytes.writeUInt32LE(20, bytes.indexOf('PK\x01\x02') + 24),
    ].map(async (damage) => {
      const bytes = Buffer.from(zip);
      damage(bytes);
      const all = await contents(madeTree({ 'a.zip': bytes }));
      expect(all['b.txt']).toBe('second');
      return all['a.txt'];
    });
    const reason = 'damaged in the archive (it cannot be unpacked)';
    expect(await Promise.all(reasons)).toEqual([reason, reason]);
  });

  it('follows links, and a link back up ends the walk', async () => {
    const root = madeTree({ 'sub/x.txt': '1' });
    mkdirSync(join(root, 'deep'));
    symlinkSync(root, join(root, 'deep', 'up'));
    expect(await contents(root)).toEqual({ 'sub/x.txt': '1' });
  });

  it('changes its signature when a file is added, written or removed', async () => {
    const root = madeTree({ 'x.txt': '1' });
    const first = await sourceSignature(root);
    expect(await sourceSignature(root)).toBe(first);
    writeTree(root, { 'y.txt': '2' });
    const second = await sourceSignature(root);
    writeTree(root, { 'y.txt': '22' });
    expect(new Set([first, second, await sourceSignature(root)]).size).toBe(3);
  });

  it('stops on request', async () => {
    await expect(openFiles(madeTree(tree), AbortSignal.abort())).rejects.toMatchObject({
      code: 'interrupted',
    });
  });
});

describe('a name that stands twice in one archive', () => {
  const versions = [
    ['a.txt', 'old'],
    ['b.txt', 'other'],
    ['a.txt', 'newer'],
  ] as const;
  const tar = () => {
    const made = pack();
    for (const [name, text] of versions) made.entry({ name }, text);
    made.finalize();
    return buffer(made);
  };
  // The second name is as long, and is put in the place of another.
  const zip = () => {
    const bytes = asZip({ 'a.txt': 'old', 'b.txt': 'other', 'c.txt': 'newer' });
    return Promise.resolve(Buffer.from(bytes.toString('latin1').replaceAll('c.txt', 'a.txt'), 'latin1'));
  };

  it.each([
    ['a.tar', tar],
    ['a.tar.gz', async () => gzipSync(await tar())],
    ['a.zip', zip],
  ] as const)('%s is read as it unpacks: the last file', async (name, made) => {
    const root = madeTree({ [name]: await made() });
    expect(await contents(root)).toEqual({ 'a.txt': 'newer', 'b.txt': 'other' });
    const files = await openFiles(root);
    expect((await buffer(await files.open('a.txt'))).toString()).toBe('newer');
  });
});
