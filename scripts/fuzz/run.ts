import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Findings } from './findings.ts';
import { KINDS } from './kinds/index.ts';
import { Summary } from './summary.ts';
import { Turns } from './turns.ts';
import type { Limits } from './worker-process.ts';
import { WorkerProcess } from './worker-process.ts';

/** A busy machine must not make a hang of a slow case. */
export const LIMITS: Limits = { ms: 10 * 60_000, cpuMs: 30_000, bytes: 2 * 2 ** 30 };
/** Native libraries keep memory: a worker is replaced before that counts. */
const CASES_OF_A_WORKER = 400;
const REPORT_EVERY_MS = 60_000;

export interface FuzzOptions {
  ms: number;
  seed: number;
  kinds?: readonly string[] | undefined;
  out: string;
  workers: number;
}

/** @returns the exit code: 1 if anything was found, 2 if there is no such kind */
export async function fuzz(
  { ms, seed, kinds = Object.keys(KINDS), out, workers }: FuzzOptions,
  say: (text: string) => void,
): Promise<number> {
  const unknown = kinds.find((kind) => !Object.hasOwn(KINDS, kind));
  if (unknown !== undefined) {
    say(`error: usage: there is no kind ${unknown}; expected ${Object.keys(KINDS).join(', ')}`);
    return 2;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'demiface-fuzz-'));
  const findings = new Findings(out);
  const summary = new Summary();
  const end = Date.now() + ms;
  let isStopped = false;
  process.once('SIGINT', () => (isStopped = true)).once('SIGTERM', () => (isStopped = true));
  const turns = new Turns(kinds);
  const report = setInterval(() => say(summary.line(findings.bySignature.size)), REPORT_EVERY_MS);

  const work = async () => {
    let worker: WorkerProcess | undefined;
    for (let cases = 0; Date.now() < end && !isStopped; cases++) {
      if (!worker?.isAlive || cases % CASES_OF_A_WORKER === 0) {
        worker?.end();
        worker = new WorkerProcess(LIMITS, scratch);
        await worker.ready();
      }
      const { kind, number } = turns.next();
      const folder = join(scratch, `${kind}-${number}`);
      mkdirSync(folder);
      const result = await worker.run({ do: 'make and run', kind, seed, number, folder });
      turns.spent(kind, result.ms);
      summary.add(kind, result);
      if (result.end === 'finding') {
        const kept = findings.add({ kind, seed, number }, result, folder);
        if (kept !== undefined) say(`${kind} ${number}: ${result.text.split('\n')[0]}\n  kept in ${kept}`);
      }
      rmSync(folder, { recursive: true, force: true });
    }
    worker?.end();
  };
  try {
    await Promise.all(Array.from({ length: workers }, work));
  } finally {
    clearInterval(report);
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
  for (const line of summary.lines(findings.bySignature)) say(line);
  return findings.bySignature.size > 0 ? 1 : 0;
}

/** Runs the kept input of a finding once more. @returns 1 if it is still one */
export async function replay(folder: string, say: (text: string) => void): Promise<number> {
  const { kind } = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')) as { kind: string };
  const scratch = mkdtempSync(join(tmpdir(), 'demiface-fuzz-'));
  const worker = new WorkerProcess(LIMITS, scratch);
  try {
    await worker.ready();
    const { end, text } = await worker.run({ do: 'run', kind, folder: join(folder, 'input') });
    say(`${end}${text === '' ? '' : `: ${text}`}`);
    return end === 'finding' ? 1 : 0;
  } finally {
    worker.end();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}
