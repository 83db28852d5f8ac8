import { readFileSync } from 'node:fs';

/**
 * A process as files remember it. A number is given out again after its process ended; the moment of the start
 * (clock ticks since the machine's; 0 where the system does not say) distinguishes the two.
 */
export interface ProcessIdentity {
  pid: number;
  start: number;
}

export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, start: startOf(process.pid) };
}

export function isRunning({ pid, start }: ProcessIdentity): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return start === 0 || start === startOf(pid);
}

function startOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]) || 0;
  } catch {
    return 0;
  }
}
