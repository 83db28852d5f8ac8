import { join } from 'node:path';

import { expect, test } from 'vitest';

import { WorkerProcess } from '../../../scripts/fuzz/worker-process.ts';
import { scratchFolder } from '../../support/made-data.ts';

const ENTRY = join(import.meta.dirname, 'faulty-worker.ts');
const LIMITS = { ms: 20_000, cpuMs: 20_000, bytes: 2 ** 29 };
const LOWER: Readonly<Record<string, Partial<typeof LIMITS>>> = { hang: { cpuMs: 500 }, wait: { ms: 1000 } };

test.each([
  ['crash', 'finding', /^crash: SIGABRT/],
  ['exit', 'finding', /^crash: exit code 3/],
  ['hang', 'finding', /^hang: over 0.5 s of the processor/],
  ['wait', 'finding', /^hang: over 1 s$/m],
  ['memory', 'finding', /^memory: over 0.5 GB/],
  ['trace', 'finding', /^stack trace on stderr\nError: told on stderr/],
  ['nothing', 'accepted', /^$/],
] as const)('a case that ends in %s is a %s', async (kind, end, text) => {
  const limits = { ...LIMITS, ...LOWER[kind] };
  const worker = new WorkerProcess(limits, scratchFolder(), ENTRY);
  try {
    await worker.ready();
    const result = await worker.run({ do: 'run', kind, folder: '' });
    expect(result).toMatchObject({ end, text: expect.stringMatching(text) as string });
  } finally {
    worker.end();
  }
});
