import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, expectTypeOf, it } from 'vitest';

import { writeFileAtomic } from '../../../../src/common/files/atomic.ts';
import type { CorePayload, PathToken, Payload } from '../../../../src/main/ipc/contract.ts';
import { PickedPaths } from '../../../../src/main/shell/paths/picked-paths.ts';
import { scratchFolder } from '../../../support/made-data.ts';

/** What a request is served with. */
const resolved = <T>(paths: PickedPaths, payload: T) => paths.use(payload, (given) => Promise.resolve(given));
const fail = () => Promise.reject(new Error('the disk is full'));

describe('picked paths', () => {
  it('are replaced wherever a payload holds a token, and nowhere else', async () => {
    const paths = new PickedPaths('/home/of/app');
    const [a, b] = ['/a.mp4', '/b.mp4'].map((path) => paths.hand('open-file', path).token);
    const folder = paths.hand('output-folder', '/out').token;
    const data = new Uint8Array([1, 2]);
    const payload = { paths: [a!, b!], folder, name: a!.token, nothing: null, deep: [{ data }] };
    const given = await resolved(paths, payload);
    expect(given).toEqual({
      ...{ paths: ['/a.mp4', '/b.mp4'], folder: '/out', name: a!.token, nothing: null },
      deep: [{ data }],
    });
    expect(given.deep[0]!.data).toBe(data);
  });

  it('refuse tokens that were not handed out, or for another purpose', async () => {
    const paths = new PickedPaths('/home/of/app');
    const { token } = paths.hand('open-folder', '/data');
    const refused = /not chosen here/;
    const forged: PathToken[] = [
      { purpose: 'open-folder', token: '0'.repeat(32) },
      { purpose: 'open-folder', token: '__proto__' },
      ...(['save', 'output-folder', 'open-file'] as const).map((purpose) => ({ ...token, purpose })),
    ];
    for (const one of forged) {
      expect(() => paths.show(one)).toThrow(refused);
      await expect(resolved(paths, one)).rejects.toThrow(refused);
      await expect(resolved(paths, { path: one })).rejects.toThrow(refused);
    }
    await expect(resolved(new PickedPaths('/home/of/app'), token)).rejects.toThrow(refused);
    for (let i = 0; i < 2; i++) expect(await resolved(paths, token)).toBe('/data');
  });

  it('to save are written once; they can be shown afterwards', async () => {
    const paths = new PickedPaths('/home/of/app');
    const { token } = paths.hand('save', '/a.csv');
    expect(await resolved(paths, { path: token })).toEqual({ path: '/a.csv' });
    await expect(resolved(paths, token)).rejects.toThrow(/written already/);
    expect(paths.show(token)).toBe('/a.csv');
    expect(await resolved(paths, paths.hand('save', '/a.csv').token)).toBe('/a.csv');
  });

  it('to save serve again where a request was refused and nothing was written', async () => {
    const paths = new PickedPaths('/home/of/app');
    const [there, none] = ['there.csv', 'none.csv'].map((name) => join(scratchFolder(), name));
    writeFileSync(there!, 'before');
    for (const path of [there!, none!]) {
      const { token } = paths.hand('save', path);
      await expect(paths.use({ path: token }, fail)).rejects.toThrow('the disk is full');
      // A second token that is refused gives the first back, too.
      const forged: PathToken = { purpose: 'save', token: '0'.repeat(32) };
      await expect(resolved(paths, [token, forged])).rejects.toThrow(/not chosen here/);
      const written = paths.use(token, (at) => {
        writeFileAtomic(at, 'after');
        return fail();
      });
      await expect(written).rejects.toThrow('the disk is full');
      await expect(resolved(paths, token)).rejects.toThrow(/written already/);
    }
  });

  it('to save may lie where nothing can be written', async () => {
    const file = join(scratchFolder(), 'file');
    writeFileSync(file, '');
    const paths = new PickedPaths('/home/of/app');
    const { token } = paths.hand('save', join(file, 'a.csv'));
    await expect(paths.use(token, fail)).rejects.toThrow('the disk is full');
    expect(await resolved(paths, token)).toBe(join(file, 'a.csv'));
  });

  it('to save serve one request at a time', async () => {
    const paths = new PickedPaths('/home/of/app');
    const { token } = paths.hand('save', join(scratchFolder(), 'a.csv'));
    let refuse: (error: Error) => void = () => {};
    const first = paths.use(token, () => new Promise((_, reject) => (refuse = reject)));
    await expect(resolved(paths, token)).rejects.toThrow(/written already/);
    refuse(new Error('no'));
    await expect(first).rejects.toThrow('no');
    expect(await resolved(paths, token)).toMatch(/a\.csv$/);
  });

  it('have tokens of 128 random bits, the same for what is read again', () => {
    const paths = new PickedPaths('/home/of/app');
    const made = Array.from({ length: 100 }, (_, i) => paths.hand('save', `/${i % 2}`).token.token);
    expect(new Set(made).size).toBe(100);
    for (const token of made) expect(token).toMatch(/^[0-9a-f]{32}$/);
    expect(paths.hand('open-folder', '/x')).toEqual(paths.hand('open-folder', '/x'));
    expect(paths.hand('open-folder', '/x').token.token).not.toBe(paths.hand('open-file', '/x').token.token);
  });

  it('are no strings to a page, and strings to the core', () => {
    expectTypeOf<string>().not.toExtend<PathToken>();
    expectTypeOf<Payload<'lab.export'>['path']>().toEqualTypeOf<PathToken<'save'>>();
    expectTypeOf<CorePayload<'lab.export'>>().toEqualTypeOf<{ run: number; path: string }>();
    expectTypeOf<PathToken<'open-folder'>>().not.toExtend<PathToken<'save'>>();
  });

  it('to save are nowhere in the folder of the app itself, by no way round', async () => {
    const home = scratchFolder();
    const elsewhere = scratchFolder();
    mkdirSync(join(home, 'models'));
    symlinkSync(home, join(elsewhere, 'link'));
    symlinkSync(join(home, 'demiface.sqlite'), join(elsewhere, 'file.csv'));
    writeFileSync(join(home, 'demiface.sqlite'), 'kept');
    const paths = new PickedPaths(home);
    for (const path of [
      ...[home, join(home, 'demiface.sqlite'), join(home, 'demiface.sqlite-wal'), join(home, 'new', 'a.csv')],
      ...[
        join(home, 'models', '..', 'core.lock'),
        join(elsewhere, 'link', 'a.csv'),
        join(elsewhere, 'file.csv'),
      ],
    ])
      expect(() => paths.hand('save', path)).toThrow(/keeps its own data; choose another folder$/);
    for (const path of [join(elsewhere, 'a.csv'), `${home}-other.csv`, join(home, '..', 'a.csv')])
      expect(await resolved(paths, paths.hand('save', path).token)).toBe(path);
    expect(paths.hand('open-folder', home).path).toBe(home);
  });
});
