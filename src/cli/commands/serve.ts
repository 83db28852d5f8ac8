import { fork } from 'node:child_process';
import { join } from 'node:path';

import type { Command } from 'commander';

import { errorOf, DemifaceError } from '../../common/error.ts';
import { homeFolder } from '../../artifact/places.ts';
import type { FromServing, ToServing } from '../../inference/live/serving.ts';
import { withDeprecatedKeys } from '../output/deprecated-keys.ts';
import { ensureFfmpeg } from '../input/ensure-ffmpeg.ts';
import type { Io } from '../output/io.ts';
import { faceText } from '../output/prediction.ts';

interface ServeFlags {
  clip?: string;
  json?: boolean;
}

/** The core's first file, as the shell finds its own: by its place in the app's folder. */
const ENTRY = join(import.meta.dirname, '../../main/core/serve.ts');

export function registerServe(program: Command, io: Io): void {
  program
    .command('serve')
    .description('work without a window: trainings and recordings that are queued in the app go on')
    .option(
      '--clip <path>',
      'play a video, a picture or a folder of pictures (one a second) as a camera, a line a frame, then end',
    )
    .option('--json', 'one JSON object a frame')
    .addHelpText('after', '\nExample:\n  $ demiface serve --clip interview.mp4 --json > readings.jsonl')
    .action(async ({ clip, json }: ServeFlags) => {
      if (clip !== undefined) await ensureFfmpeg([clip], io.note);
      const args = ['--home', homeFolder(), ...(clip === undefined ? [] : ['--clip', clip])];
      await runCore(args, (message) => printMessage(message, json === true, io), io.signal);
    });
}

function printMessage(message: Exclude<FromServing, { kind: 'ended' }>, isJson: boolean, io: Io): void {
  if (message.kind === 'note') io.note(message.text);
  else if (message.kind === 'ready') {
    const { home, trainings, recordings } = message;
    io.note(
      `Demiface works without a window on ${home}. Queued: ${counted(trainings, 'training')}, ${counted(recordings, 'recording')}. Ctrl-C stops.`,
    );
  } else if (isJson) io.json(withDeprecatedKeys(message.frame));
  else {
    const { timeS, faces } = message.frame;
    const words = faces.map((face) => `face ${face.track}: ${faceText(face)}`);
    io.line(`${timeS.toFixed(2)} s: ${words.join('; ') || 'no face'}`);
  }
}

const counted = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;

/**
 * Runs the core in a process, and a group of processes, of its own: Ctrl-C reaches this one alone, which asks for a clean
 * end. A core whose command is gone ends too.
 * @throws DemifaceError why it ended, but for a clip that is over; Error if it ended without a word
 */
async function runCore(
  args: readonly string[],
  onMessage: (message: Exclude<FromServing, { kind: 'ended' }>) => void,
  signal: AbortSignal,
): Promise<void> {
  const core = fork(ENTRY, args, {
    execArgv: [],
    detached: true,
    // Standard output is for results alone, which this process prints.
    stdio: ['ignore', process.stderr, 'inherit', 'ipc'],
  });
  let ended: Extract<FromServing, { kind: 'ended' }> | undefined;
  core.on('message', (message: FromServing) => {
    if (message.kind === 'ended') ended = message;
    else onMessage(message);
  });
  const stop = () => core.connected && core.send({ kind: 'stop' } satisfies ToServing, () => {});
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    const how = await new Promise<string>((resolve, reject) => {
      let isGone = false;
      let code: string | null = null;
      const settle = () => isGone && code !== null && resolve(code);
      core.on('error', reject);
      core.on('disconnect', () => {
        isGone = true; // and all that it said was heard
        settle();
      });
      core.on('exit', (exitCode, by) => {
        code = by ?? `exit code ${exitCode}`;
        settle();
      });
    });
    if (!ended)
      throw new Error(`the process that works ended by itself (${how}); nothing is lost, start it again`);
    const { refusal } = ended;
    if (refusal === null) return;
    if (refusal.code === 'internal') throw errorOf(refusal.message);
    throw new DemifaceError(refusal.code, refusal.message);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
