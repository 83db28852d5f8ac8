import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { ROOT } from '../../scripts/app/root.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

test('Electron is pinned to one release', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> };
  expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
});

test('the fuses of the packaged app are set', () => {
  const [, block = ''] = /^electronFuses:\n((?: +.*\n?)*)/m.exec(read('electron-builder.yml')) ?? [];
  const fuses = Object.fromEntries(
    block
      .trim()
      .split('\n')
      .map((line) => line.trim().split(': ') as [string, string]),
  );
  expect(fuses).toEqual({
    runAsNode: 'false',
    enableCookieEncryption: 'true',
    enableNodeOptionsEnvironmentVariable: 'false',
    enableNodeCliInspectArguments: 'false',
    enableEmbeddedAsarIntegrityValidation: 'true',
    onlyLoadAppFromAsar: 'true',
    grantFileProtocolExtraPrivileges: 'false',
  });
});

test('docs/security.md names every item of the checklist, and tests that there are', () => {
  const rows = [...read('docs/security.md').matchAll(/^\| (\d+) +\| .* \| (.*) \|$/gm)];
  expect(rows.map(([, item]) => Number(item))).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  const tests = read('test/e2e/security.test.ts') + read('test/main/security.test.ts');
  const rules = read('eslint.config.js');
  for (const [, item, holds = ''] of rows) {
    const named = [...holds.matchAll(/`([a-zA-Z][^`]* [^`]*)`/g)].map(([, title]) => title!);
    for (const title of named)
      expect([item, title, tests.includes(`'${title}'`)]).toEqual([item, title, true]);
    const rule = /rule `([^`]+)`/.exec(holds)?.[1];
    expect(named.length > 0 || rule !== undefined).toBe(true);
    if (rule !== undefined) expect(rules).toContain(`'${rule}'`);
  }
});
