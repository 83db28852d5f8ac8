import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { lockFile } from '../../../src/common/files/lock-file.ts';
import { scratchFolder } from '../../support/made-data.ts';

const MODULE = join(import.meta.dirname, '../../../src/common/files/lock-file.ts');

/** A script that tries to hold a file, reports whether it does, and lives on. */
function holderScript(folder: string): string {
  const script = join(folder, 'hold.mjs');
  writeFileSync(
    script,
    `import { lockFile } from ${JSON.stringify(MODULE)};
     process.once('message', () => lockFile(process.argv[2], 'held').then(
       () => process.send('mine'), ({ code }) => process.send(code)));
     setInterval(() => {}, 1000); process.send('ready');`,
  );
  return script;
}

it('gives a file to one of many processes, and at once to another after a kill', async () => {
  const folder = scratchFolder();
  const file = join(folder, 'table.csv');
  const script = holderScript(folder);
  const start = () => {
    const child = fork(script, [file], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    return child;
  };
  for (let round = 0; round < 3; round++) {
    const holders = Array.from({ length: 4 }, start);
    await Promise.all(holders.map((child) => once(child, 'message')));
    const answers = holders.map(async (child) => (await once(child, 'message'))[0] as string);
    holders.forEach((child) => child.send('go'));
    expect((await Promise.all(answers)).sort()).toEqual(['busy', 'busy', 'busy', 'mine']);
    for (const child of holders) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  const release = await lockFile(file, 'held');
  await expect(lockFile(join(folder, '.', 'table.csv'), 'held by another')).rejects.toMatchObject({
    code: 'busy',
    message: 'held by another',
  });
  (await lockFile(join(folder, 'other.csv'), 'held'))();
  release();
  (await lockFile(file, 'held'))();
});
