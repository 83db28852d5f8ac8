import { readdirSync, readFileSync } from 'node:fs';

/** Linux: the process that started one. */
export function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** Linux: its command line. */
export function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
}

/** Linux: the processes below one whose command line holds these words. */
export function below(pid: number, words: string): number[] {
  const parents = new Map<number, { parent: number; command: string }>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const process = Number(name);
    try {
      parents.set(process, { parent: parentOf(process), command: commandOf(process) });
    } catch {
      // It ended while we looked.
    }
  }
  const isBelow = (process: number): boolean => {
    const found = parents.get(process);
    return found !== undefined && (found.parent === pid || isBelow(found.parent));
  };
  return [...parents].filter(([id, { command }]) => command.includes(words) && isBelow(id)).map(([id]) => id);
}
