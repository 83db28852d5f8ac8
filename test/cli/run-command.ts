import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll } from 'vitest';

import { englishText } from '../../src/messages/english.ts';
import type { Io } from '../../src/cli/output/io.ts';
import { runCommand } from '../../src/cli/main.ts';
import { freshCache } from '../support/kill-loop.ts';

export interface Said {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the command within the test's own process: no start of Node, one engine for all. */
export async function runHere(...args: string[]): Promise<Said> {
  const result = { stdout: '', stderr: '' };
  const io: Io = {
    json: (value) => void (result.stdout += `${JSON.stringify(value)}\n`),
    line: (text) => void (result.stdout += `${text}\n`),
    note: (told) => void (result.stderr += `${englishText(told)}\n`),
    progress: () => ({ update() {}, end() {} }),
    signal: new AbortController().signal,
  };
  return { code: await runCommand(args, io), ...result };
}

/** A folder for all tests of a file or group, gone after the last; prepared pictures are kept in it from here on. */
export function sharedFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'demiface-test-'));
  process.env['DEMIFACE_CACHE'] = freshCache(join(folder, 'cache'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The lines of standard output as JSON. */
export function documentsOf<T>({ stdout }: Pick<Said, 'stdout'>): T[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}
