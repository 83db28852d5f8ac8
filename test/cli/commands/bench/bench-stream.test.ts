import { expect, it } from 'vitest';

import { runHere } from '../../run-command.ts';

it('bench stream measures stops over both ways and readings', { timeout: 60_000 }, async () => {
  const result = await runHere('bench', 'stream', '--stops', '5');
  expect(result).toMatchObject({ code: 0, stderr: '' });
  const lines = result.stdout.trim().split('\n');
  expect(lines.map((line) => line.split(':')[0])).toEqual([
    'stop to WebSocket client',
    'stop to OSC client',
    'stop to its last answer',
    'reading to the scene and its answer back',
  ]);
  for (const line of lines)
    expect(line).toMatch(/: median [\d.]+ ms, p99 [\d.]+ ms, longest [\d.]+ ms of \d+$/);
});
