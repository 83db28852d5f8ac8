import { spawn } from 'node:child_process';
import { join } from 'node:path';

import type { Command } from 'commander';

import { DemifaceError } from '../../../common/error.ts';
import type { Io } from '../../output/io.ts';

/** Where the window is measured: a program of its own, since the command has no window. */
const PROGRAM = join(import.meta.dirname, '../../../../scripts/app/bench/index.ts');

interface Times {
  p50Ms: number;
  p95Ms: number;
  longestMs: number;
}

interface CameraFigures {
  frames: Times;
  toScreen: Times;
  perSecond: number;
}

interface UiFigures {
  electron: 'older' | 'current';
  usableMs: number;
  openRunsMs: number;
  /** While a camera is looked through: between two frames; from the camera until the reading is on the screen. */
  live: CameraFigures;
  liveLongestMs: number;
  /** The same in the Live view, which predicts expressions too. */
  liveView: CameraFigures;
  liveViewLongestMs: number;
  /** Between two frames while 25,000 pictures pass. */
  scroll: { pictures: number } & Times;
  /** How long the page was blocked at most while a training ran; 0: never over 50. */
  walkLongestMs: number;
  hourLongestMs: number;
  heapMb: number[];
}

export function registerBenchUi(bench: Command, io: Io): void {
  bench
    .command('ui')
    .description(
      'the window: its start, a camera, 1,000 runs, 25,000 pictures, an hour of live curves at speed',
    )
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  $ demiface bench ui --json')
    .action(async ({ json }: { json?: boolean }) => {
      const figures = await measure(io);
      if (json) return io.json(figures);
      io.line(`Electron: ${figures.electron}`);
      io.line(`  usable ${(figures.usableMs / 1000).toFixed(2)} s after the start (the second one)`);
      io.line(cameraText('a camera in the Store', figures.live, figures.liveLongestMs));
      io.line(cameraText('a camera in the Live view', figures.liveView, figures.liveViewLongestMs));
      io.line(`  1,000 runs of 100 epochs open in ${figures.openRunsMs} ms`);
      io.line(`  ${figures.scroll.pictures} pictures scroll by: ${timesText(figures.scroll)} between frames`);
      io.line('  longest the page was blocked while a training ran (0: never over 50 ms):');
      io.line(`    ${figures.walkLongestMs} ms by a walk through the views`);
      io.line(`    ${figures.hourLongestMs} ms by an hour of curves`);
      io.line(`  memory of the page over an hour of curves, in MB: ${figures.heapMb.join(', ')}`);
    });
}

const timesText = ({ p50Ms, p95Ms, longestMs }: Times) => `${p50Ms} ms (p95 ${p95Ms}, at most ${longestMs})`;

function cameraText(
  where: string,
  { frames, toScreen, perSecond }: CameraFigures,
  longestMs: number,
): string {
  return [
    `  ${where}, ${perSecond} pictures read a second: ${timesText(frames)} between frames`,
    `    ${timesText(toScreen)} from the camera until its reading is on the screen`,
    `    the page was blocked for ${longestMs} ms at most (0: never over 50)`,
  ].join('\n');
}

function measure(io: Io): Promise<UiFigures> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM], {
      stdio: ['ignore', 'pipe', 'inherit'],
      signal: io.signal,
    });
    let text = '';
    child.stdout.on('data', (data: Buffer) => (text += data.toString()));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve(JSON.parse(text) as UiFigures);
      else reject(new DemifaceError('engine', 'the window could not be measured; see above'));
    });
  });
}
