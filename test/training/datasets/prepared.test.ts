import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import {
  openSizes,
  pixelsAt,
  prepare,
  type PreparedSet,
  type PrepareOptions,
} from '../../../src/training/datasets/prepared.ts';
import { readDataSet } from '../../../src/training/sources/readers/index.ts';
import type { BoxOrientation } from '../../../src/training/sources/types.ts';
import type { Layout } from '../../../src/training/sources/types.ts';
import {
  asTar,
  asTarGz,
  asZip,
  drawnFace,
  facePng,
  madeFerplus,
  madeTree,
  scratchFolder,
  writeTree,
} from '../../support/made-data.ts';

async function prepared(
  layout: Layout,
  root: string,
  options: Partial<PrepareOptions> & { seed?: number } = {},
): Promise<PreparedSet & { notes: string[] }> {
  const notes: string[] = [];
  const { seed = 1, ...rest } = options;
  const set = await prepare(await readDataSet(layout, root, { seed }), {
    size: 48,
    color: 'gray',
    cacheFolder: scratchFolder(),
    onNote: (note) => notes.push(note),
    ...rest,
  });
  return { ...set, notes };
}

/** One row's bytes. */
function row({ picturesPath, size, channels }: PreparedSet, at: number): number[] {
  const bytes = size * size * channels;
  return [...readFileSync(picturesPath).subarray(at * bytes, (at + 1) * bytes)];
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('prepare', () => {
  it('keeps gray pictures of the right size byte for byte, in order, with the hash of their files', async () => {
    const tree = await madeFerplus(12, 4);
    const set = await prepared('ferplus', madeTree(tree));
    expect(set.pictures.map((picture) => picture.row)).toEqual(Array.from({ length: 16 }, (_, i) => i));
    for (const picture of set.pictures) {
      const file = tree[picture.file] as Buffer;
      expect(picture.contentId).toBe(sha256(file));
      const raw = await sharp(file).toColourspace('b-w').raw().toBuffer();
      expect(row(set, picture.row)).toEqual([...raw]);
    }
    expect(statSync(set.picturesPath).size).toBe(16 * 48 * 48);
  });

  it('has one fingerprint and one file whatever the packing and the place', async () => {
    const tree = await madeFerplus(6, 3);
    const reversed = Object.fromEntries(Object.entries(tree).reverse());
    const roots = [
      tree,
      { 'a.tar': await asTar(reversed) },
      { 'a.tgz': await asTarGz(tree) },
      { 'deep/a.zip': asZip(reversed) },
    ];
    const sets = await Promise.all(roots.map((root) => prepared('ferplus', madeTree(root))));
    const essence = (set: PreparedSet): string[] => [set.fingerprint, sha256(readFileSync(set.picturesPath))];
    for (const set of sets) expect(essence(set)).toEqual(essence(sets[0] as PreparedSet));
  });

  it('changes its fingerprint with a vote, a split, a picture, the size and the color', async () => {
    const tree = await madeFerplus(6, 3);
    const votes = String(tree['FER2013Train/label.csv']).replace('10', '9');
    const names = Array.from({ length: 20 }, (_, i) => `${i + 1}_0_0_${i}.jpg`);
    const faces = madeTree(
      Object.fromEntries(await Promise.all(names.map(async (name, i) => [name, await facePng(i)] as const))),
    );
    const prints = [
      await prepared('ferplus', madeTree(tree)),
      await prepared('ferplus', madeTree({ ...tree, 'FER2013Train/label.csv': votes })),
      await prepared('ferplus', madeTree({ ...tree, 'FER2013Train/fer0000000.png': await facePng(99) })),
      await prepared('ferplus', madeTree(tree), { size: 32 }),
      await prepared('ferplus', madeTree(tree), { color: 'rgb' }),
      await prepared('utkface', faces, { seed: 1 }),
      await prepared('utkface', faces, { seed: 2 }),
    ].map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('has the pixels of the same pictures at several sizes', async () => {
    const tree = await madeFerplus(6, 3);
    const root = madeTree(tree);
    const set = await openSizes([48, 32, 48], (size) => prepared('ferplus', root, { size }));
    const [one, other] = [await prepared('ferplus', root), await prepared('ferplus', root, { size: 32 })];
    expect([set.fingerprint, set.others?.length]).toEqual([one.fingerprint, 1]);
    for (const [size, alone] of [
      [48, one],
      [32, other],
      [96, one],
    ] as const) {
      const pixels = pixelsAt(set, size);
      expect([pixels.size, pixels.channels]).toEqual([alone.size, alone.channels]);
      expect(readFileSync(pixels.picturesPath)).toEqual(readFileSync(alone.picturesPath));
    }
    const fewer = madeTree(await madeFerplus(5, 3));
    const changing = openSizes([48, 32], (size) => prepared('ferplus', size === 48 ? root : fewer, { size }));
    await expect(changing).rejects.toMatchObject({ code: 'mismatch' });
  });

  it('turns, flattens, converts, and cuts the box out of the picture, as stored or as turned', async () => {
    // Columns grow in red, rows in green, so that each pixel tells where it came from.
    const raw = Buffer.from(
      Array.from({ length: 20 * 10 }, (_, i) => [(i % 20) * 10, Math.floor(i / 20) * 10, 0]).flat(),
    );
    const stored = sharp(raw, { raw: { width: 20, height: 10, channels: 3 } });
    const clear = {
      width: 8,
      height: 8,
      channels: 4 as const,
      background: { r: 255, g: 255, b: 255, alpha: 0 },
    };
    const root = madeTree({
      'l.csv':
        'file,split,gender,x,y,width,height\na.png,train,m,4,2,4,4\nb.png,train,m,4,2,4,4\nc.png,train,f,,,,\nd.jpg,train,f,,,,\ne.png,train,f,-2,0,6,4\nf.png,val,f,50,50,4,4\ng.png,val,f,18,0,5,4\n',
      'a.png': await stored.clone().png().toBuffer(),
      'b.png': await stored.clone().withMetadata({ orientation: 6 }).png().toBuffer(),
      'c.png': await sharp({ create: clear }).png().toBuffer(),
      'd.jpg': await drawnFace(1).toColourspace('cmyk').jpeg().toBuffer(),
      'e.png': await stored.clone().png().toBuffer(),
      'f.png': await facePng(1),
      'g.png': await stored.clone().png().toBuffer(),
    });
    const open = async (boxOrientation?: BoxOrientation) => {
      const dataSet = await readDataSet('csv', root, { boxOrientation });
      return prepare(dataSet, { size: 4, color: 'rgb', cacheFolder: join(root, '.cache') });
    };
    const set = await open('stored');
    const red = (at: number, of = set): number[] => row(of, at).filter((_, i) => i % 3 === 0);
    const across = [40, 50, 60, 70];
    expect(red(0)).toEqual([...across, ...across, ...across, ...across]);
    expect(red(1)).toEqual(across.flatMap((value) => [value, value, value, value])); // a quarter turn
    expect(row(set, 2)).toEqual(Array(48).fill(0));
    expect(row(set, 3)).toHaveLength(48);
    expect(red(4).slice(0, 4)).toEqual([0, 10, 20, 30]); // clipped to the picture
    const reason = 'more than half of the face box lies outside the picture';
    expect(set.clipped).toEqual(['e.png']);
    expect((await open('stored')).clipped).toEqual(['e.png']); // of the set kept, not made again
    expect(set.leftOut).toEqual(['f.png', 'g.png'].map((file) => ({ file, reason })));
    // Of b.png turned: ten columns, whose reds are the twenty rows from above; green falls from left to right.
    const turned = await open();
    expect(red(1, turned)).toEqual([20, 30, 40, 50].flatMap((value) => [value, value, value, value]));
    const green = row(turned, 1).filter((_, i) => i % 3 === 1);
    expect(green.slice(0, 4)).toEqual([50, 40, 30, 20]);
    expect(row(turned, 0)).toEqual(row(set, 0));
    expect(turned.fingerprint).not.toBe(set.fingerprint);
  });

  it('closes the gap of a picture that cannot be read', async () => {
    const tree = await madeFerplus(5, 2);
    const whole = await prepared('ferplus', madeTree(tree));
    const holed = await prepared(
      'ferplus',
      madeTree({ ...tree, 'FER2013Train/fer0000002.png': 'no picture' }),
    );
    expect(holed.leftOut).toEqual([{ file: 'FER2013Train/fer0000002.png', reason: 'not a picture' }]);
    expect(holed.pictures.map(({ name }) => name)).not.toContain('fer0000002.png');
    for (const picture of holed.pictures) {
      const same = whole.pictures.find(({ name }) => name === picture.name);
      expect(row(holed, picture.row)).toEqual(row(whole, same?.row ?? NaN));
    }
    expect(statSync(holed.picturesPath).size).toBe(6 * 48 * 48);
  });

  it('is opened again as it is', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `${i + 1}_0_0_${i}.jpg`);
    const root = madeTree(
      Object.fromEntries(await Promise.all(names.map(async (name, i) => [name, await facePng(i)] as const))),
    );
    const cacheFolder = scratchFolder();
    const first = await prepared('utkface', root, { cacheFolder });
    const { ino } = statSync(first.picturesPath);
    const again = await prepared('utkface', root, { cacheFolder });
    expect(again).toEqual(first);
    expect(statSync(again.picturesPath).ino).toBe(ino);
  });

  it('is made again when the source changes or the cache is damaged, and reports why', async () => {
    const tree = await madeFerplus(5, 2);
    const root = madeTree(tree);
    const cacheFolder = scratchFolder();
    const first = await prepared('ferplus', root, { cacheFolder });
    const manifest = join(first.folder, 'manifest.json');
    const damages: [string, () => void][] = [
      [
        'changed',
        () =>
          void writeTree(root, { 'FER2013Train/fer0000001.png': tree['FER2013Train/fer0000001.png'] ?? '' }),
      ],
      ['bytes', () => truncateSync(first.picturesPath, 100)],
      ['altered', () => writeFileSync(first.picturesPath, Buffer.alloc(7 * 48 * 48))],
      ['manifest', () => writeFileSync(manifest, 'nonsense')],
      [
        'manifest',
        () => writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"size":48/, '"size":49')),
      ],
      ['manifest', () => truncateSync(manifest, 200)],
    ];
    for (const [word, damage] of damages) {
      damage();
      const again = await prepared('ferplus', root, { cacheFolder });
      expect(again.notes.join()).toContain(word);
      expect(again.fingerprint).toBe(first.fingerprint);
      expect(readdirSync(cacheFolder)).toHaveLength(1);
    }
    utimesSync(first.picturesPath, 1, 1); // touched, not altered
    expect((await prepared('ferplus', root, { cacheFolder })).notes).toEqual([]);
  });

  it('is made again for other pictures of the same files, and reports that these are what changed', async () => {
    const root = madeTree({
      'on/a.png': await facePng(1),
      'on/b.png': await facePng(2),
      'off/c.png': await facePng(3),
    });
    const cacheFolder = scratchFolder();
    const notesFor = async (labels: Record<string, string | null>) => {
      const dataSet = await readDataSet('folder', root, {
        classNames: { task: 'custom', labels },
        compareNear: false,
      });
      const notes: string[] = [];
      await prepare(dataSet, { size: 48, color: 'gray', cacheFolder, onNote: (text) => notes.push(text) });
      return notes;
    };
    expect(await notesFor({})).toEqual([]);
    expect(await notesFor({ on: 'yes' })).toEqual([]);
    expect(await notesFor({ off: null })).toEqual([
      `the prepared pictures are made again: other pictures of ${root} are used now, or other boxes`,
    ]);
  });

  it('leaves nothing behind when stopped, refused or without a picture', async () => {
    const root = madeTree(await madeFerplus(5, 2));
    const cacheFolder = scratchFolder();
    const stop = new AbortController();
    const stopped = prepared('ferplus', root, {
      cacheFolder,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
    expect(readdirSync(cacheFolder)).toEqual([]);
    const broken = madeTree({ 'happy/a.png': 'x', 'sad/b.png': '' });
    await expect(prepared('folder', broken, { cacheFolder })).rejects.toMatchObject({ code: 'unreadable' });
    expect(readdirSync(cacheFolder)).toEqual([]);
    writeFileSync(join(cacheFolder, 'file'), '');
    await expect(prepared('ferplus', root, { cacheFolder: join(cacheFolder, 'file') })).rejects.toMatchObject(
      { code: 'disk' },
    );
  });

  it('removes what dead processes left of any set, and nothing else', async () => {
    const cacheFolder = scratchFolder();
    const name = 'utkface-64-rgb-0123456789ab';
    const strays = [
      `.${name}.999999999-5.partial`,
      `.${name}.${process.pid}-5.partial`,
      `.${name}.12345678-1234-1234-1234-123456789abc.partial`,
    ];
    for (const stray of [...strays, '.something.partial', name]) mkdirSync(join(cacheFolder, stray));
    const { folder } = await prepared('ferplus', madeTree(await madeFerplus(2, 1)), { cacheFolder });
    expect(
      readdirSync(cacheFolder)
        .map((entry) => join(cacheFolder, entry))
        .sort(),
    ).toEqual([folder, join(cacheFolder, '.something.partial'), join(cacheFolder, name)].sort());
  });

  it('waits while another is at it, survives kill -9, and ends with the same bytes', async () => {
    const root = madeTree(await madeFerplus(60, 20));
    const cacheFolder = scratchFolder();
    const start = (): ReturnType<typeof spawn> =>
      spawn(process.execPath, [join(import.meta.dirname, 'prepare-once.ts'), root, cacheFolder], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    for (const killAt of [1, 40, 80]) {
      const child = start();
      await new Promise<void>((done) => {
        child.stderr?.on('data', (data: Buffer) => {
          if (Number(data.toString().trim().split('\n').at(-1)) < killAt) return;
          child.kill('SIGSTOP');
          done();
        });
      });
      if (killAt === 1) {
        const stop = new AbortController();
        const notes: string[] = [];
        const onNote = (text: string) => (notes.push(text), stop.abort());
        const waiting = prepared('ferplus', root, { cacheFolder, onNote, signal: stop.signal });
        await expect(waiting).rejects.toMatchObject({ code: 'interrupted' });
        expect(notes).toEqual([
          expect.stringMatching(
            new RegExp(`^process ${child.pid} is preparing the same pictures .*; waiting for it to end`),
          ),
        ]);
      }
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await gone;
      expect(readdirSync(cacheFolder).length).toBeLessThanOrEqual(1);
    }
    const others = join(cacheFolder, '.utkface-64-rgb-0123456789ab.ffffffff-7-1.partial');
    mkdirSync(others); // of another machine, at work
    const last = start();
    const beside = await prepared('ferplus', root, { cacheFolder }); // waits for it, or makes them first
    expect(existsSync(others)).toBe(true);
    utimesSync(others, 0, 0);
    const fingerprint = await text(last.stdout as AsyncIterable<Buffer>);
    expect(beside.fingerprint).toBe(fingerprint);
    await prepared('ferplus', root, { cacheFolder });
    expect(readdirSync(cacheFolder)).toHaveLength(1);
    expect(readdirSync(cacheFolder)[0]).toMatch(/^ferplus-48-gray-/);
    const fresh = await prepared('ferplus', root);
    expect(fresh.fingerprint).toBe(fingerprint);
    const landed = await prepared('ferplus', root, { cacheFolder });
    expect(readFileSync(landed.picturesPath).equals(readFileSync(fresh.picturesPath))).toBe(true);
  });
});
