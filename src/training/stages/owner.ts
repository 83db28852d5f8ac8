import { setTimeout as sleep } from 'node:timers/promises';

import { asDiskError } from '../../common/files/atomic.ts';
import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import type { Claim, FolderOwner } from '../../common/files/folder-claim.ts';
import { isClaimed, tryClaim } from '../../common/files/folder-claim.ts';
import { interruptedError } from '../../common/interrupted.ts';

/** Between two attempts at a folder that another process has. */
const WAIT_MS = 1000;
/** Two that tried at the same moment retry at different ones. */
const APART_MS = 50;

/** A folder that this process alone works in. */
export interface FolderClaim {
  /** Before anything is written that counts. @throws DemifaceError `busy` if another machine has taken the folder over */
  check(): void;
  release(): void;
}

export interface WaitHooks {
  note?: ((text: string) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Takes a folder for this process alone: one whose owner has ended is taken over, one whose owner works is waited for.
 * @throws DemifaceError `interrupted` if the signal ends the wait, `disk`
 */
export async function claimFolder(
  folder: string,
  what: string,
  { note, signal }: WaitHooks = {},
): Promise<FolderClaim> {
  for (let isNoted = false; ;) {
    const answer = claimOrOwner(folder);
    if (answer !== undefined && 'release' in answer) return ownership(answer, folder, what);
    const isOwned = answer !== undefined && !answer.isAsking;
    if (isOwned && !isNoted)
      note?.(`${what} is being worked on by ${nameOf(answer)}; waiting for it to end (Ctrl-C stops)`);
    isNoted ||= isOwned;
    try {
      await sleep(isOwned ? WAIT_MS : Math.random() * APART_MS, undefined, signal ? { signal } : {});
    } catch {
      throw interruptedError();
    }
  }
}

/** @returns undefined if the folder was removed meanwhile: its owner has finished */
function claimOrOwner(folder: string): Claim | FolderOwner | undefined {
  try {
    return tryClaim(folder);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && syscall !== 'mkdir') return undefined;
    throw asDiskError(error, folder);
  }
}

function ownership(claim: Claim, folder: string, what: string): FolderClaim {
  return {
    check() {
      if (!claim.isHeld()) throw new DemifaceError('busy', message('training.takenOver', { what, folder }));
    },
    release: () => claim.release(),
  };
}

function nameOf({ pid, host }: FolderOwner): string {
  return host === null ? `process ${pid}` : `process ${pid} on ${host}`;
}

/** Whether a process is at work in a folder, as far as that is visible from outside. */
export function isFolderClaimed(folder: string): boolean {
  return isClaimed(folder);
}
