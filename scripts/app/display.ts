import { spawn } from 'node:child_process';

/** A display on which windows can be shown. */
export interface Display {
  /** As in `DISPLAY`. */
  name: string;
  close: () => void;
}

/** A virtual display of its own. */
export async function openVirtualDisplay(): Promise<Display> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.stdio[3]!.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
  return { name: `:${number}`, close: () => server.kill() };
}
