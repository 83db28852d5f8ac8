import { expect, it } from 'vitest';

import { runHere } from '../../run-command.ts';
import { madeTree } from '../../../support/made-data.ts';

it('bench find reports what it needs', async () => {
  const result = await runHere('bench', 'find', '--data', 'utkface=somewhere');
  expect(result.code).not.toBe(0);
  expect(result.stderr).toContain('no data for occluded; say --data occluded=ROOT');
});

it('bench find reports where photos lack their list', async () => {
  const root = madeTree({ 'notes.txt': 'nothing' });
  expect(await runHere('bench', 'find', '--data', `occluded=${root}`)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^error: mismatch: .*boxes\.csv/) as string,
  });
});
