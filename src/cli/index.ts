import { CommanderError } from 'commander';

import { DemifaceError } from '../artifact/error.ts';
import { createCommand } from './command.ts';
import { terminalIo } from './terminal.ts';

const EXIT_CODES: Readonly<Partial<Record<DemifaceError['code'], number>>> = { usage: 2, interrupted: 130 };

const io = terminalIo();
process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  try {
    await createCommand(io).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return usage(error);
    const known = asKnown(error);
    io.note(`error: ${known.code}: ${known.message.replaceAll(/\s*\n\s*/g, ' ')}`);
    if (args.includes('--debug')) io.note((error as Error).stack ?? '');
    return EXIT_CODES[known.code as DemifaceError['code']] ?? 1;
  }
}

function usage(error: CommanderError): number {
  if (error.exitCode === 0) return 0;
  const what =
    error.code === 'commander.help'
      ? 'a command is missing'
      : error.message.replace(/^error: /, '').replace(/\n.*/s, '');
  io.note(`error: usage: ${what}; see --help`);
  return 2;
}

function asKnown(error: unknown): { code: string; message: string } {
  if (error instanceof DemifaceError) return error;
  if (io.signal.aborted)
    return { code: 'interrupted', message: 'stopped; the same command goes on where it stood' };
  return { code: 'internal', message: `${(error as Error).message} (--debug shows where)` };
}
