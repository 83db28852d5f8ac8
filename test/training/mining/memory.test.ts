import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'demiface-memory-'));
afterAll(() => rmSync(folder, { recursive: true }));

const WIDTH = 4096;
const ANCHORS = 600;

/** The largest that a process gets which mines among so many embeddings of 4,096 numbers, in MiB. */
async function peakOf(candidates: number): Promise<number> {
  const path = join(folder, String(candidates));
  writeFileSync(path, '');
  truncateSync(path, candidates * WIDTH * 4);
  const script = join(import.meta.dirname, 'mine-once.ts');
  const words = [script, path, String(WIDTH), String(ANCHORS)];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  const { found, peakKiB } = JSON.parse(stdout) as { found: number; peakKiB: number };
  expect(found).toBe(ANCHORS);
  return peakKiB / 1024;
}

/**
 * 2 and 5 whole blocks of candidates, 256 and 640 MiB in their file: the peak is the same, 1,000 to 1,700 MiB, 300 of them
 * the engine and 400 one block (read, as a side of the product, inside the engine). What grows with the count are a
 * few numbers a row: its best score, place, groups and draws, under 40 bytes. So 1,000,000 embeddings of 4,096 numbers
 * (16 GB) take the same and 40 MB.
 */
it('takes as much memory for few embeddings as for many, and under 2 GB', { timeout: 180_000 }, async () => {
  const few = await peakOf(2 * 8192);
  const many = await peakOf(5 * 8192);
  expect(many - few).toBeLessThan((3 * 8192 * WIDTH * 4) / 2 ** 20 / 2);
  expect(Math.max(few, many)).toBeLessThan(2e9 / 2 ** 20);
});
