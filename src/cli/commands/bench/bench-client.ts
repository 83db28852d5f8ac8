import type { Command } from 'commander';

import { DemifaceError } from '../../../common/error.ts';
import { quantile } from '../../../common/math/quantile.ts';
import { randomFor } from '../../../common/math/random.ts';
import { shippedClip, shippedModels } from '../../../artifact/places.ts';
import { createDetector } from '../../../inference/detection/detector.ts';
import type { ClientFaceOptions } from '../../../inference/live/client-face/client-face.ts';
import { openClip } from '../../../inference/sources/open-clip.ts';
import type { Picture } from '../../../inference/runtime/picture.ts';
import { syntheticClip } from '../../bench/client/synthetic-clip.ts';
import { movingScene } from '../../bench/client/moving-scene.ts';
import type { SecondPerson } from '../../bench/client/second-person.ts';
import { SECOND_PERSON_PATHS } from '../../bench/client/second-person-paths.ts';
import type { ClientClip, ClipFigures } from '../../bench/client/watch-client.ts';
import { watchClient } from '../../bench/client/watch-client.ts';
import { cameraNoise } from '../../bench/find/camera-noise.ts';
import { decodedPhotos } from '../../bench/find/photos.ts';
import { facesToPlace } from '../../bench/find/placed-faces.ts';
import { collect, rootFor } from '../../input/data-roots.ts';
import { countNumber, oneOf } from '../../input/options.ts';
import { openInferenceModels } from '../../input/inference-models.ts';
import type { Io } from '../../output/io.ts';

interface ClientBenchFlags {
  data: string[];
  models: string;
  photos: 'test' | 'train';
  clips: number;
  seconds: number;
  seed: number;
  json?: boolean;
}

/** A clip with its name. */
interface NamedClip extends ClientClip {
  readonly name: string;
}

const CLOTHES: SecondPerson['clothes'] = [60, 70, 90];
/** Seconds in which a second person comes and goes. */
const SECOND_SECONDS = 7;

export function registerBenchClient(bench: Command, io: Io): void {
  bench
    .command('client')
    .description('one confirmed face with a headset: usable time, time to a reading, readings of others')
    .requiredOption('--data <root>', 'occluded=ROOT; with utkface=ROOT second persons come too', collect)
    .option('--models <folder>', 'a folder of models (default: the models that ship)', shippedModels())
    .option(
      '--photos <split>',
      'train: photos to choose with; test: those that nothing was trained on',
      oneOf(['train', 'test'] as const),
      'train',
    )
    .option('--clips <n>', 'photos to which each kind of second person comes', countNumber, 2)
    .option('--seconds <n>', 'length of a clip without one', countNumber, 20)
    .option('--seed <n>', 'draws the movements', countNumber, 1)
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  $ demiface bench client --data occluded=data/occluded')
    .action(async ({ models: folder, json, ...flags }: ClientBenchFlags) => {
      const models = await openInferenceModels(folder, 'auto', io.note);
      const detector = await createDetector();
      try {
        const options = { detector, ...models };
        const { alone, beside } = await clips(flags, options, io);
        const results = {
          alone: await watchAll('One person', alone, options, flags.seed, io),
          beside: await watchAll('Two persons', beside, options, flags.seed, io),
        };
        if (json) return io.json({ photos: flags.photos, seed: flags.seed, ...results });
        io.line('one person with a headset');
        for (const result of results.alone) io.line(`  ${clipText(result)}`);
        io.line(`  ${timesText(results.alone)}`);
        if (results.beside.length === 0) return;
        io.line('a second person');
        for (const result of results.beside) io.line(`  ${clipText(result)}`);
      } finally {
        await models.dispose();
        await detector.dispose();
      }
    });
}

async function clips(
  { data, photos, clips: n, seconds, seed }: Omit<ClientBenchFlags, 'models' | 'json'>,
  { detector }: ClientFaceOptions,
  { signal }: Io,
): Promise<Record<'alone' | 'beside', NamedClip[]>> {
  const decoded = await decodedPhotos(rootFor('occluded', data), photos, signal);
  const moved = decoded
    .filter(({ photo }) => photo.occlusion === 'upper')
    .map(({ photo: { name, box: head }, picture }) => {
      return { name, head, scene: movingScene(picture, head, randomFor(seed, 'client', name)) };
    });
  const drawn = await syntheticClip(await stills(signal), detector, seed);
  const alone = [...moved, ...(drawn ? [{ name: 'clip with a drawn headset', ...drawn }] : [])];
  const persons = data.some((text) => text.startsWith('utkface='))
    ? await facesToPlace(rootFor('utkface', data), SECOND_PERSON_PATHS.length, seed, signal, photos)
    : [];
  return {
    alone: alone.map((clip) => ({ ...clip, seconds })),
    beside: persons.flatMap(({ picture, isMasked }, i) =>
      moved.slice(0, n).map((clip): NamedClip => {
        const way = SECOND_PERSON_PATHS[i]!;
        const second = { person: { face: picture, clothes: CLOTHES }, way };
        const name = `${clip.name}, one ${isMasked ? 'with a mask ' : ''}${way.name}`;
        return { ...clip, name, seconds: SECOND_SECONDS, second };
      }),
    ),
  };
}

async function stills(signal: AbortSignal): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for await (const { picture } of openClip(shippedClip()).frames(signal)) pictures.push(picture);
  return pictures;
}

type NamedFigures = ClipFigures & { name: string };

async function watchAll(
  label: string,
  all: readonly NamedClip[],
  options: ClientFaceOptions,
  seed: number,
  io: Io,
): Promise<NamedFigures[]> {
  const bar = io.progress(label);
  const noise = cameraNoise(seed);
  const results: NamedFigures[] = [];
  try {
    for (const { name, ...clip } of all) {
      if (io.signal.aborted) throw new DemifaceError('interrupted', 'the benchmark was stopped');
      results.push({ name, ...(await watchClient(clip, options, noise)) });
      bar.update(results.length, all.length);
    }
    return results;
  } finally {
    bar.end();
  }
}

function clipText({
  name,
  isFound,
  usable,
  lost,
  codes,
  readings,
  contributions,
  talking,
}: NamedFigures): string {
  if (!isFound) return `${name}: no face to confirm`;
  const ending = lost === null ? '' : `, lost (${lost})`;
  const wrong = contributions > 0 ? `, ${contributions} OF SOMEBODY ELSE` : '';
  const talks = talking > 0 ? `, ${talking} while talking` : '';
  const faults = Object.entries(codes).map(([code, n]) => `, ${n} frames ${code}`);
  return `${name}: ${(100 * usable).toFixed(1)} % usable, ${readings} readings${talks}${wrong}${faults.join('')}${ending}`;
}

function timesText(results: readonly ClipFigures[]): string {
  const ms = Float64Array.from(results.flatMap((result) => result.ms)).sort();
  const found = results.filter(({ isFound }) => isFound);
  const usable = found.reduce((sum, result) => sum + result.usable, 0) / found.length;
  return `all: ${(100 * usable).toFixed(1)} % usable; frame to reading ${quantile(ms, 0.5).toFixed(1)} ms at the median, ${quantile(ms, 0.95).toFixed(1)} ms p95`;
}
