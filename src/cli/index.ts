import { runCommand } from './main.ts';
import { terminalIo } from './output/terminal.ts';

// The process of scripts/demiface.mjs reports how this one ended; nothing goes on after it is killed.
process.channel?.unref();
process.on('disconnect', () => process.exit(1));

process.exitCode = await runCommand(process.argv.slice(2), terminalIo());
