import type { Command } from 'commander';

import { shippedModels } from '../../../artifact/places.ts';
import { DemifaceError } from '../../../common/error.ts';
import { createDetector } from '../../../inference/detection/detector.ts';
import { cameraNoise } from '../../bench/find/camera-noise.ts';
import type { NamedTalkingClip } from '../../bench/talking/talking-clips.ts';
import { talkingClips } from '../../bench/talking/talking-clips.ts';
import type { TalkingFigures } from '../../bench/talking/watch-talking.ts';
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
        const all = await talkingClips({
          ...{ seed, detector, signal: io.signal },
          occluded: rootFor('occluded', data),
          utkface: data.some((text) => text.startsWith('utkface=')) ? rootFor('utkface', data) : null,
        });
        const bar = io.progress('Talking');
        const results: (TalkingFigures & Pick<NamedTalkingClip, 'way' | 'kind' | 'face'>)[] = [];
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

function figuresText(name: string, results: readonly TalkingFigures[]): string {
  const sum = (key: keyof TalkingFigures) => results.reduce((total, each) => total + each[key], 0);
  const share = (part: number, of: number) => (of === 0 ? '' : ` (${((100 * part) / of).toFixed(1)} %)`);
  const [talking, found, silent, wrong] = [sum('talking'), sum('found'), sum('silent'), sum('wrong')];
  const talks =
    talking === 0 ? '' : `, ${found} of ${talking} seconds of talking found${share(found, talking)}`;
  return `${name}: ${results.length} clips${talks}, ${wrong} of ${silent} others said to be talking${share(wrong, silent)}`;
}
