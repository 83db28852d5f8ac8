import { DemifaceError } from '../../src/common/error.ts';
import { runCommand } from '../../src/cli/main.ts';
import { englishText } from '../../src/messages/english.ts';
import { checkMessage } from './fuzzer.ts';

const INTERNAL = 'error: internal: ';

/**
 * Runs a verb of the command as a user does.
 * @throws Error if it ends with `internal`; UnclearMessage if a line holds a value that was never filled in
 */
export async function tryCommand(...args: string[]): Promise<void> {
  const lines: string[] = [];
  const errors: string[] = [];
  const code = await runCommand(args, {
    json: (value) => void JSON.stringify(value),
    line: (text) => void lines.push(text),
    note: (note) => void errors.push(englishText(note)),
    progress: () => ({ update() {}, end() {} }),
    signal: new AbortController().signal,
  });
  const internal = errors.find((text) => text.startsWith(INTERNAL));
  if (internal !== undefined) throw new Error(internal.slice(INTERNAL.length));
  // `--help` and tables may have several lines; a sentence has one.
  for (const text of [...lines.flatMap((text) => text.split('\n')), ...errors]) checkMessage(text);
  if (code !== 0) throw new DemifaceError('unreadable', errors.at(-1) ?? `exit code ${code}`);
}
