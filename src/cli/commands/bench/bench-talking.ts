import type { Command } from 'commander';

import { shippedClip, shippedModels } from '../../../artifact/places.ts';
import { DemifaceError } from '../../../common/error.ts';
import { randomFor } from '../../../common/math/random.ts';
import type { Detector } from '../../../inference/detection/detector.ts';
import { createDetector } from '../../../inference/detection/detector.ts';
import { openClip } from '../../../inference/sources/open-clip.ts';
import { sceneOf } from '../../bench/client/moving-scene.ts';
import { cameraNoise } from '../../bench/find/camera-noise.ts';
import { decodedPhotos } from '../../bench/find/photos.ts';
import { facesToPlace } from '../../bench/find/placed-faces.ts';
import type { MouthWay } from '../../bench/talking/mouth-ways.ts';
import { mouthWays, TALKS } from '../../bench/talking/mouth-ways.ts';
import { withMouth } from '../../bench/talking/moving-mouth.ts';
import type { TalkingFace } from '../../bench/talking/talking-faces.ts';
import { drawnFaces, lit, photoFaces } from '../../bench/talking/talking-faces.ts';
import type { TalkingClip, TalkingFigures } from '../../bench/talking/watch-talking.ts';
import { watchTalking } from '../../bench/talking/watch-talking.ts';
import { openInferenceModels } from '../../input/inference-models.ts';
import { collect, rootFor } from '../../input/data-roots.ts';
import { countNumber } from '../../input/options.ts';
import type { Io } from '../../output/io.ts';

interface TalkingBenchFlags {
  data: string[];
  models: string;
  seed: number;
  json?: boolean;
}

interface NamedClip extends TalkingClip {
  readonly way: string;
  readonly kind: MouthWay['kind'];
  readonly face: string;
}

/** Width of a head in the frame, in pixels. */
const HEAD_PX = { least: 90, most: 230 };
/** Ways of each face: one of each kind, in turn. */
const TALKING_WAYS = 3;
const SILENT_WAYS = 6;
const SILENT_SECONDS = 9;
const FACES_OF_UTKFACE = 6;
/** Of the clip that ships, every so many seconds. */
const STILLS = 8;

export function registerBenchTalking(bench: Command, io: Io): void {
  bench
    .command('talking')
    .description(
      'moved mouths under headsets: seconds of talking that are found, and silent ones that are not told apart',
    )
    .requiredOption('--data <root>', 'occluded=ROOT; with utkface=ROOT more faces', collect)
    .option('--models <folder>', 'a folder of models (default: the models that ship)', shippedModels())
    .option('--seed <n>', 'draws faces, light, sizes, speech and movements', countNumber, 1)
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  $ demiface bench talking --data occluded=data/occluded --seed 3')
    .action(async ({ models: folder, json, data, seed }: TalkingBenchFlags) => {
      const models = await openInferenceModels(folder, 'auto', io.note);
      const detector = await createDetector();
      try {
        const all = clips(await faces(data, seed, detector, io.signal), seed);
        const bar = io.progress('Talking');
        const results: (TalkingFigures & Pick<NamedClip, 'way' | 'kind' | 'face'>)[] = [];
        for (const { way, kind, face, ...clip } of all) {
          if (io.signal.aborted) throw new DemifaceError('interrupted', 'the benchmark was stopped');
          const figures = await watchTalking(clip, { detector, ...models }, cameraNoise(seed));
          results.push({ way, kind, face, ...figures });
          bar.update(results.length, all.length);
        }
        bar.end();
        if (json) return io.json({ seed, results });
        const ways = [...new Set(results.map(({ way }) => way))];
        for (const name of ways)
          io.line(
            figuresText(
              name,
              results.filter(({ way }) => way === name),
            ),
          );
        io.line(
          figuresText(
            'all but chewing',
            results.filter(({ kind }) => kind !== 'chews'),
          ),
        );
      } finally {
        await models.dispose();
        await detector.dispose();
      }
    });
}

async function faces(
  data: readonly string[],
  seed: number,
  detector: Detector,
  signal: AbortSignal,
): Promise<TalkingFace[]> {
  const photos = photoFaces(await decodedPhotos(rootFor('occluded', data), 'train', signal));
  const stills = [];
  for await (const { picture } of openClip(shippedClip()).frames(signal))
    stills.push({ name: `clip ${stills.length}`, picture });
  const whole = stills.filter((_, second) => second % STILLS === seed % STILLS);
  if (data.some((text) => text.startsWith('utkface='))) {
    const set = await facesToPlace(rootFor('utkface', data), 2 * FACES_OF_UTKFACE, seed, signal, 'train');
    for (const { picture, isMasked } of set)
      if (!isMasked) whole.push({ name: `face ${whole.length} of seed ${seed}`, picture });
  }
  return [...photos, ...(await drawnFaces(whole, detector))].map((face) => lit(face, seed));
}

function clips(all: readonly TalkingFace[], seed: number): NamedClip[] {
  return all.flatMap(({ name, picture, head, mouth }, nth) => {
    const random = randomFor(seed, 'talking', name);
    const ways = mouthWays(random);
    const width = random.uniform(HEAD_PX.least, HEAD_PX.most);
    const chosen = [
      nth % TALKING_WAYS,
      TALKING_WAYS + (nth % SILENT_WAYS),
      TALKING_WAYS + ((nth + 3) % SILENT_WAYS),
    ];
    if (nth % TALKING_WAYS === 0) chosen.push(ways.length - 1);
    return chosen.map((k): NamedClip => {
      const { name: way, kind, mouth: shape, motion, speaks } = ways[k]!;
      const at = (s: number) => withMouth(picture, mouth, shape(s));
      const scene = sceneOf({ at, head, width, motion });
      const seconds = kind === 'talks' ? TALKS.toS + 3 : SILENT_SECONDS;
      return { face: name, way, kind, scene, head, seconds, speaks };
    });
  });
}

function figuresText(name: string, results: readonly TalkingFigures[]): string {
  const sum = (key: keyof TalkingFigures) => results.reduce((total, each) => total + each[key], 0);
  const share = (part: number, of: number) => (of === 0 ? '' : ` (${((100 * part) / of).toFixed(1)} %)`);
  const [talking, found, silent, wrong] = [sum('talking'), sum('found'), sum('silent'), sum('wrong')];
  const talks =
    talking === 0 ? '' : `, ${found} of ${talking} seconds of talking found${share(found, talking)}`;
  return `${name}: ${results.length} clips${talks}, ${wrong} of ${silent} others said to be talking${share(wrong, silent)}`;
}
