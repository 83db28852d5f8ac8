import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, expect, it } from 'vitest';

import { noticesText } from '../../../scripts/notices/notices-text.ts';
import { shippedPackages } from '../../../scripts/notices/shipped-packages.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

function withPackages(
  packages: Record<string, { stated: { license?: unknown }; files?: Record<string, string>; dev?: boolean }>,
) {
  const root = mkdtempSync(join(tmpdir(), 'notices-'));
  roots.push(root);
  for (const [name, { stated, files = {} }] of Object.entries(packages)) {
    const folder = join(root, 'node_modules', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...stated }));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  }
  const locked = Object.entries(packages).map(
    ([name, { dev }]) => [`node_modules/${name}`, { dev }] as const,
  );
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({ packages: { '': {}, ...Object.fromEntries(locked), 'node_modules/elsewhere': {} } }),
  );
  return root;
}

it('lists what runs with the program, its licenses as each package states them', () => {
  const root = withPackages({
    zeta: { stated: { license: 'MIT' }, files: { LICENSE: 'Zeta terms\n', 'index.js': 'x' } },
    alpha: { stated: { license: { type: 'BSD' } }, files: { 'NOTICE.txt': 'a notice', COPYING: 'terms' } },
    tool: { stated: { license: 'MIT' }, dev: true },
    silent: { stated: {} },
  });
  expect(shippedPackages(root)).toEqual([
    { name: 'alpha', version: '1.0.0', license: 'BSD', texts: ['terms', 'a notice'] },
    { name: 'silent', version: '1.0.0', license: null, texts: [] },
    { name: 'zeta', version: '1.0.0', license: 'MIT', texts: ['Zeta terms'] },
  ]);
});

it('prints each text once, below all packages that share it', () => {
  const shared = { version: '1.0.0', license: 'MIT', texts: ['The same terms'] };
  const text = noticesText(
    [
      { name: 'a', ...shared },
      { name: 'b', version: '2.0.0', license: 'Apache-2.0', texts: [] },
      { name: 'c', ...shared },
    ],
    '## uplot',
  );
  expect(text.match(/The same terms/g)).toHaveLength(1);
  expect(text).toContain('a 1.0.0 (MIT)\nc 1.0.0 (MIT)\n\nThe same terms');
  expect(text).toContain('b 2.0.0 (Apache-2.0)');
  expect(text).toContain('## uplot');
});

it('finds a license for every package of this program', () => {
  const packages = shippedPackages(process.cwd());
  const names = packages.map(({ name }) => name);
  expect(names).toContain('sharp');
  expect(names).toContain('better-sqlite3');
  expect(names).not.toContain('vitest');
  expect(packages.filter(({ license, texts }) => license === null && texts.length === 0)).toEqual([]);
});
