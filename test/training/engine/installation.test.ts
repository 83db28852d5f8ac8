import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { englishText } from '../../../src/messages/english.ts';
import { findAddon, installTensorFlow, canLoadAddon } from '../../../src/training/engine/installation.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { needs } from '../../support/needs.ts';

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

  test('an empty cache has none', needs(isInPackage ? 'the addon lies in its package' : undefined), () => {
    expect(findAddon()).toBeUndefined();
  });

  test('DEMIFACE_CACHE moves it', needs(isInPackage ? 'the addon lies in its package' : undefined), () => {
    const path = madeAddon('x');
    expect(findAddon()).toBe(path);
  });

  test(
    'one that is there is not installed again',
    needs(isInPackage ? 'the addon lies in its package' : undefined),
    async () => {
      const path = madeAddon('x');
      const notes: string[] = [];
      expect(await installTensorFlow({ note: (told) => notes.push(englishText(told)) })).toBe(path);
      expect(notes).toEqual([]);
      expect(readdirSync(join(cache, 'engine'))).toHaveLength(1);
    },
  );

  test('a broken file does not load, and takes no process along', async () => {
    expect(await canLoadAddon(madeAddon('this is no library'))).toBe(false);
  });
});

test(
  'repairing an engine that is whole changes nothing',
  needs(own ? undefined : 'TensorFlow is not installed'),
  async () => {
    const notes: string[] = [];
    expect(await installTensorFlow({ note: (told) => notes.push(englishText(told)), repair: true })).toBe(
      own,
    );
    expect(notes).toEqual(['The TensorFlow engine is whole; nothing to repair.']);
    expect(existsSync(own!)).toBe(true);
  },
);

/** As installation.ts names it: the versions that went into it, the platform. */
function addonFolderName(): string {
  return `tensorflow-2.21.0-binding-4.22.0-${process.platform}-${process.arch}`;
}
