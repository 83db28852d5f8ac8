import { runCommand } from './main.ts';
import { terminalIo } from './terminal.ts';

process.exitCode = await runCommand(process.argv.slice(2), terminalIo());
