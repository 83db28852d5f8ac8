import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { cacheFolder } from '../../src/artifact/places.ts';
import { randomFor } from '../../src/common/math/random.ts';

const COMMAND = join(import.meta.dirname, '..', '..', 'src', 'cli', 'index.ts');

/** A cache of its own in which the engine's parts are found all the same. */
export function freshCache(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const engine = join(cacheFolder(), 'engine');
  if (existsSync(engine)) symlinkSync(engine, join(folder, 'engine'));
  return folder;
}

export interface Ended {
  /** Exit code; null if a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
  /** What was being written when the signal was sent. */
  cut: string;
  ms: number;
}

export interface RunOptions {
  cache?: string;
  /** Of temporary files; the system's own if left out. */
  temporary?: string;
  /** Sent after so many milliseconds; with `writingIn`, once something unfinished lies below that folder then, */
  kill?: { signal: 'SIGKILL' | 'SIGINT'; afterMs: number; writingIn?: string };
  /** or as soon as this stands on stdout. */
  killAt?: { signal: 'SIGKILL' | 'SIGINT'; text: string };
}

/** Runs the command in a process of its own. */
export function demiface(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { cache, temporary, kill, killAt } = options;
  const start = performance.now();
  const child = spawn(process.execPath, [COMMAND, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...(cache === undefined ? {} : { DEMIFACE_CACHE: cache }),
      ...(temporary === undefined ? {} : { TMPDIR: temporary }),
    },
  });
  const output = { stdout: '', stderr: '' };
  let sent = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
    if (!killAt || sent || !output.stdout.includes(killAt.text)) return;
    sent = true; // once: a second Ctrl-C ends at once
    child.kill(killAt.signal);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  let cut: string | undefined;
  const poll = setInterval(() => {
    if (!kill || performance.now() - start < kill.afterMs) return;
    cut = kill.writingIn === undefined ? '' : unfinishedIn(kill.writingIn);
    if (cut !== undefined) child.kill(kill.signal);
    if (cut !== undefined) clearInterval(poll);
  }, 4);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(poll);
      resolve({ code, ...output, cut: cut ?? '', ms: performance.now() - start });
    });
  });
}

export interface TrainEvent {
  event: string;
  stage?: string;
  done?: boolean;
  models?: Record<string, { path: string; sha256: string }>;
}

/** The objects of `train --json`; a line cut short by a kill is passed over. */
export function eventsOf(stdout: string): TrainEvent[] {
  const lines = stdout.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as TrainEvent);
}

function unfinishedIn(folder: string): string | undefined {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return names.find((name) => name.endsWith('.partial'));
  } catch {
    return undefined; // not made yet, or just being renamed
  }
}

/** Names below a folder that must not stay: unfinished files, work folders, owners. */
export function strays(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.partial$|(^|\/)(work|owner|checkpoint\.bin)(\/|$)/.test(name),
  );
}

export interface KillLoop {
  /** Of a run that was never killed. */
  reference: Record<string, string>;
  /** Of the run that was. */
  found: Record<string, string>;
  /** What was going on at each kill. */
  killedIn: string[];
  /** Runs that met a stage that stood finished before, and those that trained one again all the same. */
  doneSeen: number;
  trainedAgain: number;
  /** Below runs, cache and the temporary folder. */
  strays: string[];
}

/**
 * Trains once in peace, then in a place of its own with a SIGKILL at so many random moments, started again after
 * each. The moments of every start are drawn over all that is left to do, from the process's first to its last.
 */
export async function killLoop(
  train: readonly string[],
  { kills, seed, folder }: { kills: number; seed: number; folder: string },
): Promise<KillLoop> {
  const place = (name: string) => {
    const [cache, runs, temporary] = ['cache', 'runs', 'tmp'].map((part) => join(folder, name, part));
    mkdirSync(temporary!, { recursive: true });
    freshCache(cache!);
    return { args: [...train, '--runs', runs!, '--json'], cache: cache!, runs: runs!, temporary: temporary! };
  };
  const peace = place('reference');
  const whole = await demiface(peace.args, peace);
  const reference = hashesOf(whole);

  const war = place('killed');
  const random = randomFor(seed, 'kills');
  const result: KillLoop = {
    ...{ reference, found: {}, killedIn: [], doneSeen: 0, trainedAgain: 0, strays: [] },
  };
  const finished = new Set<string>();
  let next = 0;
  // What a run from nothing takes. The machine may be busier or freer by now: the last one that got through tells.
  let wholeMs = whole.ms;
  let fromNothing = true;
  for (;;) {
    const left = result.killedIn.length < kills;
    // Moments spread over the whole way, so that the run gets on: later starts are cut later.
    const share = (next + random.uniform(0, 1)) / kills;
    const afterMs = wholeMs * Math.min(1.2, 0.02 + share);
    // The first while pictures are prepared, then every third in the middle of writing a checkpoint or a model.
    const n = result.killedIn.length;
    const moment = n === 0 ? { afterMs: 0, writingIn: war.cache } : { afterMs };
    const kill = { signal: 'SIGKILL', ...moment, ...(n % 3 === 2 ? { writingIn: war.runs } : {}) } as const;
    const ended = await demiface(war.args, left ? { ...war, kill } : war);
    const events = eventsOf(ended.stdout);
    for (const { event, stage, done } of events) {
      if (event === 'stage' && done === true) result.doneSeen++;
      if (event === 'stage' && done === false && finished.has(stage!)) result.trainedAgain++;
    }
    events.forEach(({ event, done }, i) => {
      // A stage is landed before the next one is reported.
      if (event === 'stage' && i > 0) finished.add(events[i - 1]!.stage!);
      if (event === 'stage' && done === true) finished.add(events[i]!.stage!);
    });
    if (ended.code === 0) {
      result.found = hashesOf(ended);
      result.strays.push(...[war.runs, war.cache, war.temporary].flatMap((path) => straysIn(path, war)));
      if (result.killedIn.length >= kills) return result;
      // Done before all kills were used up: once more from nothing.
      if (fromNothing) wholeMs = ended.ms;
      if (JSON.stringify(result.found) !== JSON.stringify(reference)) return result;
      for (const path of [war.runs, war.cache]) rmSync(path, { recursive: true, force: true });
      freshCache(war.cache);
      finished.clear();
      fromNothing = true;
      continue;
    }
    if (ended.code !== null) throw new Error(`exit code ${ended.code}: ${ended.stderr}`);
    const last = events.at(-1);
    const where = last ? `${last.stage} ${last.event}` : 'before the first stage';
    result.killedIn.push(ended.cut ? `${where}, writing ${basename(ended.cut)}` : where);
    next = (next + 1) % kills;
    fromNothing = false;
  }
}

function straysIn(path: string, { temporary }: { temporary: string }): string[] {
  return path === temporary ? readdirSync(path) : strays(path);
}

function hashesOf({ code, stdout, stderr }: Ended): Record<string, string> {
  const models = eventsOf(stdout).at(-1)?.models;
  if (code !== 0 || !models) throw new Error(`the run failed with exit code ${code}: ${stderr}`);
  return Object.fromEntries(Object.entries(models).map(([kind, { sha256 }]) => [kind, sha256]));
}

/** `node test/support/kill-loop.ts KILLS SEED -- train --preset …` tells how it went as JSON. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [kills = '20', seed = '1', , ...train] = process.argv.slice(2);
  const folder = mkdtempSync(join(tmpdir(), 'demiface-kill-loop-'));
  try {
    const result = await killLoop(train, { kills: Number(kills), seed: Number(seed), folder });
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    const same = JSON.stringify(result.found) === JSON.stringify(result.reference);
    process.exitCode = same && result.trainedAgain === 0 && result.strays.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
