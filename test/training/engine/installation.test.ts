import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { findAddon, installTensorFlow, loads } from '../../../src/training/engine/installation.ts';
import { scratchFolder } from '../../support/made-data.ts';

const own = findAddon();
/** The package's own installer puts the library into node_modules, where a made cache does not hide it. */
const isInPackage = own?.includes('node_modules') ?? false;

describe('where the addon is looked for', () => {
  const before = process.env['DEMIFACE_CACHE'];
  let cache = '';
  beforeEach(() => {
    cache = scratchFolder();
    process.env['DEMIFACE_CACHE'] = cache;
  });
  afterEach(() => {
    if (before === undefined) delete process.env['DEMIFACE_CACHE'];
    else process.env['DEMIFACE_CACHE'] = before;
  });

  /** Puts a file where the built addon would lie. */
  function madeAddon(content: string): string {
    const folder = join(cache, 'engine', addonFolderName());
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'tfjs_binding.node');
    writeFileSync(path, content);
    return path;
  }

  test.skipIf(isInPackage)('an empty cache has none', () => {
    expect(findAddon()).toBeUndefined();
  });

  test.skipIf(isInPackage)('DEMIFACE_CACHE moves it', () => {
    const path = madeAddon('x');
    expect(findAddon()).toBe(path);
  });

  test.skipIf(isInPackage)('one that is there is not installed again', async () => {
    const path = madeAddon('x');
    const notes: string[] = [];
    expect(await installTensorFlow({ note: (text) => notes.push(text) })).toBe(path);
    expect(notes).toEqual([]);
    expect(readdirSync(join(cache, 'engine'))).toHaveLength(1);
  });

  test('a broken file does not load, and takes no process along', async () => {
    expect(await loads(madeAddon('this is no library'))).toBe(false);
  });
});

test.skipIf(own === undefined)('repairing an engine that is whole changes nothing', async () => {
  const notes: string[] = [];
  expect(await installTensorFlow({ note: (text) => notes.push(text), repair: true })).toBe(own);
  expect(notes).toEqual(['The TensorFlow engine is whole; nothing to repair.']);
  expect(existsSync(own!)).toBe(true);
});

/** As installation.ts names it: the versions that went into it, the platform. */
function addonFolderName(): string {
  return `tensorflow-2.21.0-binding-4.22.0-${process.platform}-${process.arch}`;
}
