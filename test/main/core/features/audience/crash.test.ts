import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { scratchFolder } from '../../../../support/made-data.ts';
import { madeStore } from './made-audience.ts';

/** Counts until some minutes were written, then is killed without warning. @returns seconds that were counted for sure */
async function countUntilKilled(file: string, startMs: number, minutes: number): Promise<number> {
  const child = spawn(process.execPath, [
    join(import.meta.dirname, 'counting-process.ts'),
    file,
    String(startMs),
  ]);
  let seconds = 0;
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  child.stdout.on('data', (text: Buffer) => {
    seconds = Number(text.toString().trim().split('\n').at(-1));
    if (seconds >= minutes * 60) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.once('exit', resolve));
  expect(errors).toBe('');
  return seconds;
}

test('killed at any moment, the counts of all but the last minute are there, whole', async () => {
  const file = join(scratchFolder(), 'demiface.sqlite');
  const startMs = Date.parse('2026-11-26T08:59:00Z');
  let [least, after] = [0, startMs];
  for (const minutes of [7, 23, 41]) {
    const seconds = await countUntilKilled(file, after, minutes);
    least += seconds - 60;
    after += 2 * 3600_000;
    const { raw } = madeStore(file);
    const sum = (column: string, table: string) =>
      raw.prepare(`select sum(${column}) from ${table}`).pluck().get() as number;
    expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
    const visits = sum('visits', 'audience_quarters');
    expect(visits).toBeGreaterThanOrEqual(least);
    expect(sum('visits', 'audience_hours')).toBe(visits);
    expect(sum('visits', 'audience_dwells')).toBe(visits);
    expect(sum('observed_seconds', 'audience_quarters')).toBeGreaterThanOrEqual(least);
  }
});
