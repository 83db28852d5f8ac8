import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { onTestFinished } from 'vitest';

import { until } from './opened-streams.ts';

/** A Python program that prints JSON, a line each; ended with the test. */
export function pythonProgram(python: string, program: string, args: readonly (string | number)[] = []) {
  const child = spawn(python, ['-u', '-c', program, ...args.map(String)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines: Record<string, unknown>[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(JSON.parse(line) as Record<string, unknown>));
  let complaints = '';
  child.stderr.on('data', (data: Buffer) => (complaints += data.toString()));
  child.once('exit', (code) => code && console.error(complaints));
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    lines,
    /** The first line that fits. */
    async line(fits: (line: Record<string, unknown>) => boolean, withinMs = 15_000) {
      await until(() => lines.some(fits), withinMs);
      return lines.find(fits)!;
    },
    write: (text: string) => child.stdin.write(`${text}\n`),
  };
}
