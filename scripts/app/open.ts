/** Opens the app: builds it, brings an Electron, starts it and ends with it. */
import { spawn } from 'node:child_process';

import { DemifaceError } from '../../src/common/error.ts';
import { buildApp } from './build.ts';
import { bringElectron } from './electron.ts';
import { startArgs, startEnvironment } from './start-options.ts';
import { ensureWindowSystem } from './system.ts';

const note = (text: string) => process.stderr.write(`${text}\n`);

try {
  await buildApp(note);
  const { program, isOlder } = await bringElectron(note);
  await ensureWindowSystem(program, note);
  if (isOlder) note('The window runs on an older Electron: good for looking, not for daily use.');
  note('Opening Demiface …');
  const app = spawn(program, [...startArgs(), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: startEnvironment(),
  });
  app.on('exit', (code) => (process.exitCode = code ?? 1));
} catch (error) {
  if (!(error instanceof DemifaceError)) throw error;
  note(`error: ${error.code}: ${error.message}`);
  process.exitCode = 1;
}
