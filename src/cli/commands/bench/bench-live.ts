import type { Command } from 'commander';

import { DemifaceError } from '../../../common/error.ts';
import { englishText } from '../../../messages/english.ts';
import { shippedClip, shippedModels } from '../../../artifact/places.ts';
import { createDetector } from '../../../inference/detection/detector.ts';
import type { LiveFigures } from '../../../inference/bench/bench.ts';
import { coreShare, maxThroughput } from '../../../inference/bench/bench.ts';
import { fiveFaces } from '../../../inference/bench/five-faces.ts';
import type { LivePipelineOptions } from '../../../inference/live/live-pipeline.ts';
import type { MemorySample } from '../../../inference/bench/long-run.ts';
import { longRun, residentSpread } from '../../../inference/bench/long-run.ts';
import { openClip } from '../../../inference/sources/open-clip.ts';
import type { Picture } from '../../../inference/runtime/picture.ts';
import type { Io } from '../../output/io.ts';
import { countNumber } from '../../input/options.ts';
import { openInferenceModels } from '../../input/inference-models.ts';

interface LiveBenchFlags {
  clip: string;
  models: string;
  frames: number;
  minutes?: number;
  speed: number;
  json?: boolean;
}

const SIZE = { width: 640, height: 480 };

export function registerBenchLive(bench: Command, io: Io): void {
  bench
    .command('live')
    .description(
      'live reading: frames of a clip at 640×480, one face and five, as fast as it goes and at 30 a second',
    )
    .option('--clip <path>', 'a video or a folder of pictures (default: the clip that ships)', shippedClip())
    .option('--models <folder>', 'a folder of models (default: the models that ship)', shippedModels())
    .option('--frames <n>', 'frames that are measured', countNumber, 240)
    .option(
      '--minutes <n>',
      'instead: memory over so much camera time, reported every 5 minutes',
      countNumber,
    )
    .option('--speed <n>', 'with --minutes: times as fast as a camera', countNumber, 1)
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  $ demiface bench live --clip visit.mp4 --minutes 60 --speed 2')
    .action(async ({ clip, models: folder, frames, minutes, speed, json }: LiveBenchFlags) => {
      const pictures = thereAndBack(await clipPictures(clip, frames, io), frames);
      const models = await openInferenceModels(folder, 'auto', io.note);
      const detector = await createDetector();
      try {
        const options = { detector, ...models };
        if (minutes !== undefined)
          return await runLong(pictures, options, { minutes, speed, isJson: json === true }, io);
        const [face] = await detector.detect(pictures[0]!);
        const one = await maxThroughput(pictures, options, io.signal);
        const five = face
          ? await maxThroughput(
              pictures.map((picture) => fiveFaces(picture, face.box)),
              options,
              io.signal,
            )
          : null;
        const share = await coreShare(pictures, options, io.signal);
        if (json)
          return io.json({
            clip,
            frames,
            ...SIZE,
            device: 'cpu',
            engine: 'onnxruntime',
            ...one,
            coreShareAt30: share,
            five,
          });
        io.line(`${frames} frames of ${clip} at ${SIZE.width}×${SIZE.height}, ONNX Runtime on the processor`);
        sayFigures(one, io);
        io.line(`  at 30 frames a second: ${(100 * share).toFixed(0)} % of one core`);
        if (!five) return;
        io.line('five faces');
        sayFigures(five, io);
      } finally {
        await models.dispose();
        await detector.dispose();
      }
    });
}

async function runLong(
  pictures: readonly Picture[],
  options: LivePipelineOptions,
  { minutes, speed, isJson }: { minutes: number; speed: number; isJson: boolean },
  io: Io,
): Promise<void> {
  const say = isJson ? io.note : io.line;
  const onSample = (sample: MemorySample) => say(`  ${sampleText(sample)}`);
  const samples = await longRun(pictures, options, { minutes, speed, signal: io.signal, onSample });
  const spread = residentSpread(samples);
  if (isJson) return io.json({ minutes, speed, residentSpread: spread, samples });
  io.line(`resident memory lies ${(100 * spread).toFixed(1)} % apart over ${minutes} minutes of camera time`);
}

function sampleText({ minutes, residentMb, heapMb, tensors, sessions, framesRead }: MemorySample): string {
  return `${minutes} min: ${residentMb.toFixed(0)} MB resident, ${heapMb.toFixed(1)} MB of JavaScript, ${tensors} tensors, ${sessions} sessions, ${framesRead} frames read`;
}

function sayFigures(figures: LiveFigures, io: Io): void {
  const { msP50, msP95, detectMsP95, readingsPerSecond, framesPerSecond, parts, faces } = figures;
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  io.line(`  a tracked frame ${ms(msP50)} (median), 95 % under ${ms(msP95)}`);
  io.line(`  a frame with a look for new faces: 95 % under ${ms(detectMsP95)}`);
  io.line(
    `  ${framesPerSecond.toFixed(0)} frames/s, ${readingsPerSecond.toFixed(0)} readings/s, ${faces.toFixed(2)} faces a frame`,
  );
  const { sceneMs, findMs, coverMs, readMs, detectFindMs } = parts;
  io.line(
    `  parts of a tracked frame: scene ${ms(sceneMs)}, finding ${ms(findMs)} (with a look for new faces ${ms(detectFindMs)}), occlusion ${ms(coverMs)}, prediction ${ms(readMs)}`,
  );
}

/** The first pictures of a clip; of each its own pixels. */
async function clipPictures(clip: string, most: number, { signal, note }: Io): Promise<Picture[]> {
  const pictures: Picture[] = [];
  const done = new AbortController();
  for await (const { picture } of openClip(clip, {
    scaledTo: SIZE,
    onNote: (coded) => note(englishText(coded)),
  }).frames(AbortSignal.any([signal, done.signal]))) {
    pictures.push({ ...picture, data: picture.data.slice() });
    if (pictures.length === most) done.abort();
  }
  if (signal.aborted) throw new DemifaceError('interrupted', 'the benchmark was stopped');
  if (pictures.length === 0) throw new DemifaceError('unreadable', `${clip} holds no frame`);
  return pictures;
}

/** As many pictures as requested: forwards, backwards and so on, so that nobody jumps where the clip begins again. */
function thereAndBack(pictures: readonly Picture[], n: number): Picture[] {
  const round = [...pictures, ...pictures.slice(1, -1).reverse()];
  return Array.from({ length: n }, (_, i) => round[i % round.length]!);
}
