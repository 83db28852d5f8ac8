import { join } from 'node:path';

import type { Command } from 'commander';

import { homeFolder } from '../../artifact/places.ts';
import type { Ended, ServeMessage } from '../../inference/live/serving.ts';
import { withDeprecatedKeys } from '../output/deprecated-keys.ts';
import { runCore } from '../input/core-process.ts';
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
      const print = (message: Exclude<ServeMessage, Ended>) => printMessage(message, json === true, io);
      await runCore<ServeMessage>(ENTRY, args, print, io.signal);
    });
}

function printMessage(message: Exclude<ServeMessage, Ended>, isJson: boolean, io: Io): void {
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
