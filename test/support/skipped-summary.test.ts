import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, it } from 'vitest';

import { scratchFolder } from './made-data.ts';

const ROOT = join(import.meta.dirname, '..', '..');

it('lists each skipped test with its reason, in a run of its own', async () => {
  const folder = scratchFolder();
  writeFileSync(
    join(folder, 'some.test.ts'),
    `import { describe, it } from '${ROOT}/node_modules/vitest/dist/index.js';
     import { needs } from '${ROOT}/test/support/needs.ts';
     describe('videos', needs('ffmpeg is not installed'), () => { it('are read', () => {}); });
     it('a picture', needs(undefined), () => {});
     it('a disk', ({ skip }) => skip('no right to mount'));
     it.skip('a riddle', () => {});`,
  );
  writeFileSync(join(folder, 'vitest.config.mjs'), 'export default {};');
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const summary = join(ROOT, 'test', 'support', 'skipped-summary.ts');
  const words = ['run', '--root', folder, '--reporter', summary];
  const run = (...more: string[]) =>
    promisify(execFile)(process.execPath, [vitest, ...words, ...more], { cwd: ROOT });
  const { stdout } = await run();
  const lines = stdout.split('\n').filter((line) => line.includes('some.test.ts > '));
  expect(lines).toEqual([
    '  some.test.ts > videos > are read: ffmpeg is not installed',
    '  some.test.ts > a disk: no right to mount',
    '  some.test.ts > a riddle: no reason stated',
  ]);
  expect((await run('-t', 'picture')).stdout).not.toContain('Skipped');
});
