import { CommanderError } from 'commander';

import { DemifaceError } from '../common/error.ts';
import { isInterruption } from '../common/interrupted.ts';
import { printable } from '../common/printable.ts';
import { createCommand } from './command.ts';
import type { Io } from './output/io.ts';

const EXIT_CODES: Readonly<Partial<Record<DemifaceError['code'], number>>> = { usage: 2, interrupted: 130 };

/** Verbs that keep what they have done when they are stopped. */
const RESUMING: ReadonlySet<string | undefined> = new Set(['train', 'reproduce', 'start', 'record']);

/**
 * Runs the command; never throws: what goes wrong is one line of `io.note`.
 * @param args without the program's name
 * @returns the exit code
 */
export async function runCommand(args: readonly string[], io: Io): Promise<number> {
  try {
    await (await createCommand(args, io)).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return usage(error, io);
    const known = asKnown(error, args[0], io);
    io.note(`error: ${known.code}: ${oneLine(known.message)}`);
    if (args.includes('--debug')) io.note((error as Error).stack ?? '');
    return EXIT_CODES[known.code as DemifaceError['code']] ?? 1;
  }
}

function usage(error: CommanderError, io: Io): number {
  if (error.exitCode === 0) return 0;
  const what =
    error.code === 'commander.help' ? 'a command is missing' : error.message.replace(/^error: /, '');
  io.note(`error: usage: ${oneLine(what)}; see --help`);
  return 2;
}

function asKnown(error: unknown, verb: string | undefined, io: Io): { code: string; message: string } {
  const isStopped = error instanceof DemifaceError ? isInterruption(error) : io.signal.aborted;
  if (isStopped) {
    const next = RESUMING.has(verb) ? 'goes on where it stood' : 'starts from the beginning';
    return { code: 'interrupted', message: `stopped; the same command ${next}` };
  }
  if (error instanceof DemifaceError) return error;
  return { code: 'internal', message: `${(error as Error).message} (--debug shows where)` };
}

/** What was typed or named may hold ends of lines; a sentence's full stop would stand before what follows. */
function oneLine(text: string): string {
  const line = text
    .trim()
    .replaceAll(/\s*[\r\n]+\s*/g, ' ')
    .replace(/\.$/, '');
  return printable(line);
}
