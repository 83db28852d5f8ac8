import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

import { expect, onTestFinished, test } from 'vitest';

import { scratchFolder } from '../../../support/made-data.ts';

const index = new URL('../../../../src/main/core/index.ts', import.meta.url).pathname;

test.skipIf(process.platform !== 'linux')('no memory of the core goes into a core file', async () => {
  const core = fork(index, ['--home', scratchFolder()], { execArgv: [], serialization: 'advanced' });
  onTestFinished(() => void core.kill('SIGKILL'));
  await once(core, 'message');
  // As proc(5): nothing but what the kernel always writes, which is registers.
  expect(Number.parseInt(readFileSync(`/proc/${core.pid}/coredump_filter`, 'utf8'), 16)).toBe(0);
});
