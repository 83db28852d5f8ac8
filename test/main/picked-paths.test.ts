import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, expectTypeOf, it } from 'vitest';

import type { CorePayload, PathToken, Payload } from '../../src/main/ipc/contract.ts';
import { PickedPaths } from '../../src/main/picked-paths.ts';
import { scratchFolder } from '../support/made-data.ts';

describe('picked paths', () => {
  it('are replaced wherever a payload holds a token, and nowhere else', () => {
    const paths = new PickedPaths('/home/of/app');
    const [a, b] = ['/a.mp4', '/b.mp4'].map((path) => paths.hand('open-file', path).token);
    const folder = paths.hand('output-folder', '/out').token;
    const data = new Uint8Array([1, 2]);
    const payload = { paths: [a!, b!], folder, name: a!.token, nothing: null, deep: [{ data }] };
    const resolved = paths.resolve(payload);
    expect(resolved).toEqual({
      ...{ paths: ['/a.mp4', '/b.mp4'], folder: '/out', name: a!.token, nothing: null },
      deep: [{ data }],
    });
    expect(resolved.deep[0]!.data).toBe(data);
  });

  it('refuse tokens that were not handed out, or for another purpose', () => {
    const paths = new PickedPaths('/home/of/app');
    const { token } = paths.hand('open-folder', '/data');
    const refused = /not chosen here/;
    const forged: PathToken[] = [
      { purpose: 'open-folder', token: '0'.repeat(32) },
      { purpose: 'open-folder', token: '__proto__' },
      ...(['save', 'output-folder', 'open-file'] as const).map((purpose) => ({ ...token, purpose })),
    ];
    for (const one of forged) {
      expect(() => paths.take(one)).toThrow(refused);
      expect(() => paths.show(one)).toThrow(refused);
      expect(() => paths.resolve({ path: one })).toThrow(refused);
    }
    expect(() => new PickedPaths('/home/of/app').take(token)).toThrow(refused);
    expect([paths.take(token), paths.take(token)]).toEqual(['/data', '/data']);
  });

  it('to save are written once; they can be shown afterwards', () => {
    const paths = new PickedPaths('/home/of/app');
    const { token } = paths.hand('save', '/a.csv');
    expect(paths.resolve({ path: token })).toEqual({ path: '/a.csv' });
    expect(() => paths.take(token)).toThrow(/written already/);
    expect(paths.show(token)).toBe('/a.csv');
    expect(paths.take(paths.hand('save', '/a.csv').token)).toBe('/a.csv');
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

  it('to save are nowhere in the folder of the app itself, by no way round', () => {
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
      expect(paths.take(paths.hand('save', path).token)).toBe(path);
    expect(paths.hand('open-folder', home).path).toBe(home);
  });
});
