import { asDiskError } from '../../common/files/atomic.ts';
import { printable } from '../../common/printable.ts';

/**
 * Writes lines on stdout. A verb that writes files finishes them where stdout takes no more: further lines are dropped.
 * That its reader is gone, as in `demiface … | head`, is no error; anything else, such as a full disk, is one line on
 * stderr and the exit code 1 in place of 0.
 */
export function standardOutput(): (text: string) => void {
  let isOpen = true;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!isOpen) return;
    isOpen = false;
    if (error.code !== 'EPIPE') tellAndFail(error);
  });
  return (text) => {
    if (isOpen) process.stdout.write(`${text}\n`);
  };
}

function tellAndFail(error: Error): void {
  const known = asDiskError(error, 'to standard output') as Error;
  const what = known === error ? `cannot write to standard output: ${error.message}` : known.message;
  process.stderr.write(`error: disk: ${printable(what)}\n`);
  process.once('exit', (code) => {
    if (code === 0) process.exitCode = 1;
  });
}
