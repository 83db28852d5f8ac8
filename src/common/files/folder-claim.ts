import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { writeFileAtomic } from './atomic.ts';
import { isThisHost, thisHost } from './host-identity.ts';
import { makeFolder } from './make-folder.ts';
import { isRunning, thisProcess } from './process-identity.ts';

/** Names the process that works in a folder: number, start, host, and the folder, since folders get copied. */
const OWNER = 'owner';
const ASKING = /^\.{1,2}owner\.[0-9a-f-]{36}\.asking(\.partial)?$/;
const BEAT_MS = 30_000;
/** An owner on another machine that has not written for so long has ended. */
export const STALE_MS = 10 * 60_000;

/** A folder that this process alone works in. */
export interface Claim {
  /** Whether it still is: a machine that slept may have lost it to another one. */
  isHeld(): boolean;
  release(): void;
}

/** The process that has a folder, or that requests it at this moment. */
export interface FolderOwner {
  pid: number;
  /** Null: this one. */
  host: string | null;
  isAsking: boolean;
}

/**
 * Takes a folder for this process alone, unless another one that runs has it. Every process first writes a request and
 * then looks who else does: of two, at least the later one sees the other, so never do both get it.
 */
export function tryClaim(folder: string): Claim | FolderOwner {
  makeFolder(folder);
  const { pid, start } = thisProcess();
  const text = `${pid} ${start} ${thisHost()} ${realpathSync(folder)}`;
  const asking = `.owner.${randomUUID()}.asking`;
  const path = join(folder, OWNER);
  writeFileAtomic(join(folder, asking), text);
  try {
    // By the clock of the disk, which all that share it have.
    const now = statSync(join(folder, asking)).mtimeMs;
    const rival = askingIn(folder, asking, now);
    // Read after the list: a process with an earlier request that is gone from the list has become the owner.
    const owner = liveOwner(folder, OWNER, now, { besidesThis: true });
    if (owner ?? rival) return (owner ?? rival)!;
    writeFileAtomic(path, text);
  } finally {
    rmSync(join(folder, asking), { force: true });
  }
  const heartbeat = new Worker(join(import.meta.dirname, 'heartbeat.ts'), {
    workerData: { path, text, everyMs: BEAT_MS },
  });
  heartbeat.unref();
  heartbeat.on('error', () => {}); // The folder is gone: nobody looks for its owner.
  const isHeld = () => contentOf(path) === text;
  return {
    isHeld,
    release() {
      void heartbeat.terminate();
      if (isHeld()) rmSync(path, { force: true });
    },
  };
}

/** Whether a process is at work in a folder, as far as that is visible from outside. */
export function isClaimed(folder: string): boolean {
  return liveOwner(folder, OWNER, Date.now()) !== undefined;
}

/** Another process with a request; those of dead processes are removed. */
function askingIn(folder: string, own: string, now: number): FolderOwner | undefined {
  let found: FolderOwner | undefined;
  const names = readdirSync(folder).filter((name) => ASKING.test(name) && name.endsWith('.asking'));
  for (const name of names.filter((other) => other !== own)) {
    const rival = liveOwner(folder, name, now);
    if (rival) found = { ...rival, isAsking: true };
    else rmSync(join(folder, name), { force: true });
  }
  return found;
}

function liveOwner(
  folder: string,
  file: string,
  now: number,
  { besidesThis = false } = {},
): FolderOwner | undefined {
  const text = contentOf(join(folder, file));
  if (text === undefined) return undefined; // nobody has it, or it was just given back
  const [pid = NaN, start = NaN] = text.split(' ', 2).map(Number);
  const [, , host = thisHost(), ...place] = text.split(' ');
  const owner = { pid, isAsking: false };
  if (!isThisHost(host))
    return now - lastWritten(folder, file) < STALE_MS ? { ...owner, host: host.split('~')[0]! } : undefined;
  const isHere = place.length === 0 || place.join(' ') === realpathSync(folder);
  const isOther = !besidesThis || pid !== process.pid;
  return isHere && isOther && isRunning({ pid, start }) ? { ...owner, host: null } : undefined;
}

/** The latest sign of life: of an owner all that it writes, of a requesting process its own file. */
function lastWritten(folder: string, file: string): number {
  const names = file === OWNER ? readdirSync(folder).filter((name) => !ASKING.test(name)) : [file];
  const times = names.map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return Math.max(0, ...times);
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
