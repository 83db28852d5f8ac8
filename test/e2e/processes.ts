import { readdirSync, readFileSync } from 'node:fs';

/** Linux: the processes below one whose command line holds these words. */
export function below(pid: number, words: string): number[] {
  const parents = new Map<number, { parent: number; command: string }>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      parents.set(Number(name), { parent, command });
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
